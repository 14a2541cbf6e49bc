"""Base 45 (RFC 9285): bytes in the signs that QR codes hold most tightly.

Two bytes become three signs, least significant first; a single last byte becomes two.
"""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}


def encode(content: bytes) -> str:
    """Write bytes in base 45."""
    signs = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        number = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            number, rest = divmod(number, 45)
            signs.append(_ALPHABET[rest])
    return "".join(signs)


def decode(text: str) -> bytes:
    """Read base 45; raises ValueError for other signs, another length, or what is too large."""
    content = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        number = sum(_value(sign) * 45**place for place, sign in enumerate(group))
        if len(group) == 1 or number >= 1 << 8 * (len(group) - 1):
            raise ValueError("not base 45")
        content += number.to_bytes(len(group) - 1)
    return bytes(content)


def _value(sign: str) -> int:
    if sign not in _VALUES:
        raise ValueError("not base 45")
    return _VALUES[sign]
