"""People and places as the sequence model sees them, held against what the lists know.

The model reads a word by its company and its letters, so it also finds names on no list. It
learnt from posts and commands, where "the station" may be a destination: words that name no one
place and no one person need more than its word.
"""

from collections.abc import Iterator, Sequence

from app.anonymise import company
from app.anonymise.names import MASK as NAME_MASK
from app.anonymise.places import BUILDINGS, GLUE, STREETS, TOO_WIDE
from app.anonymise.places import MASK as PLACE_MASK
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS, Row
from app.anonymise.spans import Kind, Level, Span

RED, AMBER = 0.1, 0.03
"""From which chance on a word is masked, and from which it is asked about."""

PLAIN_RED, PLAIN_AMBER = 0.45, 0.25
"""The same for a word in small letters that is plain English and could be a name as well."""

CERTAIN = 0.6
"""What a plain word on no list of names needs."""

_PERSON, _PLACE = LABELS.index("PER"), LABELS.index("LOC")
_JOINS = frozenset("-'’")
_GENERIC = (
    BUILDINGS
    | STREETS
    | GLUE
    | frozenset(
        """
        home house work centre town city village county country area region district world place
        office shop store pub garage airport bus train car park beach road way lane street
        restaurant cafe bar garden gym resus control department unit kitchen bedroom bathroom room
        i im id ill me my you u he she we they it us him her mum mom dad god lord sir madam nan
        nhs hr oh gp ed eoc cad nhs covid xmas rtc gcs phq gad bbc
        """.split()
    )
) - frozenset("st victoria memorial".split())


def likely(reading: Reading, chances: Sequence[Row]) -> list[Span]:
    """Give the words that are likely names; neighbours of one kind and level make one span."""
    spans: list[Span] = []
    for index, level, kind in _words(reading, chances):
        token = reading.tokens[index]
        last = spans[-1] if spans else None
        if last is not None and (last.kind, last.level) == (kind, level):
            between = reading.tokens[index - 1]
            if token.start - last.end <= 1 and (between.is_word or between.text in _JOINS):
                start = spans.pop().start
                spans.append(_span(start, token.end, kind, level))
                continue
        spans.append(_span(token.start, token.end, kind, level))
    return spans


def _words(reading: Reading, chances: Sequence[Row]) -> Iterator[tuple[int, Level, Kind]]:
    for index, row in enumerate(chances):
        chance = row[_PERSON] + row[_PLACE]
        if chance < AMBER:
            continue
        red, amber = _needed(reading, index)
        if chance >= amber:
            level = Level.RED if chance >= red else Level.AMBER
            yield index, level, Kind.NAME if row[_PERSON] >= row[_PLACE] else Kind.PLACE


def _needed(reading: Reading, index: int) -> tuple[float, float]:
    """Say from which chance on the word at ``index`` is masked, and asked about."""
    token, word = reading.tokens[index], reading.folded(index)
    never = (2.0, 2.0)
    if not token.is_word or len(word) < 2 or token.text in company.NOT_INITIALS:
        return never
    if word in _GENERIC or word in company.TITLES or word in company.SOFT_TITLES:
        return never
    shown = reading.shown(index)
    if word in company.NEVER and (not shown or reading.opens(index)):
        return never
    if token.text.isupper() and len(word) < 5 and not reading.listed(index) and shown:
        return CERTAIN, PLAIN_AMBER
    if word in TOO_WIDE and not token.text[0].isupper():
        return never
    before = reading.folded(index - 1)
    if word in company.CALENDAR and (before in company.IN_TIME or not shown):
        return never
    if not reading.plain(index):
        return RED, AMBER
    if shown and not reading.opens(index):
        return RED, AMBER
    if before in company.DETERMINERS:
        return (CERTAIN, CERTAIN) if not shown else (PLAIN_RED, PLAIN_AMBER)
    known = reading.known(index) or word in reading.lexicon.places
    if known or shown:
        return PLAIN_RED, PLAIN_AMBER
    return CERTAIN, CERTAIN


def _span(start: int, end: int, kind: Kind, level: Level) -> Span:
    person = kind is Kind.NAME
    reason = "reads like somebody's name" if person else "reads like the name of a place"
    return Span(start, end, kind, level, reason, NAME_MASK if person else PLACE_MASK)
