"""Places that narrow down who somebody is: towns, hospitals, stations, named streets."""

import re
from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

MASK = "[place]"
BUILDINGS = frozenset(
    """
    hospital infirmary station depot hospice surgery school college university academy airport
    prison church chapel clinic ward hub barracks
    """.split()
)
_LONGER = {"centre": ("medical", "health", "leisure", "shopping", "treatment", "community")}
STREETS = frozenset("road street lane avenue crescent terrace gardens grove mews rd ave".split())
GLUE = frozenset(
    """
    st saint saints royal queen queens king kings general district city county memorial
    university north south east west central new old great little upper lower community ambulance
    fire medical health teaching cottage infirmary of the on upon children's victoria park 's ’s ' ’
    """.split()
)
_AT = frozenset(
    "in at to from near around towards outside via across into through based living lives".split()
)
TOO_WIDE = frozenset(
    "uk usa us england britain scotland wales ireland europe africa asia america".split()
)
_LONGEST = 4
# Endings of departments and of English words, not of places: "at podiatry clinic".
_WORDLIKE = re.compile(r"(?:ing|ed|ly|tion|ment|ology|try|ics|al|ic|er)$")

_ENDINGS = Cues({*BUILDINGS, *STREETS, *_LONGER})


def buildings(reading: Reading) -> Iterator[Span]:
    """Find named hospitals, stations, schools and streets: "st james hospital", "Abbey Road"."""
    if not reading.cues & _ENDINGS.bit:
        return
    for index, token in enumerate(reading.tokens):
        word = token.folded
        longer = reading.folded(index - 1) in _LONGER.get(word, ())
        if not (word in BUILDINGS or word in STREETS or longer):
            continue
        first, proper = _name_before(reading, index)
        if proper:
            start = reading.tokens[first].start
            reason = because("looks like the name of a place")
            yield Span(start, token.end, Kind.PLACE, Level.RED, reason, MASK)


def _name_before(reading: Reading, index: int) -> tuple[int, bool]:
    """Walk back over the parts of a name; say where it begins and whether any part is proper."""
    first, proper = index, False
    for at in range(index - 1, max(-1, index - 1 - _LONGEST), -1):
        word, token = reading.folded(at), reading.tokens[at]
        own = _is_proper(reading, at, located=reading.folded(at - 1) in _AT)
        if not (own or word in GLUE) or "\n" in token.text:
            break
        if own or (word not in ("of", "the", "on", "'s", "’s", "'", "’")):
            first = at
        proper = proper or own
    return first, proper


def _is_proper(reading: Reading, index: int, located: bool) -> bool:
    token, word = reading.tokens[index], reading.folded(index)
    if not token.is_word or len(word) < 3 or word in TOO_WIDE:
        return False
    if word in reading.lexicon.places or (reading.listed(index) and word not in GLUE):
        return True
    if located and not reading.plain(index) and not _WORDLIKE.search(word):
        return True
    capital = reading.shown(index) and not reading.opens(index) and not token.text.isupper()
    return capital and word not in GLUE


def towns(reading: Reading) -> Iterator[Span]:
    """Find towns on the list: sure after a word such as "in", otherwise asked about."""
    lexicon, skip = reading.lexicon, 0
    listed, openings = lexicon.places, lexicon.place_openings
    for index, token in enumerate(reading.tokens):
        word = token.folded
        if word not in listed and word not in openings:
            continue
        if index < skip or word in TOO_WIDE:
            continue
        last = _longest(reading, index)
        if last is None:
            continue
        skip = last + 1
        person = last == index and (word in lexicon.forenames or word in lexicon.surnames)
        level = _town_level(reading, index, person, single=last == index)
        if level:
            start, end = token.start, reading.tokens[last].end
            yield Span(start, end, Kind.PLACE, level, because("looks like a place"), MASK)


def _longest(reading: Reading, index: int) -> int | None:
    """Return the last index of the longest listed place that begins at ``index``."""
    best = index if reading.folded(index) in reading.lexicon.places else None
    phrase = reading.folded(index)
    if phrase in reading.lexicon.place_openings:
        for last in range(index + 1, min(len(reading.tokens), index + _LONGEST)):
            phrase += " " + reading.folded(last)
            if phrase in reading.lexicon.places:
                best = last
    return best


def _town_level(reading: Reading, index: int, person: bool, single: bool) -> Level | None:
    located = reading.folded(index - 1) in _AT
    shown = reading.shown(index) and not reading.opens(index)
    plain = single and reading.plain(index)
    if located and (shown or not (plain or person)):
        return Level.RED
    if plain or person:
        return Level.AMBER if located or (shown and not person) else None
    return Level.AMBER
