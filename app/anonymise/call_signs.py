"""Call signs of crews and vehicles, and fleet numbers: a roster turns them into names."""

import re
from collections.abc import Iterator

from app.anonymise import company
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.trade_words import SHORT
from app.anonymise.windows import near_digits

_NATO = (
    "alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|"
    "papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|whisky|x-?ray|yankee|zulu"
)
_SAYS_CALL_SIGN = re.compile(
    r"\bfleet (?:no\.?|num|number)[.:# ]*(?:is )?(?P<fleet>[a-z]{0,2}\d{2,6})\b"
    r"|\b(?:call[ \-]?signs?|c/s)\b(?: ?(?:no|number))?[.:#= ]*(?:is |was )?"
    rf"(?P<named>(?:{_NATO}) ?\d{{1,4}}"
    r"|[a-z]{1,4} \d{2,4}[a-z]?|(?=[a-z0-9\-]*\d)[a-z0-9][a-z0-9\-]+)\b"
    r"|\b(?:crew|unit|truck|rrv|dsa|dca|fru|vehicle|fleet(?: no| number)?|"
    r"(?:was|were|out|crewed|working|am|me|him|her|crewing|back|shifts?|third manning|spare|cover"
    r"|covering|put|running|third|3rd|observing) on|crewing|crew of|crewed"
    r"|manning)[.:#= ]+(?:is |was |the )?"
    rf"(?P<code>(?:{_NATO}|[a-z]{{1,4}})[ \-]?\d{{2,4}}[a-z]?|\d[a-z]{{1,3}}\d{{1,4}})\b"
    r"(?![:.]\d)"
    r"|\b(?:rrv|dsa|dca|fru|pru|ptv|acv|hems|hart|hazmat)[ \-]?(?P<kind>\d{1,6})\b(?![:./]\d| ?%)"
    r"|\b(?:rrv|dsa|dca|fru|truck|vehicle|crew|crewed on|crewing|working on|unit|wagon|motor"
    r"|ambulance|van|fleet(?: no"
    r"| number)?) (?P<number>\d{3,6})\b",
    re.IGNORECASE,
)
_CALL_SIGN = re.compile(
    rf"\b(?:(?P<apart>[A-Z]{{2,4}} (?!(?:19|20)\d\d\b)\d{{3,4}})|"
    rf"(?P<craft>(?i:helimed|medic|rescue|hems|coastguard|griffin) \d{{1,3}})|"
    rf"(?P<led>\d{{1,2}}(?!X)[A-Z]{{1,3}}\d{{2,4}})|(?P<small>[a-z]{{2,3}}\d{{3,4}})"
    rf"|(?P<short>[A-Z]{{2}}\d{{2}}[A-Z]?)|[A-Z] \d{{3,4}}|"
    rf"(?P<two>(?i:(?:{_NATO}) (?:{_NATO})"
    rf"(?:[ \-]?\d{{1,4}})?|\d{{1,2}} ?(?:{_NATO}) ?\d{{1,3}}))|[A-Z]{{1,4}}-?\d{{3,4}}[A-Z]?"
    rf"|[a-z]{{1,3}}\d{{3,4}}|(?P<spoken>(?i:(?:{_NATO})[ \-]?"
    rf"(?:\d{{2,4}}|(?:(?:oh|zero|one|two|three|four|five|six|seven|eight"
    rf"|nine)\b ?){{2,4}}))))(?!\w)"
)
_NOT_CALL_SIGN = re.compile(
    r"(?:covid|gcs|hr|bp|rr|bm|spo|sp|sats|news|phq|gad|co|ffp|iso|cat|ppe|bts|temp|et|at|in|to|"
    r"by|the|a|an|of|for|my|all|day|days|about|over|only|just|next|last|from|and|or|with|c|p|q|nhs|"
    r"bst|gmt|utc|bmi|raf|usd|gbp|eur|tel|ext|max|min|ecg|cpr|obs|map|peep|log|vo|ph|fio|bpm|nice|"
    r"ten|nine|did|had|was|did|are|got|took|did|per|pay|than|plus|circa|up|as|is|we|no|not|page|"
    r"room|band|year|line|step|week|ward|bay|bed|form|part|type|unit|grade|level|stage|phase|mp)"
    r"[ \-]?\d+[a-z]?$|[am]\d{1,4}m?$|b\d{1,2}$|b\d{4}$",
    re.IGNORECASE,
)
# "H12 went off road", "LN 31 were late": what only a crew does.
_CREWED = re.compile(
    r"\b(?P<crewed>[B-LN-Zb-ln-z]\d{2,3}|[AMam]\d{3}|[A-Z]{2} ?\d{2,3})(?=,? (?:(?:was|were|is"
    r"|are|got|had"
    r"|have|has|just|then|both|still|now|to) )?(?:went|gone|going|off[ \-]road|stood down|sent"
    r"|broke|broken"
    r"|late|cleared|clear|diverted|backing|backed|arrived|on scene|mobile|vor|nearest|closest"
    r"|available|responding|assigned|allocated|holding|stacked|crewed|dropped|finished|rolled"
    r"|crashed|stuck|out of (?:service|area)|running|asked|declined|refused|turned up"
    r"|off the road)\b"
    r"|(?: and|,) [A-Za-z]{1,2} ?\d{2,4} (?:(?:were|are|both|all|just|had|have"
    r"|got) ){0,2}(?:off the"
    r" road|vor|late|stood|sent|stuck|down|out|diverted|held|tied)\b)"
    r"|\b(?:single|solo|alone|by (?:him|her|my)self|third) on (?P<solo>[A-Za-z]{1,2} ?\d{2,4})\b"
    r"(?= (?:since|till|until|all|for|with|last|again|tonight|today|this|on)\b|[.,;]|$)"
)
# "papa 2-1", "whisky 3 0 1"
_SPACED = re.compile(rf"\b(?:{_NATO})[ \-]\d(?:[ \-]\d){{1,3}}\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,}(?=[ \-]?\d)")
_LONE = re.compile(r"[AI] \d+|[a-z]\d{1,2}")


