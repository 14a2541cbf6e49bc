"""A snapshot of Python's memory with the app imported, so that no phone imports it again.

Node runs the Pyodide that ships and writes its memory down (``make_snapshot.mjs``). Results
are cached by a hash of everything they depend on.
"""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from app.web import client
from app.web.node import find_node

_HERE = Path(__file__).parent
_SCRIPTS = ("make_snapshot.mjs", "make_snapshot.py")
_SHARED = ("archive.js", "restore.js")
ARCHIVES = ("standard-library", "libraries", "app")
"""The archives that a snapshot is made from, in the order Node is given them."""


class SnapshotError(Exception):
    """The app could not be imported for a snapshot."""


def take(archives: dict[str, bytes], shell: Path, cache: Path) -> bytes:
    """Return the snapshot of an app whose compiled ``archives`` are given by name.

    Args:
        archives: what lies on the site as ``python/<name>.zip``.
        shell: the project's ``assets/shell``, whose code reads archives.
        cache: where results are kept between builds.

    Raises:
        SnapshotError: the app does not import, or holds what no snapshot can.
        NodeError: there is no Node.
    """
    kept = cache / f"{_key(archives, shell)}.bin"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as name:
            folder = Path(name)
            for archive in ARCHIVES:
                (folder / f"{archive}.zip").write_bytes(archives[archive])
            _run_node(folder, shell)
            (folder / "out.bin").rename(kept)
    return kept.read_bytes()


def _key(archives: dict[str, bytes], shell: Path) -> str:
    total = hashlib.sha256()
    for archive in ARCHIVES:
        total.update(hashlib.sha256(archives[archive]).digest())
    for script in (*(_HERE / name for name in _SCRIPTS), *(shell / name for name in _SHARED)):
        total.update(hashlib.sha256(script.read_bytes()).digest())
    for part in ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs"):
        total.update(hashlib.sha256((client.web_dir() / "pyodide" / part).read_bytes()).digest())
    return total.hexdigest()


def _run_node(folder: Path, shell: Path) -> None:
    command = [str(find_node()), str(_HERE / _SCRIPTS[0]), str(shell)]
    command += [str(client.web_dir() / "pyodide")]
    command += [str(folder / f"{archive}.zip") for archive in ARCHIVES]
    command += [str(folder / "out.bin")]
    # Node asks the environment for the time zone and the language; neither is the phone's.
    plain = {"TZ": "UTC", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    if done.returncode:
        raise SnapshotError(f"no snapshot was made of the app:\n{done.stderr[-2000:]}")
