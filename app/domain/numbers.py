"""How each language writes numbers (Unicode CLDR 46: default numbering system and symbols).

Bengali has digits of its own; Urdu, as written in Pakistan and Britain, has the Western ones.
Numbers to ring, codes and what somebody types are text, not numbers, and keep their digits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_DIGITS = "0123456789"


@dataclass(frozen=True)
class Numbers:
    """``group`` parts thousands, from ``least`` digits before the first of them on.

    ``lakh`` is the Indian way: after the last three digits groups have two.
    """

    digits: str = _DIGITS
    group: str = ","
    decimal: str = "."
    least: int = 1
    lakh: bool = False

    def write(self, value: float, places: int = 0) -> str:
        """Give a number with so many decimal places, its thousands parted."""
        whole, _, rest = f"{abs(value):.{places}f}".partition(".")
        text = self.group.join(self._groups(whole)) + (self.decimal + rest if rest else "")
        negative = value < 0 and any(sign in text for sign in "123456789")
        return self.in_digits(f"-{text}" if negative else text)

    def in_digits(self, text: str) -> str:
        """Give a number that is written in Western digits in this language's."""
        if self.digits == _DIGITS:
            return text
        return text.translate(str.maketrans(_DIGITS, self.digits))

    def _groups(self, whole: str) -> list[str]:
        if len(whole) < 3 + self.least:
            return [whole]
        head, groups = whole[:-3], [whole[-3:]]
        size = 2 if self.lakh else 3
        while head:
            groups.insert(0, head[-size:])
            head = head[:-size]
        return groups


#: As in English.
WESTERN = Numbers()
NUMBERS: Mapping[str, Numbers] = {
    "cy": WESTERN,
    "pl": Numbers(group="\u00a0", decimal=",", least=2),
    "ro": Numbers(group=".", decimal=","),
    "ur": WESTERN,
    "bn": Numbers(digits="০১২৩৪৫৬৭৮৯", lakh=True),
}