def call_signs(text: str) -> Iterator[Span]:
    """Find call signs: sure after a word such as "crew", asked about when bare."""
    for m in near_digits(_SAYS_CALL_SIGN, text):
        group = str(m.lastgroup)
        if group != "code" or not _NOT_CALL_SIGN.match(m["code"]):
            yield _call_sign(*m.span(group), Level.RED)
    for m in near_digits(_CALL_SIGN, text):
        if m["craft"] or not (_NOT_CALL_SIGN.match(m.group()) or _of_the_trade(m.group())):
            yield _call_sign(*m.span(), _call_level(m))
    for m in near_digits(_CREWED, text):
        code = m[m.lastgroup or 0]
        if not (_NOT_CALL_SIGN.match(code) or _of_the_trade(code)):
            yield _call_sign(*m.span(m.lastgroup or 0), Level.RED)
    for m in near_digits(_SPACED, text):
        yield _call_sign(*m.span(), Level.RED)


def _of_the_trade(code: str) -> bool:
    """Tell "RTC 1915" and "ETA 0730": a short form everybody uses, and a number after it."""
    letters = _LETTERS.match(code)
    return letters is not None and (
        letters.group() in company.NOT_INITIALS or letters.group().lower() in SHORT
    )


def _call_level(match: re.Match[str]) -> Level:
    code = match.group()
    if match["apart"]:
        # In a text typed in capitals a word before a number looks the same.
        return Level.AMBER if _shouted(match.string) else Level.RED
    named = ("spoken", "two", "craft", "led", "small", "short")
    sure = any(match[name] for name in named) or (code[0].isupper() and len(code) > 3)
    return Level.RED if sure and not _LONE.fullmatch(code) else Level.AMBER


def _call_sign(start: int, end: int, level: Level) -> Span:
    return Span(start, end, Kind.CALL_SIGN, level, because("looks like a call sign"), "[call sign]")


def _shouted(text: str) -> bool:
    """Tell whether a text is typed in capitals; a bare code by itself is not."""
    small = sum(letter.islower() for letter in text)
    return 3 * small < sum(letter.isupper() for letter in text) and len(text) > 24
