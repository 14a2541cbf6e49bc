"""The one-time code of a plan file: 64 random bits and a checksum, four groups of four.

The first 13 signs carry the 8 bytes (and one bit of the checksum), the rest 16 bits of
checksum. 64 bits behind Argon2id are far beyond guessing.
"""

from app.domain.checked_code import CheckedCode
from app.domain.errors import FileCodeMistyped

#: How many random bytes a code stands for.
RAW_BYTES = 8
_CODE = CheckedCode("file code", RAW_BYTES, check_bits=16, prefix=b"layby plan file code 1\x00")


def write(raw: bytes) -> str:
    """Give the code of 8 bytes, such as ``7KQ2-9XTM-0B4C-HD5E``; ValueError at another length."""
    return _CODE.write(raw)


def tidy(text: str) -> str:
    """Give a code as ``write`` did, however it was typed.

    Raises FileCodeMistyped when length, characters or checksum do not fit.
    """
    try:
        return write(_CODE.read(text))
    except ValueError:
        raise FileCodeMistyped(field="code") from None
