"""Numbers and codes that no other rule has a name for: runs of digits, digits among letters."""

import re
from collections.abc import Iterator

from app.anonymise.contact import HELPLINES
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import at_numbers, near_digits

_RUN = re.compile(
    r"(?<![\w£$€.,])(?:\b[A-Z]{2,4} )?\d{6,}(?![\w%])(?!\.\d)"
    r"|(?<![\w£$€.])(?:\b[A-Z]{2,4} )?\d{3,}(?:[ \-]\d{3,}){1,5}(?!\w)"
)
_MIXED = re.compile(r"(?<![a-z\d\-/])[a-z\d][a-z\d\-/]{5,200}(?![a-z\d\-/])(?<![\-/])", re.I)
_DIGITS_IN = re.compile(r"\d[\d\-/]*\d[\d\-/]*\d")
_ORDINARY_MIX = re.compile(
    r"(?:\d+-)?\d+(?:st|nd|rd|th|am|pm|hrs?|mg|ml|mcg|kg|km|kms|mph|ish|s|k|m|ft|mls)?|covid.*",
    re.I,
)
# Four or five digits by themselves: a fleet or payroll number. No year, clock or round sum.
_SHORT_RUN = re.compile(
    r"(?<![\w£$€.,#/:\-+&])(?<!\d )(?!(?:19|20)\d\d\b)(?!\d*00\b)"
    r"(?:(?!(?:[01]\d|2[0-3])[0-5]\d\b)\d{4}"
    r"|\d{5})"
    r"\b(?![.,:/\-]\d| \d|%|[\-–]|\s?(?:quid|pounds|k|m|mm|cm|km|kg|mg|ml|ft|mph|percent|per)\b"
    r"| (?!(?:was|is|this|has|as|his|across|us|yes)\b)[a-z]+s\b)"
)
_SAYS_AMOUNT = re.compile(
    r"(?:\b(?:about|around|over|nearly|almost|approx|under|than|cost|paid|saved|raised|owes?|worth|"
    r"pay|of|least|most|some|to|by|x|page|room|step|steps|did|ran|walked|score|code)|[=~<>]) ?$",
    re.IGNORECASE,
)
_CLOCKS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d[ \-](?:[01]\d|2[0-4])[0-5]\d")


def long_numbers(text: str) -> Iterator[Span]:
    """Find any other run of six digits or more, and codes that mix letters and digits."""
    for m in near_digits(_RUN, text):
        digits = re.sub(r"\D", "", m.group())
        if len(digits) < 6 or digits in HELPLINES:
            continue
        if _CLOCKS.fullmatch(m.group().lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")):
            continue
        round_sum = digits.endswith("000") and m.group().isdigit() and len(digits) < 8
        level = Level.AMBER if round_sum else Level.RED
        yield Span(*m.span(), Kind.NUMBER, level, because("a long number"), "[number]")
    for m in at_numbers(_SHORT_RUN, text):
        if m.group() in HELPLINES:
            continue
        amount = _SAYS_AMOUNT.search(text, max(0, m.start() - 12), m.start())
        level = Level.AMBER if amount else Level.RED
        yield Span(*m.span(), Kind.NUMBER, level, because("a number on its own"), "[number]")
    for m in near_digits(_MIXED, text):
        mixed = _DIGITS_IN.search(m.group()) and any(c.isalpha() for c in m.group())
        if mixed and not _ORDINARY_MIX.fullmatch(m.group()):
            reason = because("a code of letters and digits")
            yield Span(*m.span(), Kind.NUMBER, Level.RED, reason, "[number]")
