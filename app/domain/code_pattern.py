"""Patterns for a trust's own codes: how its call signs and incident numbers look.

"#" stands for one digit and "@" for one letter; everything else stands for itself. Case does not
matter, and neither do spaces and hyphens where the pattern has one, or where two letters of its
own meet digits: "RR ##" and "RR##" both find "rr12", "RR-12" and "RR - 12". A pattern becomes a
regular expression of single signs in a row, in which nothing is repeated without bound and no
two parts want the same sign: no text takes long over it.
"""

import re

from app.domain.errors import ContentError

SHORTEST, LONGEST = 2, 20
DIGIT, LETTER = "#", "@"
#: A number alone says nothing unless it is longer than a year, a clock time or a dose.
_FEWEST_BARE_DIGITS = 5
_SIGNS = re.compile(r"[A-Za-z0-9#@ \-–/.:_+*&]+")
_COUNTED = ("a", "at", "for", "over", "about", "around", "between", "whenever")
_NUMBERS = ("1", "12", "120", "1200")
#: What people write that is nobody's code. A pattern that finds any of it is refused.
_ORDINARY = (
    *(f"{word} {number} hours" for word in _COUNTED for number in _NUMBERS),
    *(f"{number}h {number}hr {number}am {number}th {number}mg" for number in _NUMBERS),
    "24/7 50/50 999 111 101 6-month 12-hour 12-hr 1-to-1 4x4 2nd 1st A&E i.e. e.g. o/t n/a w/e",
    "band 5, band 6, type 2, covid 19, cat 2, c1, p1, gcs 15, hr 120, bp 120/80, 07:00, 1.5, 10%",
)


def check_pattern(pattern: str) -> None:
    """Judge one pattern; raises ContentError with what is wrong with it, without naming it."""
    if not SHORTEST <= len(pattern) <= LONGEST:
        raise ContentError(f"a pattern has from {SHORTEST} to {LONGEST} signs.")
    if not _SIGNS.fullmatch(pattern):
        raise ContentError("only plain letters, digits and - / . : can stand in a pattern.")
    if DIGIT not in pattern and LETTER not in pattern:
        raise ContentError("put # for each digit and @ for each letter that changes.")
    if not any(sign.isdigit() or sign == DIGIT for sign in pattern):
        raise ContentError("this would hide ordinary words. A code needs at least one digit: #.")
    firm = sum(sign.isalnum() or sign == DIGIT for sign in pattern)
    bare = not any(sign.isalpha() or sign == LETTER for sign in pattern)
    if firm < 2 or (bare and firm < _FEWEST_BARE_DIGITS):
        raise ContentError(
            "this would hide ordinary numbers. Add the letters or digits that stand before it."
        )
    found = compiled(pattern).search("; ".join(_ORDINARY))
    if found:
        raise ContentError(f"this would also hide “{found.group()}”, which is nobody's code.")


def compiled(pattern: str) -> re.Pattern[str]:
    """Make the regular expression; it matches only where no letter or digit touches it."""
    signs = re.sub(r"[ \-–]+", " ", pattern).strip()
    signs = re.sub(r"([A-Za-z]{2})([#0-9])", r"\1 \2", signs)
    made = ["(?<![^\\W_])", *map(_one, signs), "(?![^\\W_])"]
    return re.compile("".join(made), re.IGNORECASE)


def _one(sign: str) -> str:
    return {DIGIT: "[0-9]", LETTER: "[A-Za-z]", " ": "[ \\-–]{0,3}"}.get(sign) or re.escape(sign)
