"""Numbers and codes given to one person, one vehicle or one job."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import at_numbers, near_digits, scanned

_NHS = re.compile(r"(?<![\w.])\d(?:[ .\-]{0,2}\d){9}(?!\w)(?!\.\d)")
_SAYS_NHS = re.compile(r"\bnhs(?: ?(?:no|num|number|id))?\b[^\d]{0,12}$", re.IGNORECASE)
_NINO = re.compile(
    r"\b[a-z]{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?(?:[a-d]\b|(?-i:[A-Z])\b)", re.IGNORECASE
)
_NINO_SHORT = re.compile(
    r"\b(?:n\.?i\.?|nino|national insurance)(?: ?(?:no|num|number))?[.:# ]*"
    r"(?:is )?(?P<code>[a-z]{2}(?: ?\d){6})\b",
    re.IGNORECASE,
)
_CODE = r"(?P<code>(?=[a-z0-9\-/]*\d)[a-z0-9][a-z0-9\-/]*[a-z0-9])\b(?![:.]\d)"
_IS = (
    r"(?:'s)?(?:[ ]?(?:no|num|nos|numbers?|id|ref|reference|code|pin)\b)?[.:#=)\- ]*(?:is |was )?#?"
)
_REGISTRATION = re.compile(
    r"\b(?:AS|BS|CH|CS|DT|HAD|OR|OT|ODP|PA|PH|PO|PYL|RA|SL) ?\d{5,6}\b"
    r"|\b\d{2}[A-L]\d{4}[A-Z]\b",
    re.IGNORECASE,
)
_SAYS_REGISTRATION = re.compile(
    r"\b(?:hcpc|nmc|gmc|gphc|gdc|swe|pin|payroll|staff|employee|assignment|esr|collar|smart ?card"
    r"|badge|"
    r"registration|registrant|membership|personnel|passport|licen[cs]e|student|locker|key ?fob|fob|"
    r"user ?(?:name|id)|log[ \-]?in|shoulder|warrant|epaulette)\b" + _IS + _CODE,
    re.IGNORECASE,
)
_SAYS_INCIDENT = re.compile(
    r"\b(?:cad|datix|incident|inc|epcr|epr|pcr|prf|ref|reference|ticket|complaint|claim"
    r"|safeguarding|"
    r"steis|riddor|lfpse|ulysses|pals|si|event|occurrence|urn|crn|sir|investigation|grievance|"
    r"crime|log|uln|urn|mrn|hospital number)\b" + _IS + _CODE,
    re.IGNORECASE,
)
_LOGGED = re.compile(
    r"\b(?:logged|recorded|raised|filed|reported|registered|noted) (?:it )?(?:under|as|with)"
    r"(?: no| number| ref)?[.: ]+(?P<code>[a-z]{2,5}[ \-]?\d{3,9})\b",
    re.IGNORECASE,
)
# "incident 0091, no it's 90091"
_CORRECTED = re.compile(
    r"[ ,.\-]*(?:no|sorry|i mean|make that|correction|rather|or)(?:[ ,]+(?:no|sorry|it['’]?s|is|"
    r"that['’]?s|i mean))*[ ,]+(?P<code>[a-z]{0,4}[\-]?\d{3,10})\b",
    re.IGNORECASE,
)
_SAYS_JOB = re.compile(
    r"\b(?:job|call|case|run|web|id|account|policy)(?: ?(?:no|num|number|id|ref)\b[.:# ]*|[#: ]+)"
    r"(?:is |was )?#?" + _CODE,
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?P<now>[a-z]{2}\d{2}[ \-]?[a-z]{3}|(?-i:[A-Z]{2} \d{2} [A-Z]{3}"
    r"|[A-Z]{2}\d \d[A-Z]{3}))\b"
    r"|\b(?P<then>[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|[a-z]{1,2}z ?\d{3,4})\b",
    re.IGNORECASE,
)
_WELL_FORMED = re.compile(
    r"[a-hj-pr-y][a-y](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ \-]?[a-hj-pr-z]{3}$", re.IGNORECASE
)
_NOT_PLATE = re.compile(
    r"[CP]\d |(?:CAT|GCS|BAND|SPO|AMB|COVID|ICD|DSM|PHQ|GAD) |[A-Z]{1,2}Z \d{3}$"
)
_PLATE_END = re.compile(
    r"\b(?:reg|registration|plate|vrm|vrn) ends? (?:in |with )?(?P<end>[a-z]{3})\b", re.IGNORECASE
)
_SAYS_PLATE = re.compile(
    r"\b(?:reg|regs|registration|plate|number ?plate|vrm|vrn|vehicle|car|van|ambulance|bike|driving"
    r")\b[^.\n]{0,30}$",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\b(?:M\d{1,2}|A\d{1,4}(?:\(M\))?|B\d{4})\b|\b(?<=on the )(?:[am]\d{1,3})\b")
_NHS_CHECKED = because("an NHS number: the check digit fits")
_NHS_WRITTEN = because("written as an NHS number")
_SERVICES = {"999", "111", "112", "101", "119", "000"}


def nhs_numbers(text: str) -> Iterator[Span]:
    """Find NHS numbers: ten digits in any grouping whose check digit fits (modulus 11,
    NHS Data Dictionary), or that are called one: a mistyped number still identifies.
    """
    for m in at_numbers(_NHS, text):
        fits = nhs_check_digit_fits(m.group())
        said = _SAYS_NHS.search(text, max(0, m.start() - 30), m.start())
        if fits or said:
            reason = _NHS_CHECKED if fits else _NHS_WRITTEN
            yield Span(*m.span(), Kind.NHS_NUMBER, Level.RED, reason, "[NHS number]")


def nhs_check_digit_fits(number: str) -> bool:
    """Say whether ten digits (others are ignored) end in their modulus 11 check digit."""
    digits = [int(c) for c in number if c in "0123456789"]
    if len(digits) != 10:
        return False
    check = 11 - sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return digits[9] == (0 if check == 11 else check)


def national_insurance(text: str) -> Iterator[Span]:
    """Find National Insurance numbers, also mistyped prefixes, and without the last letter."""
    spots = [m.span() for m in near_digits(_NINO, text)]
    spots += [m.span("code") for m in near_digits(_NINO_SHORT, text)]
    for start, end in spots:
        reason = because("a National Insurance number")
        yield Span(start, end, Kind.NATIONAL_INSURANCE, Level.RED, reason, "[NI number]")


def registrations(text: str) -> Iterator[Span]:
    """Find professional registration, payroll and staff numbers."""
    spots = [m.span() for m in near_digits(_REGISTRATION, text)]
    spots += [m.span("code") for m in near_digits(_SAYS_REGISTRATION, text) if _long(m, 4)]
    for start, end in spots:
        reason = because("a registration or staff number")
        yield Span(start, end, Kind.REGISTRATION, Level.RED, reason, "[registration number]")


def vehicles(text: str) -> Iterator[Span]:
    """Find number plates. Old forms in small letters look like words, so they need one beside.

    Present plates: two letters without I, Q and Z (the second may be any), an age identifier 02
    to 29 or 51 to 79, three letters without I and Q (DVLA, INF104). Others are mistyped ones:
    without a word such as "reg" or "van" beside them they are asked about.
    """
    for m in near_digits(_PLATE, text):
        plate = m.group()
        said = _SAYS_PLATE.search(text, max(0, m.start() - 50), m.start())
        if said:
            sure = True
        elif m.group("now"):
            sure = bool(_WELL_FORMED.match(re.sub(r"[ \-]", "", plate)))
        elif not plate.isupper() or _NOT_PLATE.match(plate):
            continue
        else:
            sure = True
        level = Level.RED if sure else Level.AMBER
        yield Span(
            *m.span(), Kind.VEHICLE, level, because("looks like a number plate"), "[vehicle]"
        )
    for m in _PLATE_END.finditer(text) if " end" in scanned(text).small else ():
        reason = because("the end of a number plate")
        yield Span(*m.span("end"), Kind.VEHICLE, Level.RED, reason, "[vehicle]")


def incidents(text: str) -> Iterator[Span]:
    """Find numbers of incidents, calls and reports, by the word before them."""
    reason = because("the number of an incident or report")
    for pattern, least in ((_SAYS_INCIDENT, 3), (_SAYS_JOB, 4), (_LOGGED, 3)):
        for m in near_digits(pattern, text):
            if not _long(m, least) or m["code"] in _SERVICES:
                continue
            yield Span(*m.span("code"), Kind.INCIDENT, Level.RED, reason, "[incident number]")
            again = _CORRECTED.match(text, m.end("code"))
            if again:
                place = again.span("code")
                yield Span(*place, Kind.INCIDENT, Level.RED, reason, "[incident number]")


def roads(text: str) -> Iterator[Span]:
    """Ask about numbered roads: with a job they say where it was."""
    for m in near_digits(_ROAD, text):
        yield Span(*m.span(), Kind.PLACE, Level.AMBER, because("a numbered road"), "[road]")


def _long(match: re.Match[str], least: int) -> bool:
    code: str = match.group("code")
    return sum(c.isdigit() for c in code) >= least
