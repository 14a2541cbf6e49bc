"""Python's engine for the browser: Pyodide's, without tables that nothing in it can reach any more.

CPython carries what it takes to read the encodings of Chinese, Japanese and Korean from before
Unicode: half a megabyte of tables, which hardly compress. The modules that would ask for them are
left out (``standard_library``), so they are sent as zeros. They are told by their shape: an index
of 256 entries (address of a table, its first and its last byte; ``Modules/cjkcodecs/cjkcodecs.h``)
whose tables follow each other. Nothing else changes: no address, no code.

    python -m app.web.engine

prints where the engine that is installed has its indexes: after a new version of flet-web.
"""

import struct
from itertools import pairwise

from app.web import client

_ENTRIES, _ENTRY = 256, 8
_INDEXES = (
    *(0x376898, 0x377098, 0x377898, 0x378098, 0x378898, 0x379118, 0x379918, 0x37A118, 0x37AC98),
    *(0x37B498, 0x37BC98, 0x37C498, 0x37CC98, 0x37D498, 0x37DC98, 0x37E498, 0x37EC98, 0x37F628),
    *(0x37FE28, 0x380D18, 0x381518, 0x381D18, 0x382598, 0x382D98, 0x383598, 0x383DA0),
)
"""Where they lie in the memory of the engine that is pinned."""
_DATA, _ACTIVE_HERE, _CONST, _END = 11, 0, 0x41, 0x0B  # WebAssembly 2.0, 5.5.14
_FEWEST = 4  # tables to an index

Segment = tuple[int, int, int]
"""Where it goes in memory, where it is in the file, how long it is."""


class EngineError(Exception):
    """The engine is not laid out as this build step knows it."""


def trim(wasm: bytes) -> bytes:
    """Blank the tables of East Asian encodings; the file stays as long as it was.

    Raises:
        EngineError: they are not found as expected.
    """
    segments = _segments(wasm)
    memory = _lay_out(wasm, segments)
    indexes = [_read_index(memory, at) for at in _INDEXES]
    if not all(indexes):
        raise EngineError("pyodide.asm.wasm has other tables: run python -m app.web.engine")
    for first, last in (table for index in indexes for table in index):
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
