"""Reads single values of a JSON document, and takes nothing for something else.

Each raises TypeError or ValueError; ``envelope`` turns them into one named error.
"""

import base64
import binascii
from collections.abc import Mapping


def mapping(value: object) -> Mapping[object, object]:
    """Give a JSON object."""
    if not isinstance(value, Mapping):
        raise TypeError
    return value


def items(value: object, most: int) -> list[object]:
    """Give a JSON array of one to ``most`` items."""
    if not isinstance(value, list):
        raise TypeError
    if not 1 <= len(value) <= most:
        raise ValueError
    return value


def whole(value: object, least: int, most: int) -> int:
    """Give a whole number between two bounds, both allowed; True is no number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if not least <= value <= most:
        raise ValueError
    return value


def text(value: object) -> str:
    """Give a text that is not empty."""
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def to_base64(value: bytes) -> str:
    """Write bytes as standard base64 with padding."""
    return base64.b64encode(value).decode("ascii")


def from_base64(value: object, least: int, most: int) -> bytes:
    """Read so many bytes, as ``to_base64`` wrote them."""
    try:
        read = base64.b64decode(text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if not least <= len(read) <= most:
        raise ValueError
    return read
