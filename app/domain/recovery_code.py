"""The printed recovery code: 160 random bits and a checksum, as people write and read them.

36 characters of Crockford's base 32 (no I, L, O and U), in nine groups of four. The first
32 are the 20 bytes; the last four are 20 bits of SHA-256 over a fixed prefix and the bytes,
so that a slip of the fingers is told from a wrong code in all but one of 2^20 cases.
"""

import hashlib

from app.domain.crockford import read_number, write_number
from app.domain.errors import RecoveryCodeMistyped

#: How many random bytes a code stands for.
RAW_BYTES = 20
_LENGTH = 36
_CHECK_BITS = 20
_PREFIX = b"layby recovery code 1\x00"


def write(raw: bytes) -> str:
    """Give the code of 20 bytes, fit to be printed; raises ValueError at any other length."""
    if len(raw) != RAW_BYTES:
        raise ValueError("a recovery code stands for 20 bytes")
    number = int.from_bytes(raw) << _CHECK_BITS | _checksum(raw)
    return write_number(number, _LENGTH)


def read(text: str) -> bytes:
    """Give the 20 bytes of a code as somebody typed it.

    Slips that ``crockford`` forgives do not matter. Raises RecoveryCodeMistyped when the length
    or the checksum does not fit, or a character belongs to no code.
    """
    try:
        number = read_number(text, _LENGTH)
    except ValueError:
        raise RecoveryCodeMistyped(field="code") from None
    raw = (number >> _CHECK_BITS).to_bytes(RAW_BYTES)
    if number & (1 << _CHECK_BITS) - 1 != _checksum(raw):
        raise RecoveryCodeMistyped(field="code")
    return raw


def _checksum(raw: bytes) -> int:
    return int.from_bytes(hashlib.sha256(_PREFIX + raw).digest()[:3]) >> 24 - _CHECK_BITS
