"""Dates, ages, addresses, titles and towns as they are written in Welsh and in Polish."""

import re
from collections.abc import Iterator

from app.anonymise.ages import age_mask
from app.anonymise.cues import Cues, Shape
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import fold
from app.anonymise.windows import Late, near_digits, near_words

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_WELSH_MONTHS = (
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()
)
_POLISH_MONTHS = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada "
    "grudnia".split()
)
_BY_MONTH = {
    **dict(zip(_WELSH_MONTHS, _MONTHS, strict=True)),
    **dict(zip(_POLISH_MONTHS, _MONTHS, strict=True)),
    "fawrth": "March", "fai": "May", "fehefin": "June", "fedi": "September",
}  # fmt: skip
_MONTH_WORDS = Cues(_BY_MONTH)
_DATE = Late(
    r"\b\d{1,2}(?:af|il|ail|ydd|fed|eg|ain|\.)? (?:o )?(?P<month>[^\W\d_]{3,12})(?: (?:19"
    r"|20)\d\d)?\b",
    0,
)
_WEEKEND = frozenset("sadwrn sul sobota sobote soboty niedziela niedziele niedzieli".split())
_WELSH_DAYS = frozenset(
    "llun lun mawrth fawrth mercher fercher iau gwener wener sadwrn sul".split()
)
_POLISH_DAYS = frozenset(
    """
    poniedzialek poniedzialku wtorek wtorku sroda srode srody czwartek czwartku piatek piatku
    """.split()
)
_DAYS = Cues(_WELSH_DAYS | _POLISH_DAYS | _WEEKEND)
_WELSH_BEFORE = frozenset("dydd ddydd nos bore pnawn prynhawn".split())
_POLISH_BEFORE = frozenset("w we od do po przed na ostatni ostatnia zeszly ta te".split())
_AGE = Late(
    r"\b(?P<welsh>\d{1,3})(?= (?:ml?wydd |blwydd )?oed\b)"
    r"|\b(?:ma|mam|miał|miała|miala|mial|skończył[a]?|skonczyl[a]?|kończy|lat) (?P<polish>\d{1,3})"
    r"(?= lat\w*\b)|\b(?P<letni>\d{1,3})(?=[ \-]letni\w*)",
)
_AGE_WORDS = Cues("oed lat lata letni letnia letniego letniej letnim letnich".split())
_ADDRESS = Late(
    r"\b(?:ul|al|os|pl)\. ?[^\W\d_][\w.\-]{1,30}(?: [^\W\d_][\w.\-]{1,30}){0,2} \d{1,4}[a-z]?"
    r"(?:(?: ?/ ?| m\.? ?)\d{1,4})?"
    r"|\b(?:ulic[aęy]|alej[aei]|osiedl[eu]) [^\W\d_][\w\-]{1,30} \d{1,4}[a-z]?\b"
    r"|\b\d{1,3},? (?:Heol|Stryd|Ffordd|Lôn|Maes|Rhodfa|Bryn|Clos|Tre|Llys|Cae) "
    r"(?:(?:y|yr|Y|Yr) )?[A-Z][\w\-]+(?: [A-Z][\w\-]+)?",
)
_POSTCODE = re.compile(r"\b\d{2}-\d{3}(?= [A-ZĄĆĘŁŃÓŚŹŻ])")
_ADDRESS_WORDS = Cues(
    """
    ul al os pl ulica ulice ulicy aleja aleje alei osiedle osiedlu heol stryd ffordd lon maes rhodfa
    bryn clos tre llys cae
    """.split()
)
_TITLE = Late(
    r"\b(?:[Pp]ani[ąa]?|[Pp]anu|Pana?|Panem) (?P<told>[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]{2,})\b",
    0,
)
_TITLE_WORDS = Cues("pani pania panu pan pana panem".split())
_POSTS = frozenset("doktor kierownik menadzer dyrektor pielegniarka ratownik profesor bog".split())
_TOWNS = frozenset(
    """
    caerdydd abertawe casnewydd wrecsam caernarfon pwllheli porthmadog dolgellau machynlleth
    aberystwyth caerfyrddin llanelli hwlffordd aberteifi dinbych llandudno caergybi llangefni bala
    corwen llangollen pontypridd aberhonddu trefaldwyn trallwng llandrindod tregaron blaenau
    ffestiniog rhuthun wyddgrug amwythig lerpwl manceinion llundain gwynedd ceredigion powys benfro
    mon bangor drenewydd cricieth harlech tywyn abergele bethesda llanberis penygroes nefyn abersoch
    """.split()
)
_INTO = frozenset("i o yn ym yng ger at dros tua am rhwng".split())
# How a first letter may have changed, and what it was (the three mutations of Welsh).
_MUTATED = (
    ("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ng", "g"), ("ch", "c"), ("ph", "p"), ("th", "t"),
    ("dd", "d"), ("g", "c"), ("b", "p"), ("d", "t"), ("f", "b"), ("f", "m"), ("m", "b"), ("n", "d"),
    ("l", "ll"), ("r", "rh"), ("", "g"),
)  # fmt: skip
_POLISH_TOWNS = re.compile(
    r"(?:warszaw|krakow|gdansk|gdyni|poznan|wroclaw|szczecin|lublin|katowic|bialymstok|bialystok|"
    r"kielc|rzeszow|torun|bydgoszcz|olsztyn|opol|radom|czestochow|sosnow|gliwic|zakopan)\w{0,4}$"
)
_POLISH_INTO = frozenset("w we z ze do od pod kolo na".split())


