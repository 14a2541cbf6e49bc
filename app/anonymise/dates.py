"""Calendar dates, weekdays and feast days. A masked date keeps its month, a weekday its half."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.slipped_days import MONTH_SLIPS, SLIPS
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import Late, at_numbers, near, near_digits

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
_MONTH_ANCHOR = Late(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?=[a-z]*\b)",
)
_MONTHS_PARTS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SLIP_PARTS = tuple(sorted({slip[:3] for slip in MONTH_SLIPS}))
_DAY_PARTS = tuple("day mon tue wed thu fri sat sun".split())
_THE_PARTS = (
    *"0123456789",
    *"fourth fifth sixth seventh eighth ninth tenth eleventh twelfth teenth tieth".split(),
    *"-first -second -third".split(),
    *"ty first,ty second,ty third".split(","),
)
_MISSPELT = Late(
    rf"\b{_DAY}(?: day)?(?: of)?[ \-](?P<slip>{'|'.join(sorted(MONTH_SLIPS))})\b(?: (?:19"
    rf"|20)\d\d\b)?"
    rf"|\b(?P<slip2>{'|'.join(sorted(MONTH_SLIPS))}) (?:the )?{_DAY}\b",
)
# Month and year in figures: "05/27" on a card, "03-2019".
_MONTH_IN_FIGURES = re.compile(
    r"(?<![\d./\-])(?P<month>0[1-9]|1[0-2]|[1-9](?=[/\-](?:19|20)\d\d))"
    r"[/\-](?P<year>(?:19|20)\d\d|(?<=0\d/)\d\d|(?<=/)(?!24|28|30|31|52)(?:1[3-9]|[2-9]\d))(?![\d/]|[.\-]\d|%)"
)
# A year of the last century: no clock shows it, and few here go back so far.
_LAST_CENTURY = re.compile(
    r"(?<![\w£$€.,/\-#])19[6-9]\d\b(?![.,:/\-]\d|%| ?(?:hrs|hours|calls|m\b))"
)
# A day as one number, the year first (ISO 8601, basic format), or with single digits.
_RUN_TOGETHER = re.compile(
    r"(?<![\d./\-])(?:(?:19|20)\d\d(?P<month>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d[/.\-](?P<month2>[1-9])[/.\-](?:0?[1-9]|[12]\d|3[01]))(?![\d/]|[.\-]\d)"
)
_DAY_ANCHOR = Late(r"day|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs)?\b")
_WRITTEN = Late(
    rf"\b(?:{_WEEKDAY}\.?,? (?:the )?)?(?:"
    rf"(?:{_DAY} ?(?:,|and|&|to|-|–|/|or|then) ?(?:the )?)?{_DAY}(?: day)?(?: of)?[ \-/.]?(?:\b"
    rf"|(?<=\d)){_MONTH}\b(?:[ \-/,.]{{0,2}}(?:19|20)\d\d\b"
    rf"|[ \-/]'?\d\d\b(?![:.]?\d))?"
    rf"|{_MONTH.replace('month', 'month2')}\.?,?[ \-]?(?:the )?{_DAY}\b(?:,? (?:19|20)\d\d\b)?)",
)
_MONTH_YEAR = Late(
    rf"\b{_MONTH}\.?,?[ \-/](?:of )?(?:(?:19|20)\d\d|['’]\d\d)\b",
)
_NUMERIC = Late(
    rf"\b(?:(?P<named>{_WEEKDAY})\.?,? (?:the )?)?(?<![\d./\-])(?:"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<gap> ?[/.\-\\] ?)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=gap)(?P<year>(?:19|20)\d\d|\d\d))?"
    r"|(?P<month3>0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[/.\-](?P<month2>0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12]\d|3[01])(?:t[\d:.]+z?)?)"
    r"(?![\d/]|[.\-]\d|%)",
)
_ON = re.compile(
    r"\b(?:on|from|since|until|till|til|by|dated?|after|before|to|for|due|exp|expire[sd]?|expiry|"
    r"starts?|starting|ends?|ending|booked|w/?c|w/?e|commencing|meeting|appt|appointment|clinic|"
    r"hearing|reviewed)(?: (?:on|for|the|is|was))?:? ?$",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:for|to|after|before) ?$", re.IGNORECASE)  # "for 3/12" may be months
_MEASURED = re.compile(
    r" ?(?:hours?|hrs?|miles?|years?|yrs?|kg|mg|ml|mmol|percent|%|k\b|m\b|st\b)", re.I
)
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\-]|$|\n)"
    r"|\s+(?:and|at|i|we|he|she|they|when|was|to|with|for|which|so|but|because|cos|that|if|in"
    r"|night|morning|shift|onwards|is|has|had|this|last|of (?:the|this|next|last) month)\b)"
)
_BARE_ORDINAL = Late(
    rf"\b(?:on|by|from|since|until|till|til|before|after|for|of|about|around|was|w/e|w/c)(?: the)? "
    rf"(?P<day>\d{{1,2}} ?(?:st|nd|rd|th)|(?!first\b|second\b|third\b){_ORDINAL})\b{_ENDS}",
)
_ORDINAL_DAY = Late(
    rf"\b{_WEEKDAY}\.?,? (?:the )?\d{{1,2}} ?(?:st|nd|rd|th)\b",
)
_THE = Late(r"\b(?:\d{1,2} ?|\w+)(?:st|nd|rd|th)\b")
_BORN = Late(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?(?: the)?|birthday(?: is| was)?(?: on)?)"
    r"[:\- ]*(?P<date>\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{1,4}|(?:19|20)\d\d\b|\d{6,8}\b|"
    rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? (?:19|20)?\d\d\b)?)",
)


_SLIPPED = "|".join(SLIPS)
_RECURS = (
    r"(?! (?:off|lates?|earl(?:y|ies)|nights|mornings|evenings|afternoons|shifts|rota|club"
    r"|prayers?)\b)"
)
_AFTER = (
    r"(?=\s*(?:[.,;:!?)]|$|\n)|\s+(?:and|at|night|morning|afternoon|evening|we|i|he|she|they|with|"
    r"when|so|but|am|pm|as|cos|for|to|just|n|was)\b)"
)
_WEEKDAYS = Late(
    r"(?<!every )(?<!each )(?<!fixed )(?<!alternate )\b(?P<long>(?:bank holiday )?"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tues|weds|thurs|fri|thur|{_SLIPPED})(?!s"
    rf"|/)\b{_RECURS}"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days(?= (?:job|call|one|incident|meeting|arrest|rtc"
    r"|crash|fire|shout|mess|handover)\b)"
    r"|(?:(?<=^)|(?<=\n)|(?<=[,;(] )|(?<=\())(?:mon|tue|wed|thu|sat|sun)\b(?=:| ?-|,| \d|\)"
    r"| [ap]m\b)"
    rf"|(?:(?<=\bon )|(?<=\bat )|(?<=round )|(?<=\bin )|(?<=since )|(?<=this )|(?<=next )"
    rf"|(?<=seen )|(?<=\bby )|(?<=till )|(?<=til )|(?<=until )|(?<=from )|(?<=for ))"
    rf"(?P<short>mon|tue|wed|thu|thur|fri|sat|sun)\b{_AFTER}"
    r"|\b(?:mon|tue|wed|thu|thur|fri|sat|sun)(?= (?:night|nite|morning|morn|afternoon|aft|evening"
    r"|eve|"
    r"am|pm)\b)"
    r"|\b(?<=last )(?:mon|wed|thur|fri|sat|sun)\b",
)
_FEASTS = Late(
    r"\b(?:(?P<Dec>christmas (?:day|eve)|xmas (?:day|eve)|boxing day|new year'?s eve|nye|hogmanay"
    r"|wigili\w|"
    r"dydd nadolig|noswyl nadolig|g[wŵ]yl san steffan)|(?P<Jan>new year'?s day|nyd|burns night"
    r"|dydd calan)|"
    r"(?P<Feb>valentine'?s(?: day)?)|(?P<Mar>(?:st |saint )?(?:david|patrick)'?s day|mother'?s day|"
    r"mothering sunday|dydd g[wŵ]yl dewi)|(?P<Apr>good friday|easter (?:sunday|monday|saturday)|"
    r"maundy thursday|palm sunday|st george'?s day)|(?P<Oct>hallowe'?en)|(?P<Nov>bonfire night|"
    r"guy fawkes(?: night)?|remembrance (?:sunday|day)|armistice day|st andrew'?s day)|"
    r"(?P<Jun>father'?s day)|(?P<None>(?:the|last|this|on) bank hol(?:iday)?(?! mon)"
    r"|shrove tuesday|pancake day|ash wednesday|whit (?:monday"
    r"|sunday)|"
    r"eid(?:[ \-]al[ \-](?:fitr|adha))?|bayram|diwali|vaisakhi|baisakhi|holi|hanukkah|yom kippur|"
    r"rosh hashanah|lunar new year|chinese new year|nowruz|orthodox easter|wielkanoc\w?))(?!\w)",
)
_FEAST_PARTS = (
    "christmas|xmas|boxing|new year|nye|nyd|bank hol|hogm|wigili|nadolig|steffan|burns|calan"
    "|valent|david|patrick|mother|dewi|good fri|easter|maundy|palm|george|hallow|bonfire|fawkes"
    "|remembr|armist|andrew|father|shrove|pancake|ash wed|whit|eid|bayram|diwali|aisakhi|holi"
    "|hanuk|kippur|hashan|nowruz|wielkan"
).split("|")
_FEAST_WORDS = Late(
    r"christmas|xmas|boxing|new year|\bny[ed]\b|bank hol|hogm|wigili|nadolig|steffan|burns|calan"
    r"|valent|david|patrick|"
    r"mother|dewi|good fri|easter|maundy|palm|george|hallow|bonfire|fawkes|remembr|armist|andrew|"
    r"father|shrove|pancake|ash wed|whit|\beid\b|bayram|diwali|aisakhi|\bholi\b|hanuk|kippur"
    r"|hashan|"
    r"nowruz|wielkan",
)


def dates(text: str) -> Iterator[Span]:
    """Find days of the calendar, however written; a bare "3/4" is asked about."""
    for m in near_digits(_BORN, text):
        reason, mask = because("a date of birth"), "[date of birth]"
        yield Span(*m.span("date"), Kind.DATE, Level.RED, reason, mask)
    for m in near(_WRITTEN, _MONTH_ANCHOR, text, 60, 40, parts=_MONTHS_PARTS):
        yield _date(*m.span(), Level.RED, _month(m["month"] or m["month2"]))
    for m in near_digits(_MONTH_YEAR, text, _MONTHS_PARTS):
        mask = f"[{_month(m['month'])}]"
        yield Span(*m.span(), Kind.DATE, Level.RED, because("a month and its year"), mask)
    yield from _in_figures(text)
    for m in near_digits(_NUMERIC, text):
        month = _MONTHS[int(m["month"] or m["month2"] or m["month3"]) - 1]
        if m["year"] or m["month2"] or m["month3"] or m["named"]:
            yield _date(*m.span(), Level.RED, month)
        else:
            said = bool(_ON.search(text, max(0, m.start() - 20), m.start()))
            weak = said and bool(_WEAK.search(text, max(0, m.start() - 20), m.start()))
            short = "." in m["gap"] and said and not _MEASURED.match(text, m.end())
            if short or ("/" in m["gap"] and not _is_fraction(text, m, said)):
                # "18/12" and "21/7" may be months and days to a clinician
                late = int(m["day"]) > 12 and month not in ("July", "December")
                level = Level.RED if (said and not weak) or late else Level.AMBER
                yield _date(*m.span(), level, month)
    for m in near_digits(_ORDINAL_DAY, text, _DAY_PARTS):
        yield _date(*m.span(), Level.RED, "")
    for m in near(_BARE_ORDINAL, _THE, text, 10, 12, parts=_THE_PARTS):
        yield _date(*m.span("day"), Level.AMBER, "")


def _in_figures(text: str) -> Iterator[Span]:
    """Find months with a year, days as one number, misspelt months and years long ago."""
    for pattern in (_MONTH_IN_FIGURES, _RUN_TOGETHER):
        for m in at_numbers(pattern, text):
            found = m.groupdict()
            month = _MONTHS[int(found["month"] or found["month2"]) - 1]
            yield _date(*m.span(), Level.RED, month)
    for m in near_digits(_MISSPELT, text, _SLIP_PARTS):
        yield _date(*m.span(), Level.RED, MONTH_SLIPS[(m["slip"] or m["slip2"]).lower()])
    for m in at_numbers(_LAST_CENTURY, text):
        yield Span(*m.span(), Kind.DATE, Level.RED, because("a year long ago"), "[a date]")


def _is_fraction(text: str, match: re.Match[str], said: bool) -> bool:
    """Tell "24/7", "1/2" and "7/10" from a day and month, and "3/7" and "2/12", which are a
    clinician's three days and two months, unless a word before speaks for a date.
    """
    common = match.group() in ("24/7", "9/11", "1/2", "1/3", "2/3", "1/4", "3/4", "1/5")
    day, month = int(match["day"]), int(match["month"])
    score = month == 10 and day <= 10
    if said:
        return match.group() == "24/7"
    span = (month == 7 and day <= 14) or day == 28 or (month == 12 and day <= 12)
    return common or score or span or day == month or text[: match.start()].rstrip()[-1:].isdigit()


def days(text: str) -> Iterator[Span]:
    """Ask about weekdays and feast days: with the week of the summary they give a date."""
    for m in near(_WEEKDAYS, _DAY_ANCHOR, text, 20, 20, parts=_DAY_PARTS):
        mask = "[a weekend day]" if m.group()[0] in "sS" else "[a weekday]"
        yield Span(*m.span(), Kind.DATE, Level.AMBER, because("a day of the week"), mask)
    for m in near(_FEASTS, _FEAST_WORDS, text, 20, 20, parts=_FEAST_PARTS):
        month = "" if m["None"] else _month(str(m.lastgroup))
        yield _date(*m.span(), Level.AMBER, month)


def _month(word: str) -> str:
    return next(month for month in _MONTHS if month.lower().startswith(word[:3].lower()))


def _date(start: int, end: int, level: Level, month: str) -> Span:
    mask = f"[a day in {month}]" if month else "[a date]"
    return Span(start, end, Kind.DATE, level, because("a date"), mask)
