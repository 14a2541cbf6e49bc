"""Numbers as people copy them by hand: Crockford's base 32 (no I, L, O and U), in fours.

What was typed is read forgivingly: case, spaces, line breaks, dashes and dots do not matter;
O counts as 0, I and L as 1.
"""

import unicodedata

#: No I, L, O and U, so that what is read aloud is written right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: Between the groups anything goes that people or printers put there.
_SEPARATORS = frozenset(".·•_,:|/\u2212")
#: Dashes; and signs that show nothing, such as those that keep a code from left to right among
#: Urdu words, which whoever copies it from the screen copies as well.
_SEPARATING = frozenset({"Pd", "Cf"})
#: Ten times the signs is far longer than any code with its separators.
_ROOM = 10


def write_number(number: int, signs: int) -> str:
    """Give ``number`` in so many signs, grouped by dashes."""
    written = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(signs)))
    return "-".join(written[start : start + _GROUP] for start in range(0, signs, _GROUP))


def read_number(text: str, signs: int) -> int:
    """Read so many signs as somebody typed them; raises ValueError when they are not that."""
    if len(text) > signs * _ROOM:
        raise ValueError
    typed = unicodedata.normalize("NFKC", text).upper()
    found = "".join(sign for sign in typed if not _separates(sign)).translate(_FORGIVEN)
    if len(found) != signs:
        raise ValueError
    number = 0
    for sign in found:
        number = number << 5 | ALPHABET.index(sign)  # ValueError for what is no sign
    return number


def _separates(sign: str) -> bool:
    return sign.isspace() or sign in _SEPARATORS or unicodedata.category(sign) in _SEPARATING
