"""The one-time code of a plan file: 64 random bits and a checksum, four groups of four.

The first 13 signs carry the 8 bytes (and one bit of the checksum), the rest 16 bits of
SHA-256 over a fixed prefix and the bytes: a slip of the fingers is told from the code of
another file in all but one of 2^16 cases. 64 bits behind Argon2id are far beyond guessing.
"""

import hashlib

from app.domain.crockford import read_number, write_number
from app.domain.errors import FileCodeMistyped

#: How many random bytes a code stands for.
RAW_BYTES = 8
_SIGNS = 16
_CHECK_BITS = 16
_PREFIX = b"layby plan file code 1\x00"


def write(raw: bytes) -> str:
    """Give the code of 8 bytes, such as ``7KQ2-9XTM-0B4C-HD5E``; ValueError at another length."""
    if len(raw) != RAW_BYTES:
        raise ValueError("a file code stands for 8 bytes")
    return write_number(int.from_bytes(raw) << _CHECK_BITS | _checksum(raw), _SIGNS)


def tidy(text: str) -> str:
    """Give a code as ``write`` did, however it was typed.

    Raises FileCodeMistyped when length, characters or checksum do not fit.
    """
    try:
        number = read_number(text, _SIGNS)
    except ValueError:
        raise FileCodeMistyped(field="code") from None
    raw = (number >> _CHECK_BITS).to_bytes(RAW_BYTES)
    if number & (1 << _CHECK_BITS) - 1 != _checksum(raw):
        raise FileCodeMistyped(field="code")
    return write(raw)


def _checksum(raw: bytes) -> int:
    return int.from_bytes(hashlib.sha256(_PREFIX + raw).digest()[:2])
