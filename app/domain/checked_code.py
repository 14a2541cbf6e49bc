"""Random bytes with a checksum, as codes that people copy by hand.

The signs carry the bytes first and then the checksum: the first bits of SHA-256 over a fixed
prefix and the bytes. So a slip of the fingers is told from a wrong code in all but one of
2^``check_bits`` cases, and a code of one kind is never read as one of another.
"""

import hashlib
from dataclasses import dataclass

from app.domain.crockford import read_number, write_number

_BITS_A_SIGN = 5


@dataclass(frozen=True)
class CheckedCode:
    """One kind of code. Bytes and checksum together must fill whole signs (5 bits each)."""

    what: str
    raw_bytes: int
    check_bits: int
    prefix: bytes

    @property
    def signs(self) -> int:
        """Count the signs of a code, dashes left out."""
        return (8 * self.raw_bytes + self.check_bits) // _BITS_A_SIGN

    def write(self, raw: bytes) -> str:
        """Give the code of so many bytes, in groups of four; ValueError at another length."""
        if len(raw) != self.raw_bytes:
            raise ValueError(f"a {self.what} stands for {self.raw_bytes} bytes")
        return write_number(int.from_bytes(raw) << self.check_bits | self._sum(raw), self.signs)

    def read(self, text: str) -> bytes:
        """Give the bytes of a code as somebody typed it.

        Slips that ``crockford`` forgives do not matter. Raises ValueError when the length or the
        checksum does not fit, or a character belongs to no code.
        """
        number = read_number(text, self.signs)
        raw = (number >> self.check_bits).to_bytes(self.raw_bytes)
        if number & (1 << self.check_bits) - 1 != self._sum(raw):
            raise ValueError
        return raw

    def _sum(self, raw: bytes) -> int:
        digest = hashlib.sha256(self.prefix + raw).digest()
        return int.from_bytes(digest) >> 8 * len(digest) - self.check_bits
