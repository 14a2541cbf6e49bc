"""Python's engine for the browser: Pyodide's, without tables that nothing in it can reach any more.

CPython carries what it takes to read the encodings of Chinese, Japanese and Korean from before
Unicode: half a megabyte of tables, which hardly compress. The modules that would ask for them are
left out (``standard_library``), so they are sent as zeros. They are told by their shape: an index
of 256 entries (address of a table, its first and its last byte; ``Modules/cjkcodecs/cjkcodecs.h``)
whose tables follow each other.

Two more things are known by their digest, for they have no shape of their own: the names of all
characters, for ``"\\N{...}"`` and ``unicodedata.name`` (``Modules/unicodename_db.h``), which then
say that there is no such name; and what the C library's ``iconv`` knows of the same old encodings
(musl's ``src/locale``), which Python never calls. Nothing else changes: no address, no code.

    python -m app.web.engine

prints where the engine that is installed has its indexes: after a new version of flet-web.
"""

import hashlib
import re
import struct
from collections.abc import Iterable
from itertools import pairwise

from app.web import client

_ENTRIES, _ENTRY = 256, 8
_INDEXES = (
    *(0x376898, 0x377098, 0x377898, 0x378098, 0x378898, 0x379118, 0x379918, 0x37A118, 0x37AC98),
    *(0x37B498, 0x37BC98, 0x37C498, 0x37CC98, 0x37D498, 0x37DC98, 0x37E498, 0x37EC98, 0x37F628),
    *(0x37FE28, 0x380D18, 0x381518, 0x381D18, 0x382598, 0x382D98, 0x383598, 0x383DA0),
)
"""Where they lie in the memory of the engine that is pinned."""
_UNREACHED = (
    (0x1815F0, 0x19A9F0, "b4027a3f134b2b43"),  # of a character, where its name is
    (0x19A9F0, 0x1C3755, "0445f26bbd414cf9"),  # the names
    (0x1C5480, 0x1ED45C, "a2ff9e97927d4be3"),  # of a name, its character
    (0x2B2720, 0x2BE228, "7fb763c6255ab663"),  # GB 18030
    (0x2BE230, 0x2C0AA0, "c1e543021397bdd7"),  # Hong Kong's characters beyond Big5
    (0x2C0AA0, 0x2C4850, "b9020d59c36f975f"),  # JIS X 0208
    (0x2C4850, 0x2CB57A, "4572b8f9025af1ed"),  # Big5
    (0x2CB580, 0x2CF9CC, "a730cc2bbc523a90"),  # KS X 1001
)
"""Where in it nothing asks: first byte, behind the last, how its SHA-256 begins."""
_NAMED = re.compile(rb"\\N\{|\bunicodedata\.(name|lookup)\b")
_DATA, _ACTIVE_HERE, _CONST, _END = 11, 0, 0x41, 0x0B  # WebAssembly 2.0, 5.5.14
_FEWEST = 4  # tables to an index

Segment = tuple[int, int, int]
"""Where it goes in memory, where it is in the file, how long it is."""


class EngineError(Exception):
    """The engine is not laid out as this build step knows it."""


def trim(wasm: bytes, python: Iterable[bytes] = ()) -> bytes:
    """Blank what nothing in ``python``, all that will run in it, reaches; the length stays.

    Raises:
        EngineError: it is not found as expected, or something asks for a character by its name.
    """
    if any(_NAMED.search(code) for code in python):
        raise EngineError("characters by name are not in the engine: write them as they are")
    segments = _segments(wasm)
    memory = _lay_out(wasm, segments)
    indexes = [_read_index(memory, at) for at in _INDEXES]
    if not all(indexes):
        raise EngineError("pyodide.asm.wasm has other tables: run python -m app.web.engine")
    for first, last in (table for index in indexes for table in index):
        memory[first:last] = bytes(last - first)
    for first, last, digest in _UNREACHED:
        if not hashlib.sha256(memory[first:last]).hexdigest().startswith(digest):
            raise EngineError(f"pyodide.asm.wasm has something else at 0x{first:X}")
        memory[first:last] = bytes(last - first)
    out = bytearray(wasm)
    for at, start, size in segments:
        out[start : start + size] = memory[at : at + size]
    return bytes(out)


def _lay_out(wasm: bytes, segments: list[Segment]) -> bytearray:
    memory = bytearray(max(at + size for at, _, size in segments))
    for at, start, size in segments:
        memory[at : at + size] = wasm[start : start + size]
    return memory


def _segments(wasm: bytes) -> list[Segment]:
    """Read where the data of a module goes."""
    at = 8
    while wasm[at] != _DATA:
        size, start = _number(wasm, at + 1)
        at = start + size
    _, at = _number(wasm, at + 1)
    count, at = _number(wasm, at)
    found = []
    for _ in range(count):
        kind, at = _number(wasm, at)
        if kind != _ACTIVE_HERE or wasm[at] != _CONST:
            raise EngineError("pyodide.asm.wasm keeps its data in an unknown way")
        place, at = _number(wasm, at + 1)  # all lie too low for a sign to matter
        size, at = _number(wasm, at + (wasm[at] == _END))
        found.append((place, at, size))
        at += size
    return found


def _number(wasm: bytes, at: int) -> tuple[int, int]:
    """Read an unsigned LEB128 number; give it and where it ends."""
    value = shift = 0
    while True:
        byte = wasm[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _read_index(memory: bytearray, start: int) -> list[tuple[int, int]]:
    """Give where each table of an index begins and ends, or nothing if this is not one."""
    found: list[tuple[int, int]] = []
    if start + _ENTRIES * _ENTRY > len(memory):
        return found
    for at in range(start, start + _ENTRIES * _ENTRY, _ENTRY):
        table, low, high, *rest = struct.unpack_from("<I4B", memory, at)
        if table == 0:
            continue
        end = table + 2 * (high - low + 1)
        if rest != [0, 0] or high < low or table % 2 or not 1024 <= table <= len(memory) - 2 * 256:
            return []
        found.append((table, end))
    found.sort()
    follow = sum(one[1] == other[0] for one, other in pairwise(found))
    return found if len(found) >= _FEWEST and follow >= 0.7 * len(found) else []


def find_indexes(wasm: bytes) -> list[int]:
    """Look through all of the engine's memory for indexes; takes a while."""
    memory = _lay_out(wasm, _segments(wasm))
    found: list[int] = []
    at = 1024  # below this nothing lies
    while at < len(memory):
        here = bool(_read_index(memory, at))
        found += [at] * here
        at += _ENTRIES * _ENTRY if here else 4
    return found


if __name__ == "__main__":
    installed = client.web_dir() / "pyodide" / "pyodide.asm.wasm"
    print(*(f"0x{at:X}" for at in find_indexes(installed.read_bytes())))
