"""People and places as the sequence model sees them, held against what the lists know.

The model reads a word by its company and its letters, so it also finds names on no list. It
learnt from posts and commands, where "the station" may be a destination: words that name no one
place and no one person need more than its word.
"""

from collections.abc import Iterator, Sequence

from app.anonymise import company
from app.anonymise.names import MASK as NAME_MASK
from app.anonymise.origins import PEOPLES
from app.anonymise.places import BUILDINGS, GLUE, STREETS, TOO_WIDE
from app.anonymise.places import MASK as PLACE_MASK
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS, Row
from app.anonymise.spans import Kind, Level, Span

RED, AMBER = 0.05, 0.015
"""From which chance on a word is masked, and from which it is asked about."""

SHOWN_RED = 0.03
"""The same for a word that is not plain English and has a capital inside a sentence."""

PLAIN_RED, PLAIN_AMBER = 0.3, 0.15
"""The same for a word that opens a sentence, is plain English and could be a name as well."""

SMALL, SMALL_ASKED = 0.6, 0.3
"""The same for such a word in small letters; only inside a sentence, not where one opens."""

CERTAIN = 0.7
"""What a plain word needs that is on no list of names or follows "the", and an acronym."""

_PERSON, _PLACE = LABELS.index("PER"), LABELS.index("LOC")
_JOINS = frozenset("-'’")
_GENERIC = (
    BUILDINGS
    | company.TITLES
    | company.SOFT_TITLES
    | STREETS
    | GLUE
    | frozenset(
        """
        home house work centre town city village county country area region district world place
        office shop store pub garage airport bus train car park beach road way lane street
        restaurant cafe bar garden gym resus control department unit kitchen bedroom bathroom room
        i im id ill me my you u he she we they it us him her mum mom dad god lord sir madam nan
        one two three four five six seven eight nine ten eleven twelve
        nhs hr oh gp ed eoc cad covid xmas rtc gcs phq gad bbc
        """.split()
    )
) - frozenset("st victoria memorial".split())

_DESCRIBES = frozenset("good bad great big little new old true real full pure such of".split())
_SHORT_PLACES = frozenset("nyc la uae ny dc eu nz".split())


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
        if chance < AMBER or _names_nobody(reading, index):
            continue
        red, amber = _needed(reading, index)
        if chance >= amber:
            level = Level.RED if chance >= red else Level.AMBER
            yield index, level, Kind.NAME if row[_PERSON] >= row[_PLACE] else Kind.PLACE


def _names_nobody(reading: Reading, index: int) -> bool:
    """Say whether the word is of a kind that the model's word is not enough for.

    A plain word in small letters is one of them where a capital elsewhere shows the name apart
    from it: "told Rose that sales rose".
    """
    token, word = reading.tokens[index], reading.folded(index)
    small = not token.text[0].isupper()
    acronym = token.text in company.NOT_INITIALS and word not in TOO_WIDE | _SHORT_PLACES
    people = word in PEOPLES or word[:-1] in PEOPLES
    if not token.is_word or len(word) < 2 or acronym or people or word in _GENERIC:
        return True
    if small and reading.plain(index) and word in reading.capitals:
        return True
    if word in company.CALENDAR:
        return small or reading.folded(index - 1) in company.IN_TIME
    if word in company.NEVER:
        return small or (reading.opens(index) and word not in TOO_WIDE)
    return small and word in TOO_WIDE


def _needed(reading: Reading, index: int) -> tuple[float, float]:
    """Say from which chance on the word at ``index`` is masked, and asked about."""
    token, word = reading.tokens[index], reading.folded(index)
    shown = reading.shown(index)
    wide = word in TOO_WIDE or word in _SHORT_PLACES
    if token.text.isupper() and len(word) < 5 and not (wide or reading.listed(index)):
        return CERTAIN, CERTAIN
    if not reading.plain(index):
        inside = shown and not reading.opens(index) and not token.text.isupper()
        return (SHOWN_RED if inside else RED), AMBER
    if shown and not reading.opens(index):
        return RED, AMBER
    known = shown or reading.known(index) or word in reading.lexicon.places
    if shown:
        return PLAIN_RED, PLAIN_AMBER
    article = reading.folded(index - 1) in company.DETERMINERS | _DESCRIBES
    if article or not known:
        return CERTAIN, CERTAIN
    opens = reading.opens(index) or reading.folded(index - 1) in (",", ";", "and", "to")
    return SMALL, SMALL if opens else SMALL_ASKED


def _span(start: int, end: int, kind: Kind, level: Level) -> Span:
    person = kind is Kind.NAME
    reason = "reads like somebody's name" if person else "reads like the name of a place"
    return Span(start, end, kind, level, reason, NAME_MASK if person else PLACE_MASK)
