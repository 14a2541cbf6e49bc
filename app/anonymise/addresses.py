"""Postcodes and street addresses."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import near_digits

# Postcode areas of the United Kingdom (Royal Mail, Postcode Address File).
_AREAS = frozenset(
    """
    AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN
    DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L
    LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA
    SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS
    WV YO ZE
""".split()
)
_FULL = re.compile(
    r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r"(?P<gap>[ \-]{0,2})(?P<inward>\d[ABD-HJLNP-UW-Z]{2}))\b",
    re.IGNORECASE,
)
_OUTWARD = re.compile(r"\b(?P<area>[A-Z]{1,2})\d[\dA-Z]?\b", re.IGNORECASE)
_SAYS_AREA = re.compile(
    r"\b(?:post ?code|lives? in|living in|over in|area|from|in)[: ]+(?:the )?$", re.I
)
_NOT_OUTWARD = {"CO2", "SO2", "PO2", "PE1"}
_ORDINARY_ENDS = {"1st", "2nd", "3rd"}

_SURE = (
    "road|rd|street|avenue|ave|lane|crescent|terrace|gardens|grove|mews|cul-de-sac|boulevard|"
    "strt|raod|stret|avneue|gdns|terr"
)
_UNSURE = (
    "blvd|pike|turnpike|alley|branch|point|ridge|valley|run|heights|crossing|canyon|cove|bend|"
    "harbor|harbour|island|lake|junction|mill|orchard|path|pine|route|shore|spring|springs|summit|"
    "track|vista|well|wharf|quay|rd|end|bank|side|fold|garth|wynd|brae|gate|broadway|esplanade|"
    "promenade|gait|loan|vale|dale|mount|common|meadow|meadows|lodge|house|tower|towers|circle|highway|hwy|parkway|pkwy|plaza|loop|trail|parade|dr|ct|cir|pl|"
    "close|drive|court|place|square|hill|rise|view|walk|way|row|park|green|st|ln|dr|cres|croft|yard"
)
_NOT_STREET = (
    r"the|a|an|of|in|on|this|that|hours?|hrs?|minutes?|mins?|miles?|days?|weeks?|months?|years?|"
    r"times?|people|patients?|cars?|metres?|down|up|per|and|or|jobs?|crews?|staff|to|at|from|was|"
    r"were"
)
_NOT_NAMES = (
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|mon\w*"
    r"|tue\w*|"
    r"wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|band|category|cat|step|stage|section|chapter|page|part"
    r"|level|"
    r"week|day|year|phase|grade|form|question|item|point|option|version|type|shift|line|number|no|"
    r"crews?|calls?|jobs?|staff|patients?|hours?|years?|minutes?|days?|weeks?|months?|people"
)
_NUMBERED = re.compile(
    r"\b(?:flat \d+[a-z]?,? )?\d{1,4}[a-z]?,? "
    rf"(?:(?!(?:{_NOT_STREET})\b)[^\W\d_][\w'’\-]*,? ){{1,3}}(?:{_SURE})\b",
    re.IGNORECASE,
)
_CAPITAL = "|".join(word.capitalize() for word in f"{_SURE}|{_UNSURE}".split("|"))
_NUMBERED_CAPITAL = re.compile(
    rf"\b\d{{1,5}}[a-zA-Z]?,? (?:[A-Z][\w'’\-]*,? ){{1,3}}(?:{_CAPITAL})\b"
)
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt\.?|suite|house number|door number|p\.?o\.? box) ?#?\d+[a-z]?\b",
    re.IGNORECASE,
)
# In small letters a close or a hill is an address where the words before say so.
_LIVES = re.compile(
    r"\b(?:lives?|living|live|stays?|staying|moved|moving|address(?: is| was)?:?|home(?: is)?|house"
    r"(?: is)?|round|deliver\w*|send (?:it|them)|post (?:it|them)|picked up|visit\w*|flat)"
    r"(?: (?:at|to|from|is|on|in|up at|over at))?:? "
    rf"(?P<told>(?:no\.? ?|number )?\d{{1,4}}[a-z]?,? (?:(?!(?:{_NOT_STREET})\b)[^\W\d_][\w'’\-]* )"
    rf"{{1,3}}(?:{_UNSURE})\b)",
    re.IGNORECASE,
)

# A house number and a name with capitals: "14 Acacia Rise", "Hauptallee 7, Wien".
_HOUSE = re.compile(
    r"(?<![\w.,£$€/:\-])\d{1,5}[a-zA-Z]?,? (?:[A-ZÀ-Ž][\w'’.\-]+[ ]){1,3}[A-ZÀ-Ž][\w'’\-]+"
    r"|(?<![\w.,£$€/:\-])\d{1,5}[a-zA-Z]? [A-ZÀ-Ž][a-zà-ž'’\-]{2,}(?=,|\n)"
    r"|\b[A-ZÀ-Ž][a-zà-ž'’\-]{2,}(?: [A-ZÀ-Ž][\w'’\-]+){0,2} \d{1,4}[a-zA-Z]?(?=,|\n| \d{4,5} )"
)
_NOT_HOUSE = re.compile(
    rf"(?:\d+[a-z]? )?(?:{_NOT_NAMES})\b|.*\b(?:{_NOT_NAMES})\b.? ?\d", re.IGNORECASE | re.DOTALL
)
# Codes of five digits beside a name, as most other countries have them.
_CODE = re.compile(
    r"(?<=[a-zà-ž], )\d{5}(?:-\d{4})?\b(?![.,]\d)|(?<=[A-Z]{2} )\d{5}\b|(?<=\n)\d{5}\b"
    r"|\b\d{5}(?= [A-ZÀ-Ž][a-zà-ž])|(?<=[A-Z][a-z]{3} )\d{5}\b"
)


def postcodes(text: str) -> Iterator[Span]:
    """Find whole postcodes in any case and spacing; ask about a district ("NG7") alone."""
    for m in near_digits(_FULL, text):
        ordinal = m["inward"] in _ORDINARY_ENDS and bool(m["gap"])
        level = Level.AMBER if ordinal else Level.RED
        yield Span(*m.span(), Kind.POSTCODE, level, because("a postcode"), "[place]")
    for m in near_digits(_OUTWARD, text):
        if m["area"].upper() not in _AREAS:
            continue
        said = _SAYS_AREA.search(text, max(0, m.start() - 20), m.start())
        shown = m.group().isupper() and len(m["area"]) == 2
        if (said or shown) and m.group().upper() not in _NOT_OUTWARD:
            reason = because("the first half of a postcode")
            yield Span(*m.span(), Kind.POSTCODE, Level.AMBER, reason, "[place]")


def streets(text: str) -> Iterator[Span]:
    """Find numbered streets and flats."""
    for pattern in (_NUMBERED, _NUMBERED_CAPITAL, _FLAT, _LIVES):
        for m in near_digits(pattern, text):
            place = m.span("told" if pattern is _LIVES else 0)
            yield Span(
                *place, Kind.ADDRESS, Level.RED, because("looks like an address"), "[address]"
            )
    for m in near_digits(_HOUSE, text):
        if not _NOT_HOUSE.match(m.group()):
            yield Span(
                *m.span(), Kind.ADDRESS, Level.RED, because("looks like an address"), "[address]"
            )
    for m in near_digits(_CODE, text):
        yield Span(*m.span(), Kind.POSTCODE, Level.RED, because("looks like a postcode"), "[place]")
