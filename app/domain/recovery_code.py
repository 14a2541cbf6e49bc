"""The printed recovery code: 160 random bits and a checksum, as people write and read them.

36 characters of Crockford's base 32 (no I, L, O and U), in nine groups of four. The first
32 are the 20 bytes; the last four are 20 bits of SHA-256 over a fixed prefix and the bytes,
so that a slip of the fingers is told from a wrong code in all but one of 2^20 cases.
"""

import hashlib
import unicodedata

from app.domain.errors import RecoveryCodeMistyped

#: How many random bytes a code stands for.
RAW_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 36
_GROUP = 4
_CHECK_BITS = 20
_PREFIX = b"layby recovery code 1\x00"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: Between the groups anything goes that people or printers put there.
_SEPARATORS = frozenset(".·•_,:|/\u00ad\u200b\u2212\ufeff")
#: Far longer than any code with its separators: no need to look at more.
_LONGEST = 400


def write(raw: bytes) -> str:
    """Give the code of 20 bytes, fit to be printed; raises ValueError at any other length."""
    if len(raw) != RAW_BYTES:
        raise ValueError("a recovery code stands for 20 bytes")
    number = int.from_bytes(raw) << _CHECK_BITS | _checksum(raw)
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read(text: str) -> bytes:
    """Give the 20 bytes of a code as somebody typed it.

    Case, spaces, line breaks, dashes and dots do not matter; O counts as 0, I and L as 1.
    Raises RecoveryCodeMistyped when the length or the checksum does not fit, or a character
    belongs to no code.
    """
    if len(text) > _LONGEST:
        raise RecoveryCodeMistyped(field="code")
    typed = unicodedata.normalize("NFKC", text).upper()
    signs = "".join(sign for sign in typed if not _separates(sign)).translate(_FORGIVEN)
    if len(signs) != _LENGTH or not set(signs) <= set(_ALPHABET):
        raise RecoveryCodeMistyped(field="code")
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    raw = (number >> _CHECK_BITS).to_bytes(RAW_BYTES)
    if number & (1 << _CHECK_BITS) - 1 != _checksum(raw):
        raise RecoveryCodeMistyped(field="code")
    return raw


def _separates(sign: str) -> bool:
    return sign.isspace() or sign in _SEPARATORS or unicodedata.category(sign) == "Pd"


def _checksum(raw: bytes) -> int:
    return int.from_bytes(hashlib.sha256(_PREFIX + raw).digest()[:3]) >> 24 - _CHECK_BITS
