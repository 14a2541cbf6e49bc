"""People and places: the sequence model's chances weighed with what the lists and rules say.

How much each piece of evidence counts was learnt on notes and posts that the model had not seen
(app/web/train_anonymiser_verdict.py); the weights ship with those of the model.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.anonymise import company, evidence
from app.anonymise.names import MASK as NAME_MASK
from app.anonymise.places import MASK as PLACE_MASK
from app.anonymise.places import TOO_WIDE
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS, Row
from app.anonymise.spans import Kind, Level, Span


@dataclass(frozen=True)
class Bar:
    """From which weighed chance on a word is masked, and from which it is asked about.

    ``word`` is the second for a plain English word in small letters, ``also_name`` for one that
    people are called too: "tea", "grace".
    """

    red: float
    amber: float
    also_name: float
    word: float


CASED = Bar(0.24, 0.06, 0.08, 0.12)
SMALL = Bar(0.2, 0.05, 0.05, 0.1)
"""For a text without capitals, where names show less."""

_PERSON, _PLACE = LABELS.index("PER"), LABELS.index("LOC")
_JOINS = frozenset("-'’.")
_SHORT_PLACES = frozenset("nyc la uae ny dc eu nz".split())


def likely(reading: Reading, chances: Sequence[Row], verdict: Sequence[float]) -> list[Span]:
    """Give the words that are likely names; neighbours of one kind and level make one span."""
    spans: list[Span] = []
    for index, level, kind in _words(reading, chances, verdict):
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


def _words(
    reading: Reading, chances: Sequence[Row], verdict: Sequence[float]
) -> Iterator[tuple[int, Level, Kind]]:
    bar = CASED if reading.capitals else SMALL
    for index, numbers in enumerate(evidence.rows(reading, chances)):
        if not numbers or _names_nobody(reading, index):
            continue
        chance, row = weigh(numbers, verdict), chances[index]
        if chance >= _asked(reading, index, bar):
            kind = Kind.NAME if row[_PERSON] >= row[_PLACE] else Kind.PLACE
            yield index, Level.RED if chance >= bar.red else Level.AMBER, kind


def _asked(reading: Reading, index: int, bar: Bar) -> float:
    if reading.tokens[index].text[0].isupper() or not reading.plain(index):
        return bar.amber
    return bar.also_name if reading.known(index) else bar.word


def weigh(numbers: Sequence[float], verdict: Sequence[float]) -> float:
    """Turn a row of evidence into a chance."""
    total = sum(map(float.__mul__, numbers, verdict))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _names_nobody(reading: Reading, index: int) -> bool:
    """Say whether the word is of a kind that names nobody, whatever stands around it."""
    token, word = reading.tokens[index], reading.folded(index)
    if not token.is_word or len(word) < 2 or word in company.TITLES:
        return True
    if token.text in company.NOT_INITIALS and word not in TOO_WIDE | _SHORT_PLACES:
        return True
    small = not token.text[0].isupper()
    return small and (word in evidence.GENERIC or word in TOO_WIDE)


def _span(start: int, end: int, kind: Kind, level: Level) -> Span:
    person = kind is Kind.NAME
    reason = "reads like somebody's name" if person else "reads like the name of a place"
    return Span(start, end, kind, level, reason, NAME_MASK if person else PLACE_MASK)
