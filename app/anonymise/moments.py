"""Dates, times and ages. Masks keep what analysis needs: the month, part of the day, the decade."""

import re
from collections.abc import Iterator

from app.anonymise.spans import Kind, Level, Span

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
_YEAR = r"(?:,? ?(?:19|20)\d\d\b|[ \-/.]?'?\d\d\b(?![:.]\d|\d))"
_WRITTEN = re.compile(
    rf"\b(?:{_WEEKDAY}\.?,? (?:the )?)?(?:"
    rf"{_DAY}(?: day)?(?: of)?[ \-/.]?(?:\b|(?<=\d)){_MONTH}\b\.?(?:[ \-/,.]{{0,2}}(?:19|20)\d\d\b"
    rf"|[ \-/]'?\d\d\b(?![:.]?\d))?"
    rf"|{_MONTH.replace('month', 'month2')}\.?,? ?(?:the )?{_DAY}\b(?:,? (?:19|20)\d\d\b)?)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\.?,? (?:of )?(?:(?:19|20)\d\d|'\d\d)\b", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"\b(?:(?P<named>{_WEEKDAY})\.?,? (?:the )?)?(?<![\d./\-])(?:"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<gap> ?[/.\-\\] ?)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=gap)(?P<year>(?:19|20)\d\d|\d\d))?"
    r"|(?:19|20)\d\d[/.\-](?P<month2>0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12]\d|3[01])(?:t[\d:.]+z?)?)"
    r"(?![\d/]|[.\-]\d|%)",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|from|since|until|till|by|dated?|after|before|to)(?: the)? ?$", re.I)
