"""The printed recovery code: 160 random bits and a checksum, as people write and read them.

36 characters of Crockford's base 32 (no I, L, O and U), in nine groups of four. The first 32
are the 20 bytes; the last four are 20 bits of checksum (see ``checked_code``).
"""

from app.domain.checked_code import CheckedCode
from app.domain.errors import RecoveryCodeMistyped

#: How many random bytes a code stands for.
RAW_BYTES = 20
_CODE = CheckedCode("recovery code", RAW_BYTES, check_bits=20, prefix=b"layby recovery code 1\x00")


def write(raw: bytes) -> str:
    """Give the code of 20 bytes, fit to be printed; raises ValueError at any other length."""
    return _CODE.write(raw)


def read(text: str) -> bytes:
    """Give the 20 bytes of a code as somebody typed it.

    Slips that ``crockford`` forgives do not matter. Raises RecoveryCodeMistyped when the length
    or the checksum does not fit, or a character belongs to no code.
    """
    try:
        return _CODE.read(text)
    except ValueError:
        raise RecoveryCodeMistyped(field="code") from None
