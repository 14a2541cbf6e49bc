"""Exact ages. A masked age keeps its ten years."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import Late, near, near_digits

_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_TEENS = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        start=10,
    )
}
_UNITS = "0 one two three four five six seven eight nine".split()
_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"1[01]\d|\d{{1,2}}|(?:{'|'.join(_TENS)})(?:[ \-](?:{_UNIT}))?|{'|'.join(_TEENS)}|{_UNIT}"
)
_AGE = Late(
    rf"\b(?:aged?(?: ?[:=(\-])?|age of|age is|turn(?:ed|ing|s)?) (?:only "
    rf"|just )?(?P<aged>{_NUMBER})\b"
    r"(?! ?(?:and over|plus|\+|%|to\b))"
    rf"|\b(?P<old>{_NUMBER})[ \-]{{0,2}}(?:years?|yrs?)[ \-]*(?:olds?|of age)\b"
    rf"|\b(?:gentleman|man|woman|lady|boy|girl|lad|lass|male|female|patient|colleague|person"
    rf"|bloke|guy"
    rf"|chap|fella|mum|dad|nurse|paramedic|para|tech|student|child|kid|driver|crewmate|medic) of "
    rf"(?P<told>{_NUMBER})\b(?! (?:words|the|us|them|my|his|her|our))"
    rf"|\b(?P<short>{_NUMBER}) ?(?:yo|y/o|y\.o\.?|yof|yom)\b"
    rf"|\b(?P<short2>{_NUMBER}) ?(?:yrs?|years?|y)(?= (?:male|female|man|woman|lad|lass|girl|boy|pt"
    r"|patient|lady|gent|gentleman|m|f)\b)"
    rf"|\b(?P<baby>\d{{1,2}}|an?|{_UNIT})[ \-](?:day|week|wk|month|mth)s?[ \-]olds?\b",
)
_ANCHOR_PARTS = "age", "turn", "old", " of ", "y"
_ANCHOR = Late(r"\bage|\bturn|old\b|y/?o|y\.o|[a-z] of \w|\d ?y")
_IS = (
    r"\b(?:i'?m|i am|he'?s|she'?s|(?:he|she|who) (?:is|was)|who'?s)"
    r"(?: now| only| just| nearly| nearing)? "
)
_UNITS_AFTER = (
    r"%|per ?cent|mins?\b|minutes|hours?|hrs?|days?|weeks?|months?|years? (?!old)|miles?|k\b|kg|"
    r"st\b|stone|am\b|pm\b|of\b|th\b|[:./]"
)
_MAYBE_AGE = Late(rf"{_IS}(?P<age>[1-9]\d)\b(?! ?(?:{_UNITS_AFTER}))")
_AGE_AND_SEX = re.compile(
    r"\b(?P<age>[1-9]\d) ?[FM]\b|\b[FM]/(?P<after>[1-9]\d)\b|\bF ?(?P<her>[1-9]\d)\b(?![.,]\d)"
    r"|\bM ?(?P<his>[1-9]\d)(?=,? (?:chest|fall|fell|abdo|sob|collapsed?|unwell|pt|c/o|with|cardiac"
    r"|overdose|od|head|hip|fitting|unconscious|dib|stroke|fast|#|dead|found)\b)"
)
_KIN_AGE = Late(
    r"\b(?:sons?|daughters?|boy|girl|kids?|child|lad|mum|dad|nan|gran|wife|husband|brother|sister"
    r"|patient|"
    r"pt|male|female|man|woman|lady)(?: is| was| are| were| of|['’]?s"
    r"|,)? (?P<age>\d{1,2})(?: and (?P<other>\d{1,2}))?\b"
    r"(?! ?(?:years?|yrs?|weeks?|months?|days?|hours?|hrs?|mins?|minutes|jobs?|times?|of|per|%"
    r"|miles?|"
    r"st\b|nd\b|rd\b|th\b|x|stone|kg|am|pm|[:./\-]))",
)
_AT = Late(
    r"\bat (?P<age>[3-7]\d)(?=,? (?:he|she|i|they|it|you)\b)"
    r"|\b(?:retires?|retiring|retired|died|dead|pregnant|qualified|grandad|widowed|married|a dad"
    r"|a mum)"
    r" at (?P<when>[1-9]\d)\b(?! ?(?:%|st\b|nd\b|rd\b|th\b|[:./]))"
    r"|\b(?:hit|hits|reached|reaches|is now|was still|will be) (?P<hit>[2-9]\d)\b(?! ?(?:%|k\b"
    r"|jobs?"
    r"|calls?|per|mph|miles?|hours?|hrs?|mins?|minutes?|days?|weeks?|percent|on the|staff|people"
    r"|[:./]))"
    r"|\b(?P<yrs>[1-9]\d) ?(?:yrs|y)\b(?=[,.;)]|$|\n)|\b(?:yrs|years) off (?P<off>[2-7]\d)\b"
    r"|\b(?:pt|patient|male|female|man|woman),? ?(?:~|approx\.?|circa|about"
    r"|around) ?(?P<about>[1-9]\d)"
    r"\b(?! ?(?:%|min|hour|day|week|month))|\b(?P<odd>[2-9]0)[ \-]odd\b(?! (?:jobs|calls|people"
    r"|staff))",
)
_NEARLY = Late(
    r"\b(?:approaching|nearing|pushing|coming up(?: to)?|rising|(?:is|she's|he's|hes|shes|be) "
    r"(?:nearly|almost|only|just)|i'm nearly) (?P<age>[1-9]\d)\b(?! ?(?:%|per|min|hour|hr|day"
    r"|week|month|"
    r"mile|job|call|people|st\b|k\b))|\b(?P<birthday>[1-9]\d)(?:st|nd|rd|th) (?:birthday|bday)\b",
)
_IN_WORDS = Late(
    rf"\b(?:he['’]?s|she['’]?s|who['’]?s|i['’]?m|is|was|hes|shes|im|just|only|hit|hits|reached"
    rf"|be|turns)"
    rf" (?:now |only |just |nearly )?"
    rf"(?P<age>(?:{'|'.join(_TENS)})(?:[ \-]?(?:{_UNIT}))?)\b"
    rf"(?![ \-](?:{_UNIT})\b)(?! ?(?:percent|per|minutes?|hours?|days?|weeks?|months?"
    rf"|years? (?!old)|miles?|quid|pounds?|jobs?|"
    r"people|calls?|staff|past|to|of|times|grand|thousand|hundred|odd|plus|something|patients?))",
)
_ODDS = (
    r"(?! ?(?:%|percent|per|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years? (?!old)|miles?|"
    r"mph|degrees|quid|pounds?|jobs?|people|calls?|staff|past|to|of|times|grand|thousand|hundred|k|"
    r"odd|plus|patients?|st|nd|rd|th|[:./\-]\d)\b)(?!%)"
)
# "fifty-eight and tired", "only nineteen", "out at 61", "61 in march"
_ANY_WORDS = Late(
    rf"\b(?P<age>(?:{'|'.join(_TENS)})[ \-](?:{_UNIT}))\b{_ODDS}(?![ \-](?:{_UNIT})\b)"
    rf"|\b(?:is|was|at|aged|of|only|just|he['’]?s|she['’]?s|i['’]?m|turned|be) "
    rf"(?P<teen>{'|'.join(list(_TEENS)[3:])})\b{_ODDS}"
    rf"|\b(?P<soon>{'|'.join(list(_TEENS)[3:])})(?= in (?:jan|feb|mar|apr|may|june?|july?|aug|sep"
    rf"|oct"
    rf"|nov|dec)\w*\b)|\b(?P<young>(?:{'|'.join(_TENS)})(?:[ \-](?:{_UNIT}))?)(?= years young\b)",
)
_TEEN_PARTS = (*_TENS, "teen")
_TEEN_WORD = Late(rf"{'|'.join(_TENS)}|teen\b")
_SAID_BESIDE = Late(
    r"\b(?P<age>[1-9]\d)(?= (?:now|next (?:week|month|year|birthday)|this (?:week|month|year)"
    r"|in (?:jan"
    r"|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|spring|summer|autumn|winter|the (?:new year"
    r"|spring|summer|autumn|winter))\w*)\b)"
    rf"|\b(?:out|there|here|job|tired|back"
    rf"|start(?:ed|ing)?(?: again| here| out)?|joined(?: up)?|left school|again) at "
    rf"(?P<at>[1-7]\d)\b{_ODDS}"
    r"|\b(?:retir\w+|pension|finish(?:es|ing)?|goes|going|leave|leaving|out|until|till)"
    rf"(?: [^\W\d_]+){{0,4}}? (?:at|is|till|until) (?P<done>5[5-9]|6\d)\b{_ODDS}"
    r"|\bhad (?:him|her|them|me|(?:her|his|my|the) [^\W\d_]+) at (?P<had>1[3-9]|[2-4]\d)\b"
    rf"{_ODDS}|\b(?:old|young|fit|slow|past it|knackered)(?: [^\W\d_]+){{0,3}}? at "
    rf"(?P<past>[2-7]\d)\b{_ODDS}|\b(?P<young>[1-9]\d) (?:years|yrs) young\b",
)
# "hit the big 4-0", "in his 45th year", "the twins are six"
_BIG = Late(
    r"\bbig (?P<big>[3-9]) ?-? ?0\b|\bin (?:his|her|my|their) (?P<year>[2-9]\d)(?:st|nd|rd"
    r"|th) year\b"
    r"|\bbig (?P<spelt>three|four|five|six|seven) ?-?(?:oh|o|zero)\b"
    r"|\b(?:twins|son|daughter|boy|girl|lad|kid|eldest|youngest|oldest|little one) (?:is|are|was"
    r"|just"
    rf" turned|turned|turns|who is) (?:only |now |just )?(?P<small>{_UNIT})\b(?! (?:of|days?|hours?"
    r"|months?|weeks?|foot|feet|stone|minutes?|times|shifts|weeks|in|more|who|lads?|girls?))",
)
_BIG_PARTS = (
    "big ,th year,st year,nd year,rd year,twins,son ,daughter,boy,girl,lad ,kid ,eldest,youngest,"
    "oldest,little one"
).split(",")
_BIG_ANCHOR = Late(
    r"\bbig\b|\byear\b|\b(?:twins|son|daughter|boy|girl|lad|kid|eldest|youngest|oldest|one)\b",
)
_TENS_WORD = Late("|".join(_TENS))
_BIRTHDAY = Late(
    r"\b(?P<age>eighteenth|twenty[ \-]first|thirtieth|fortieth|fiftieth|sixtieth|sixteenth"
    r"|seventieth|eightieth|ninetieth|hundredth"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ \-](?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth))(?= (?:birthday|bday|b-day)\b)",
)
_BIRTH_PARTS = "birth", "bday", "b-day"
_BIRTH = Late(r"birthday|b-?day")

# "Ken was 81.", "(male, 34, drunk)", "her son (19)"
_AGE_ALONE = Late(
    r"(?:^|\n)(?P<first>[1-9]\d)(?=,? (?:and|two|years?|yrs|tired|now|divorced|married|single|on"
    r"|male"
    r"|female|man|woman)\b)|\b(?:his|her|my|their) (?P<day>[2-9]0)th\b"
    r"|\b(?:was|is) (?P<age>[1-9]\d)(?=\s*(?:[.,;)]|$|\n| and\b| when\b))"
    r"|(?<=[a-z], )(?P<listed>[1-9]\d)(?=[,)])|(?<=[a-z] \()(?P<bracketed>[1-9]\d)(?=\))",
)


def ages(text: str) -> Iterator[Span]:
    """Find exact ages; decades ("in her 40s") stay as they are."""
    for m in near(_AGE, _ANCHOR, text, 40, 30, parts=_ANCHOR_PARTS):
        spelt = m["aged"] or m["old"] or m["short"] or m["short2"] or m["told"]
        years = _years(spelt) if spelt else 0
        aged = m["aged"] and m.group().lower().startswith("aged")
        place = m.span("told" if m["told"] else "aged" if m["aged"] and not aged else 0)
        mask = aged_mask(years) if aged else age_mask(years)
        yield Span(*place, Kind.AGE, Level.RED, because("an exact age"), mask)
    for pattern in (_MAYBE_AGE, _AGE_AND_SEX, _NEARLY, _KIN_AGE, _AT, _SAID_BESIDE):
        for m in near_digits(pattern, text):
            for group, spelt in m.groupdict().items():
                if spelt:
                    mask = age_mask(int(spelt))
                    yield Span(
                        *m.span(group), Kind.AGE, Level.AMBER, because("may be an age"), mask
                    )
    for m in near(_IN_WORDS, _TENS_WORD, text, 25, 12, parts=_TENS):
        mask = age_mask(_years(m["age"]))
        yield Span(*m.span("age"), Kind.AGE, Level.AMBER, because("may be an age"), mask)
    for m in near(_ANY_WORDS, _TEEN_WORD, text, 20, 20, parts=_TEEN_PARTS):
        group = str(m.lastgroup)
        mask = age_mask(_years(m[group]))
        yield Span(*m.span(group), Kind.AGE, Level.AMBER, because("may be an age"), mask)
    for m in near(_BIRTHDAY, _BIRTH, text, 25, 5, parts=_BIRTH_PARTS):
        mask = age_mask(_years(m["age"].replace("ieth", "y")))
        yield Span(*m.span("age"), Kind.AGE, Level.AMBER, because("may be an age"), mask)
    for m in near(_BIG, _BIG_ANCHOR, text, 20, 40, parts=_BIG_PARTS):
        years = _years(m["year"] or m["small"] or "one")
        if tens := m["big"] or m["spelt"]:
            years = 10 * (int(tens) if tens.isdigit() else _UNITS.index(tens.lower()))
        mask = age_mask(years)
        yield Span(*m.span(str(m.lastgroup)), Kind.AGE, Level.AMBER, because("may be an age"), mask)
    for m in near_digits(_AGE_ALONE, text):
        group = str(m.lastgroup)
        mask = age_mask(int(m[group]))
        yield Span(*m.span(group), Kind.AGE, Level.AMBER, because("may be an age"), mask)


def age_mask(years: int) -> str:
    """Name the ten years an age falls in, wider at both ends where few people are.

    Reads right before a noun and after "is": "a [40-something] man", "she is [40-something]".
    """
    if years < 13:
        return "[young]"
    if years < 20:
        return "[teenage]"
    return f"[{years // 10 * 10}-something]" if years < 90 else "[90-or-over]"


def aged_mask(years: int) -> str:
    """Say the same after a noun: "a man [in their 40s]"."""
    if years < 13:
        return "[young]"
    if years < 20:
        return "[in their teens]"
    return f"[in their {years // 10 * 10}s]" if years < 90 else "[in their nineties or over]"


def _years(spelt: str) -> int:
    if spelt.isdigit():
        return int(spelt)
    word = spelt.lower()
    tens = next((years for name, years in _TENS.items() if word.startswith(name)), 0)
    return tens or _TEENS.get(re.split(r"[ \-]", word)[0], 1)