_BARE_ORDINAL = re.compile(
    r"\b(?:on|by|from|since|until|till|before|after) the (?P<day>\d{1,2} ?(?:st|nd|rd|th))\b"
    r"(?=\s*(?:[.,;:!?)\-]|$|\n)|\s+(?:and|at|i|we|he|she|they|when|was|to|with|for|which|so|but)\b)",
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
_TIME = re.compile(
    r"(?<![\d:.£$€])(?:(?P<h1>[01]?\d|2[0-3]):(?P<m1>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<n1>[ap]\.?m\b\.?))?"
    r"|(?P<h2>[01]?\d)\.(?P<m2>[0-5]\d) ?(?P<n2>[ap]\.?m\b\.?)"
    r"|(?P<h3>[01]\d|2[0-3])\.?(?P<m3>[0-5]\d) ?(?:hrs?|hours|h)\b"
    r"|(?<=\bat )(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)\b(?! ?(?:hours|jobs|calls|people|staff|miles))"
    r"|(?P<h5>[01]\d|2[0-3])(?P<m5>[0-5]\d) ?(?:-|to) ?(?:[01]\d|2[0-4])[0-5]\d\b)(?![\d:])",
    re.IGNORECASE,
)
_SPOKEN_TIME = re.compile(
    r"\b(?:half|quarter|five|ten|twenty|twenty[ \-]five) (?:past|to) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])\b",
    re.IGNORECASE,
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_SPELT = rf"(?:{'|'.join(_TENS)})(?:[ \-](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(_TEENS)}"
_YEARS = rf"(?P<n>1[0-1]\d|\d{{1,2}}|{_SPELT})"
_AGES = re.compile(
    rf"\b(?:aged?|age of|age is|turn(?:ed|ing|s)?)[: ]+(?:only |just )?{_YEARS}\b(?! ?(?:and over|plus|\+|%))"
    rf"|\b{_YEARS.replace('<n>', '<n2>')}[ \-]*(?:years?|yrs?|yr)[ \-]*olds?\b"
    rf"|\b(?P<n3>\d{{1,3}}) ?(?:yo|y/o|y\.o\.|yof|yom)\b|\b(?P<baby>\d{{1,2}}|a|one|two|three|four|five|six"
    r"|seven|eight|nine)[ \-](?:day|week|month)s?[ \-]olds?\b",
    re.IGNORECASE,
)
_MAYBE_AGE = re.compile(
    r"\b(?:i'?m|i am|he'?s|she'?s|he is|she is|he was|she was|who(?:'s| is))(?: now| only| just| nearly| nearing)? "
    r"(?P<n>[1-9]\d)\b(?! ?(?:%|percent|per cent|mins?\b|minutes|hours?|hrs?|days?|weeks?|months?|miles?|"
    r"k\b|kg|st\b|stone|am\b|pm\b|of\b|years? (?!old)|[:./]|th\b|percent))"
    r"|\b(?P<n2>[1-9]\d)(?:F|M)\b",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[Span]:
    """Find days of the calendar, however written; a bare "3/4" or month and year is asked about."""
    for m in _BORN.finditer(text):
        reason, mask = "a date of birth", "[date of birth]"
        yield Span(*m.span("date"), Kind.DATE, Level.RED, reason, mask)
    for m in _WRITTEN.finditer(text):
        yield _date(*m.span(), Level.RED, _month(m["month"] or m["month2"]))
    for m in _MONTH_YEAR.finditer(text):
        yield _date(*m.span(), Level.AMBER, _month(m["month"]))
    for m in _NUMERIC.finditer(text):
        month = _MONTHS[int(m["month"] or m["month2"]) - 1]
        if m["year"] or m["month2"] or m["named"]:
            yield _date(*m.span(), Level.RED, month)
        elif "/" in m["gap"] and m.group() not in ("24/7", "9/11"):
            said = _ON.search(text, max(0, m.start() - 15), m.start())
            yield _date(*m.span(), Level.RED if said else Level.AMBER, month)
    for m in _BARE_ORDINAL.finditer(text):
        yield _date(*m.span("day"), Level.AMBER, "")


def days(text: str) -> Iterator[Span]:
    """Ask about weekdays and feast days: with the week of the summary they give a date."""
    for m in _WEEKDAYS.finditer(text):
        mask = "[weekend day]" if m.group()[0] in "sS" else "[weekday]"
        yield Span(*m.span(), Kind.DATE, Level.AMBER, "a day of the week", mask)
    for m in _FEASTS.finditer(text):
        yield _date(*m.span(), Level.AMBER, _month(str(m.lastgroup)))


def times(text: str) -> Iterator[Span]:
    """Ask about times to the minute; "3am" and "night shift" say little and stay."""
    for m in _TIME.finditer(text):
        hour = next(int(m[f"h{i}"]) for i in range(1, 6) if m[f"h{i}"])
        half = (m["n1"] or m["n2"] or "").lower()
        hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
        mask = f"[time: {_part_of_day(hour)}]"
        yield Span(*m.span(), Kind.TIME, Level.AMBER, "an exact time", mask)
    for m in _SPOKEN_TIME.finditer(text):
        yield Span(*m.span(), Kind.TIME, Level.AMBER, "an exact time", "[time]")


def ages(text: str) -> Iterator[Span]:
    """Find exact ages; decades ("in her 40s") stay as they are."""
    for m in _AGES.finditer(text):
        spelt = m["n"] or m["n2"] or m["n3"]
        years = 0 if spelt is None else _number(spelt)
        yield Span(*m.span(), Kind.AGE, Level.RED, "an exact age", age_mask(years))
    for m in _MAYBE_AGE.finditer(text):
        group = "n" if m["n"] else "n2"
        mask = age_mask(int(m[group]))
        yield Span(*m.span(group), Kind.AGE, Level.AMBER, "may be an age", mask)


def age_mask(years: int) -> str:
    """Name the ten years an age falls in, wider at both ends where few people are."""
    if years < 13:
        return "[a child]"
    if years < 20:
        return "[in their teens]"
    return f"[in their {years // 10 * 10}s]" if years < 90 else "[90 or over]"


def _number(spelt: str) -> int:
    if spelt.isdigit():
        return int(spelt)
    word = re.split(r"[ \-]", spelt.lower())[0]
    return _TENS.get(word) or _TEENS.get(word, 0)


def _month(word: str) -> str:
    return next(month for month in _MONTHS if month.lower().startswith(word[:3].lower()))


def _date(start: int, end: int, level: Level, month: str) -> Span:
    mask = f"[date: in {month}]" if month else "[date]"
    return Span(start, end, Kind.DATE, level, "a date", mask)


def _part_of_day(hour: int) -> str:
    if hour < 6 or hour >= 22:
        return "at night"
    return "in the morning" if hour < 12 else "in the afternoon" if hour < 17 else "in the evening"
