"""Bytes as text: base64 with the alphabet for addresses (RFC 4648, section 5), no padding.

Every byte string has exactly one text here: what would decode to the same bytes and is written
in another way is refused, so that equal texts and equal bytes are one thing.
"""

import base64
import binascii


def write_bytes(raw: bytes) -> str:
    """Give the text of some bytes."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def read_bytes(text: object, length: int | None = None) -> bytes:
    """Give the bytes of a text; raises ValueError for anything but their one text.

    ``length`` is how many there must be.
    """
    if not isinstance(text, str) or not text.isascii():
        raise ValueError
    if length is not None and len(text) != (4 * length + 2) // 3:
        raise ValueError
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise ValueError from None
    if write_bytes(raw) != text or (length is not None and len(raw) != length):
        raise ValueError
    return raw
