"""People and places: the sequence model's chances weighed with what the lists and rules say.

How much each piece of evidence counts was learnt on notes and posts that the model had not seen
(app/web/train_anonymiser_verdict.py); the weights ship with those of the model.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.anonymise import company, evidence
from app.anonymise.everyday_words import POLISH, WELSH
from app.anonymise.known_words import Row
from app.anonymise.names import MASK as NAME_MASK
from app.anonymise.names import SURE
from app.anonymise.places import MASK as PLACE_MASK
from app.anonymise.places import TOO_WIDE
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.word_names import stands_alone


@dataclass(frozen=True)
class Bar:
    """From which weighed chance on a word is masked, and from which it is asked about.

    ``also_name`` is the second for a plain English word in small letters that people are called
    too ("grace"), ``word`` both for one that names nobody ("tea").
    """

    red: float
    amber: float
    also_name: float
    word: float


CASED = Bar(0.22, 0.05, 0.05, 0.5)
SMALL = Bar(0.18, 0.05, 0.05, 0.4)
"""For a text without capitals, where names show less."""

TOLD = 0.09
"""What masks a word that the company it keeps tells to be a name: "Will said"."""

CALENDAR = 0.35, 0.15
"""From which chance on "may" or "june" in small letters is masked, and asked about."""

CERTAIN = 0.9
"""What a plain word in small letters needs after "the" or "good"."""

NAMED = 0.12
"""What masks a first name that is a word too, with a capital inside a sentence: "met Grace"."""

OPENS = 0.3, 0.15
"""What masks, and asks about, a plain word that opens a sentence and is nobody's first name."""

ORDERED = 0.75
"""What a plain word needs before "it" or "the" that may be a verb: "Mark it", "hope the job"."""

_OBJECTS = frozenset("it the this that these those they their".split())
_PERSON, _PLACE = LABELS.index("PER"), LABELS.index("LOC")
_JOINS = frozenset("-'’")
_FOREIGN = WELSH | POLISH
_DESCRIBES = frozenset("good bad great big little new old true real full pure such of".split())
_DO = company.MODALS | frozenset("i we they you could would should must cannot dont".split())
_POINTS = evidence.NAMES.index("points")
_TITLES = company.TITLES | frozenset("pani pania panu panem".split())
_SHORT_PLACES = frozenset("nyc la uae ny dc eu nz".split())


def likely(
    reading: Reading,
    chances: Sequence[Row],
    verdict: Sequence[float],
    everyday: Collection[int] = (),
) -> list[Span]:
    """Give the words that are likely names; neighbours of one kind and level make one span.

    Words in small letters that are only ``everyday`` English are never asked about.
    """
    spans: list[Span] = []
    tokens = reading.tokens
    for index, level, kind in _words(reading, chances, verdict):
        token = tokens[index]
        plain = index in everyday and not token.text[0].isupper()
        last = spans[-1] if spans else None
        close = last is not None and token.start - last.end <= 1
        joined = close and tokens[index - 1].text in _JOINS
        if plain and level is Level.AMBER and not joined:
            continue
        if last is not None and joined:
            spans[-1] = _span(last.start, token.end, last.kind, last.level)
        elif last is not None and close and (last.kind, last.level) == (kind, level):
            spans[-1] = _span(last.start, token.end, kind, level)
        else:
            spans.append(_span(token.start, token.end, kind, level))
    return spans


