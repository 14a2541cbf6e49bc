"""Several small weights in one whole number, so that rows of them add up as one.

Each weight has a lane of 16 bits, the first in the lowest. The sum of many rows is right as long
as no lane leaves -32,768 to 32,767: a signed byte may be added 258 times.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence

_BITS, _WIDTH, _HALF = 16, 2, 0x8000
_BYTE = 128
_SIGNED = bytes((byte + _BYTE) & 255 for byte in range(256))


def _all(value: int, lanes: int) -> int:
    return sum(value << (_BITS * lane) for lane in range(lanes))


def gather(columns: Sequence[bytes]) -> list[int]:
    """Lay signed bytes, a column for each lane, side by side: one number for each row."""
    lanes, rows = len(columns), len(columns[0])
    width = lanes * _WIDTH
    data = bytearray(rows * width)
    for lane, column in enumerate(columns):
        data[lane * _WIDTH :: width] = column.translate(_SIGNED)
    read, base = int.from_bytes, _all(_BYTE, lanes)
    return [read(data[at : at + width], "little") - base for at in range(0, len(data), width)]


class Lanes:
    """Reads numbers of so many lanes."""

    def __init__(self, lanes: int) -> None:
        self._shape = struct.Struct(f"<{lanes}H")
        self._half = _all(_HALF, lanes)
        self._both = _all(_HALF, 2 * lanes)
        self._bits = _BITS * lanes
        self._mask = (1 << self._bits) - 1

    def raised(self, totals: Iterable[int]) -> Iterator[tuple[int, ...]]:
        """Give the weights of each number, each raised by the same to be above nought."""
        size, half = self._shape.size, self._half
        numbers = [(total + half).to_bytes(size, "little") for total in totals]
        return self._shape.iter_unpack(b"".join(numbers))

    def split(self, total: int) -> tuple[int, int]:
        """Give the lower and the upper half of a number of twice as many lanes."""
        total += self._both
        return (total & self._mask) - self._half, (total >> self._bits) - self._half
