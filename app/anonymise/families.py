"""Families of words used alike: for the number of a word, its family in four ways of gathering.

One packed table: a column for each way, two bytes a row for the finest, one for the others.
"""

import zlib
from collections.abc import Sequence

NOBODY = ("0", "0", "0", "0")


class Families:
    """From the number that the word book gives to (fine, group, kind, other), as short strings."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._size = len(table) // 5

    def of(self, number: int) -> tuple[str, str, str, str]:
        """Give the families of a numbered word (0: it has none)."""
        if not 0 < number <= self._size:
            return NOBODY
        t, n, at = self._table, self._size, number - 1
        fine = t[at] << 8 | t[n + at]
        return f"{fine}", f"{t[2 * n + at]}", f"{t[3 * n + at]}", f"{t[4 * n + at]}"

    @classmethod
    def unpack(cls, packed: bytes) -> "Families":
        """Read a packed table."""
        return cls(zlib.decompress(packed))


def pack_families(columns: Sequence[Sequence[int]]) -> bytes:
    """Write the columns fine, group, kind, other (each from 1)."""
    fine, *rest = ([int(number) for number in column] for column in columns)
    table = bytes(n >> 8 for n in fine) + bytes(n & 255 for n in fine)
    return zlib.compress(table + b"".join(map(bytes, rest)), 9)