def unchanged(word: str) -> list[str]:
    """Give a Welsh word and what it may have been before its first letter changed."""
    return [word, *(was + word[len(now) :] for now, was in _MUTATED if word.startswith(now))]


def _is_welsh_town(word: str) -> bool:
    return not _TOWNS.isdisjoint(unchanged(word))


_LIKE_TOWNS = Shape(lambda word: bool(_is_welsh_town(word) or _POLISH_TOWNS.match(word)))


def foreign_days(reading: Reading) -> Iterator[Span]:
    """Find dates and weekdays written in Welsh or Polish."""
    for m in near_words(_DATE, reading, _MONTH_WORDS, 10, 8):
        month = _BY_MONTH.get(fold(m["month"]))
        if month:
            yield Span(*m.span(), Kind.DATE, Level.RED, because("a date"), f"[a day in {month}]")
    if not reading.cues & _DAYS.bit:
        return
    for index, token in enumerate(reading.tokens):
        before = reading.folded(index - 1)
        welsh = token.folded in _WELSH_DAYS and before in _WELSH_BEFORE
        polish = token.folded in _POLISH_DAYS | _WEEKEND and before in _POLISH_BEFORE
        recurs = reading.folded(index - 2) in ("bob", "pob", "pnawn") or before == "pnawn"
        if (welsh and not recurs) or polish:
            mask = "[a weekend day]" if token.folded in _WEEKEND else "[a weekday]"
            opens = reading.tokens[index - 1] if before in ("dydd", "ddydd") else token
            yield Span(
                opens.start, token.end, Kind.DATE, Level.AMBER, because("a day of the week"), mask
            )


def foreign_ages(reading: Reading) -> Iterator[Span]:
    """Find ages: "47 oed", "ma 47 lat", "47-letnia"."""
    for m in near_words(_AGE, reading, _AGE_WORDS, 20, 2):
        group = str(m.lastgroup)
        years = int(m[group])
        if years < 120:
            yield Span(
                *m.span(group), Kind.AGE, Level.RED, because("an exact age"), age_mask(years)
            )


def foreign_addresses(reading: Reading) -> Iterator[Span]:
    """Find street addresses: "ul. Długa 7/3", "4 Stryd Fawr"."""
    for m in near_words(_ADDRESS, reading, _ADDRESS_WORDS, 12, 60):
        yield Span(
            *m.span(), Kind.ADDRESS, Level.RED, because("looks like an address"), "[address]"
        )
    for m in near_digits(_POSTCODE, reading.text):
        yield Span(*m.span(), Kind.POSTCODE, Level.RED, because("a postcode"), "[place]")


def foreign_names(reading: Reading) -> Iterator[Span]:
    """Find a name after Pan or Pani, and towns in Welsh and Polish, their beginnings changed."""
    for m in near_words(_TITLE, reading, _TITLE_WORDS, 1, 30):
        if fold(m["told"]) not in _POSTS:
            yield Span(
                *m.span("told"), Kind.NAME, Level.RED, because("a title and a name"), "[person]"
            )
    if not reading.cues & _LIKE_TOWNS.bit:
        return
    for index, token in enumerate(reading.tokens):
        before, word = reading.folded(index - 1), token.folded
        welsh = before in _INTO and _is_welsh_town(word)
        polish = before in _POLISH_INTO and _POLISH_TOWNS.match(word)
        if len(word) > 2 and (welsh or polish):
            yield Span(
                token.start,
                token.end,
                Kind.PLACE,
                Level.RED,
                because("looks like a place"),
                "[place]",
            )