def _words(
    reading: Reading, chances: Sequence[Row], verdict: Sequence[float]
) -> Iterator[tuple[int, Level, Kind]]:
    bar = CASED if reading.capitals else SMALL
    latest, found = -9, (Level.RED, Kind.NAME)
    for index, numbers in enumerate(evidence.rows(reading, chances)):
        second = latest == index - 2 and reading.folded(index - 1) == "-"
        own = reading.known(index) or not reading.plain(index)
        if second and own and _touching(reading, index):
            latest = index
            yield index, *found
            continue
        if not numbers or _names_nobody(reading, index):
            continue
        chance, row = weigh(numbers, verdict), chances[index]
        red, amber = _needed(reading, index, bar)
        if numbers[_POINTS] >= SURE + 0.5:
            red, amber = min(red, TOLD), min(amber, TOLD / 3)
        if chance >= min(amber, red):
            kind = Kind.NAME if row[_PERSON] >= row[_PLACE] else Kind.PLACE
            latest, found = index, (Level.RED if chance >= red else Level.AMBER, kind)
            yield index, *found


def _touching(reading: Reading, index: int) -> bool:
    """Say whether a word, the hyphen before it and the word before that stand close."""
    tokens = reading.tokens
    return tokens[index].is_word and tokens[index].start - tokens[index - 2].end == 1


def _needed(reading: Reading, index: int, bar: Bar) -> tuple[float, float]:
    """Say from which chance on the word is masked, and asked about."""
    if not reading.plain(index):
        return bar.red, bar.amber
    before = reading.folded(index - 1)
    small = not reading.tokens[index].text[0].isupper()
    ordered = reading.folded(index + 1) in _OBJECTS and before not in company.ADDRESSED
    if ordered and (small or reading.opens(index)):
        return ORDERED, ORDERED
    if small:
        return _needed_small(reading, index, bar)
    if reading.opens(index):
        return _needed_first(reading, index, bar)
    called = reading.folded(index) in reading.lexicon.common_forenames
    return (NAMED, bar.amber) if called and not reading.shouting else (bar.red, bar.amber)


def _needed_first(reading: Reading, index: int, bar: Bar) -> tuple[float, float]:
    """Say the same of a plain English word that opens a sentence: its capital says nothing."""
    word, lists = reading.folded(index), reading.lexicon
    if word in company.MODALS and reading.folded(index + 1) in company.CARRIES_ON:
        return ORDERED, ORDERED
    if word in lists.common_forenames or word in lists.places:
        return bar.red, bar.amber
    return OPENS


def _needed_small(reading: Reading, index: int, bar: Bar) -> tuple[float, float]:
    """Say the same of a plain English word in small letters."""
    word, before = reading.folded(index), reading.folded(index - 1)
    if before in company.DETERMINERS or before in _DESCRIBES or before in _DO:
        return CERTAIN, CERTAIN
    if not reading.known(index) and word not in reading.lexicon.places:
        return bar.word, bar.word
    if word in company.CALENDAR:
        return CALENDAR
    return bar.red, bar.also_name


def weigh(numbers: Sequence[float], verdict: Sequence[float]) -> float:
    """Turn a row of evidence into a chance."""
    total = sum(map(float.__mul__, numbers, verdict))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _names_nobody(reading: Reading, index: int) -> bool:
    """Say whether the word is of a kind that names nobody, whatever stands around it."""
    token, word = reading.tokens[index], reading.folded(index)
    initial = token.text.isupper() and word != "i" and reading.folded(index + 1) == "."
    if not token.is_word or (len(word) < 2 and not initial) or word in _TITLES:
        return True
    if token.text in company.NOT_INITIALS and word not in TOO_WIDE | _SHORT_PLACES:
        return True
    small = not token.text[0].isupper()
    if small and (word in company.NEVER or (reading.plain(index) and word in reading.capitals)):
        return True
    if word in company.CALENDAR and reading.folded(index - 1) in company.IN_TIME:
        return not stands_alone(reading, index)
    if small and word in _FOREIGN and word not in reading.lexicon.common_forenames:
        return True
    return small and (word in evidence.GENERIC or word in TOO_WIDE)


def _span(start: int, end: int, kind: Kind, level: Level) -> Span:
    person = kind is Kind.NAME
    reason = "reads like somebody's name" if person else "reads like the name of a place"
    return Span(start, end, kind, level, reason, NAME_MASK if person else PLACE_MASK)
