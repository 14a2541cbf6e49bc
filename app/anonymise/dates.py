"""Calendar dates, weekdays and feast days. A masked date keeps its month, a weekday its half."""

import re
from collections.abc import Iterator

from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import near, near_digits

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"twenty[ \-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|"
    r"thirty[ \-]first)"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01]) ?(?:st|nd|rd|th)?|{_ORDINAL})"
_MONTH_ANCHOR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?=[a-z]*\b)", re.IGNORECASE
)
_DAY_ANCHOR = re.compile(r"day|tues|weds|thurs|\bon |\blast ", re.IGNORECASE)
_WRITTEN = re.compile(
    rf"\b(?:{_WEEKDAY}\.?,? (?:the )?)?(?:"
    rf"{_DAY}(?: day)?(?: of)?[ \-/.]?(?:\b|(?<=\d)){_MONTH}\b(?:[ \-/,.]{{0,2}}(?:19|20)\d\d\b"
    rf"|[ \-/]'?\d\d\b(?![:.]?\d))?"
    rf"|{_MONTH.replace('month', 'month2')}\.?,? ?(?:the )?{_DAY}\b(?:,? (?:19|20)\d\d\b)?)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\.?,? (?:of )?(?:(?:19|20)\d\d|'\d\d)\b", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"\b(?:(?P<named>{_WEEKDAY})\.?,? (?:the )?)?(?<![\d./\-])(?:"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<gap> ?[/.\-\\] ?)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=gap)(?P<year>(?:19|20)\d\d|\d\d))?"
    r"|(?P<month3>0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[/.\-](?P<month2>0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12]\d|3[01])(?:t[\d:.]+z?)?)"
    r"(?![\d/]|[.\-]\d|%)",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|from|since|until|till|by|dated?|after|before|to)(?: the)? ?$", re.I)
_BARE_ORDINAL = re.compile(
    r"\b(?:on|by|from|since|until|till|before|after) the (?P<day>\d{1,2} ?(?:st|nd|rd|th))\b"
    r"(?=\s*(?:[.,;:!?)\-]|$|\n)"
    r"|\s+(?:and|at|i|we|he|she|they|when|was|to|with|for|which|so|but)\b)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?(?: the)?|birthday(?: is| was)?(?: on)?)"
    r"[:\- ]*(?P<date>\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{1,4}|(?:19|20)\d\d\b|\d{6,8}\b|"
    rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? (?:19|20)?\d\d\b)?)",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    r"\b(?P<long>(?:mon|tues|wednes|thurs|fri|satur|sun)day|tues|weds|thurs)(?!s)\b"
    r"|(?<=\bon )(?P<short>mon|tue|wed|thu|thur|fri|sat|sun)(?=\s*(?:[.,;!?)]|$|\n)|\s+(?:and|at|"
    r"night|morning|afternoon|evening|we|i|he|she|they|with|when)\b)"
    r"|\b(?<=last )(?:mon|wed|thur|fri|sat|sun)\b",
    re.IGNORECASE,
)
_FEASTS = re.compile(
    r"\b(?:(?P<Dec>christmas (?:day|eve)|xmas (?:day|eve)|boxing day|new year'?s eve)|"
    r"(?P<Jan>new year'?s day)|(?P<Feb>valentine'?s day)|"
    r"(?P<Apr>good friday|easter (?:sunday|monday)))\b",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[Span]:
    """Find days of the calendar, however written; a bare "3/4" or month and year is asked about."""
    for m in near_digits(_BORN, text):
        reason, mask = "a date of birth", "[date of birth]"
        yield Span(*m.span("date"), Kind.DATE, Level.RED, reason, mask)
    for m in near(_WRITTEN, _MONTH_ANCHOR, text, 60, 40):
        yield _date(*m.span(), Level.RED, _month(m["month"] or m["month2"]))
    for m in near_digits(_MONTH_YEAR, text):
        yield _date(*m.span(), Level.AMBER, _month(m["month"]))
    for m in near_digits(_NUMERIC, text):
        month = _MONTHS[int(m["month"] or m["month2"] or m["month3"]) - 1]
        if m["year"] or m["month2"] or m["month3"] or m["named"]:
            yield _date(*m.span(), Level.RED, month)
        elif "/" in m["gap"] and not _is_fraction(text, m):
            said = _ON.search(text, max(0, m.start() - 15), m.start())
            yield _date(*m.span(), Level.RED if said else Level.AMBER, month)
    for m in near_digits(_BARE_ORDINAL, text):
        yield _date(*m.span("day"), Level.AMBER, "")


def _is_fraction(text: str, match: re.Match[str]) -> bool:
    """Tell "24/7", "half past 1/2" and "7/10" from a day and month."""
    common = match.group() in ("24/7", "9/11", "1/2", "1/3", "2/3", "1/4", "3/4", "1/5")
    score = match["month"] == "10" and int(match["day"]) <= 10
    if _ON.search(text, max(0, match.start() - 15), match.start()):
        return match.group() == "24/7"
    same = match["month"] == match["day"]
    return common or score or same or text[: match.start()].rstrip()[-1:].isdigit()


def days(text: str) -> Iterator[Span]:
    """Ask about weekdays and feast days: with the week of the summary they give a date."""
    for m in near(_WEEKDAYS, _DAY_ANCHOR, text, 10, 20):
        mask = "[weekend day]" if m.group()[0] in "sS" else "[weekday]"
        yield Span(*m.span(), Kind.DATE, Level.AMBER, "a day of the week", mask)
    for m in _FEASTS.finditer(text):
        yield _date(*m.span(), Level.AMBER, _month(str(m.lastgroup)))


def _month(word: str) -> str:
    return next(month for month in _MONTHS if month.lower().startswith(word[:3].lower()))


def _date(start: int, end: int, level: Level, month: str) -> Span:
    mask = f"[date: in {month}]" if month else "[date]"
    return Span(start, end, Kind.DATE, level, "a date", mask)
