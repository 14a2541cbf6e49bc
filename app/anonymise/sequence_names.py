"""People and places: the sequence model's chances weighed with what the lists and rules say.

How much each piece of evidence counts was learnt on notes and posts that the model had not seen
(app/web/train_anonymiser_verdict.py); the weights ship with those of the model.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.anonymise import company, evidence
from app.anonymise.chances import Row
from app.anonymise.names import MASK as NAME_MASK
from app.anonymise.names import SURE
from app.anonymise.no_names import COUNTRIES, in_code, names_nobody
from app.anonymise.places import MASK as PLACE_MASK
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.register import at_work
from app.anonymise.sequence_model import LABELS
from app.anonymise.spans import Kind, Level, Span


@dataclass(frozen=True)
class Bar:
    """From which weighed chance on a word is masked, and from which it is asked about.

    ``also_name`` is the second for a plain English word in small letters that people are called
    too ("grace"), ``word`` masks one that names nobody ("tea"), ``everyday`` asks about one.
    ``among`` says how far the second falls where somebody is named beyond doubt: who names one
    names more, and beside a name one question more costs little.
    """

    red: float
    amber: float
    also_name: float
    word: float
    everyday: float
    among: float
    usual: float


CASED = Bar(0.3, 0.1, 0.05, 0.6, 0.18, 1.0, 0.45)
SMALL = Bar(0.25, 0.08, 0.05, 0.55, 0.18, 0.7, 0.45)
"""For a text without capitals, where names show less."""

CASED_ELSEWHERE = Bar(0.25, 0.035, 0.05, 0.6, 0.14, 0.3, 0.25)
SMALL_ELSEWHERE = Bar(0.17, 0.04, 0.03, 0.5, 0.08, 0.3, 0.17)
"""The same for a text that has no word of the work in it."""

EVERYDAY_AMONG, KNOWN_AMONG = 0.8, 0.3
"""What ``among`` is for everyday English in small letters, and else for a listed name."""

TOLD = 0.09
"""What masks a word that the company it keeps tells to be a name: "Will said"."""

CALENDAR = 0.35, 0.15
"""From which chance on "may" or "june" in small letters is masked, and asked about."""

CERTAIN = 0.9, 0.6
"""What masks, and asks about, a plain word in small letters after "the" or "good"."""

NEVER, WIDE = 2.0, 0.5
"""What masks, and asks about, a country in small letters; the first too for part of a code."""

NAMED = 0.09
"""What masks a usual first name that is a word too: "met Grace"."""

SMALL_NAMED = 0.15
"""The same in small letters."""

OPENS = 0.45, 0.2
"""What masks, and asks about, a plain word that opens a sentence and is nobody's first name."""

ORDERED = 0.75
"""What a plain word needs before "it" or "the" that may be a verb: "Mark it", "hope the job"."""

_OBJECTS = frozenset("it the this that these those they their".split())
_PERSON, _PLACE = LABELS.index("PER"), LABELS.index("LOC")
_JOINS = frozenset("-'’")
_DESCRIBES = frozenset("good bad great big little new old true real full pure such of".split())
_DO = company.MODALS | frozenset("i we they you could would should must cannot dont".split())
_POINTS = evidence.NAMES.index("points")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that may be a name: its weighed chance, and what masks it or asks about it."""

    index: int
    chance: float
    red: float
    amber: float
    eased: float
    kind: Kind

    def asked(self, among: bool) -> bool:
        """Say whether it is at least asked about, ``among`` others that are names or alone."""
        return self.chance >= min(self.eased if among else self.amber, self.red)


def likely(
    reading: Reading,
    chances: Sequence[Row],
    verdict: Sequence[float],
    everyday: Collection[int] = (),
) -> list[Span]:
    """Give the words that are likely names; neighbours of one kind and level make one span.

    Words in small letters that are ``everyday`` English are asked about less readily, and all
    are more readily in a text that names somebody for sure.
    """
    spans: list[Span] = []
    tokens = reading.tokens
    found = list(_words(reading, chances, verdict, everyday))
    among = any(one.chance >= one.red for one in found)
    for one in found:
        if not one.asked(among):
            continue
        token, level = tokens[one.index], Level.RED if one.chance >= one.red else Level.AMBER
        last = spans[-1] if spans else None
        close = last is not None and token.start - last.end <= 1
        if last is not None and close and tokens[one.index - 1].text in _JOINS:
            spans[-1] = _span(last.start, token.end, last.kind, last.level)
        elif last is not None and close and (last.kind, last.level) == (one.kind, level):
            spans[-1] = _span(last.start, token.end, one.kind, level)
        else:
            spans.append(_span(token.start, token.end, one.kind, level))
    return spans


def _words(
    reading: Reading,
    chances: Sequence[Row],
    verdict: Sequence[float],
    everyday: Collection[int],
) -> Iterator[_Word]:
    """Weigh each word; the second half of a double name goes with the first."""
    bar = bar_of(reading)
    latest: _Word | None = None
    for index, numbers in enumerate(evidence.rows(reading, chances)):
        if latest and latest.index == index - 2 and reading.folded(index - 1) == "-":
            own = reading.known(index) or not reading.plain(index)
            if own and _touching(reading, index):
                latest = replace(latest, index=index)
                yield latest
                continue
        if not numbers or names_nobody(reading, index):
            continue
        chance, row = weigh(numbers, verdict), chances[index]
        red, amber = _needed(reading, index, bar)
        small = not reading.tokens[index].text[0].isupper()
        if small and index in everyday:
            red, amber = max(red, bar.usual), max(amber, bar.everyday)
        if numbers[_POINTS] >= SURE + 0.5:
            red, amber = min(red, TOLD), min(amber, TOLD / 3)
        red = NEVER if in_code(reading, index) else red
        kind = Kind.NAME if row[_PERSON] >= row[_PLACE] else Kind.PLACE
        plain = small and (index in everyday or reading.plain(index))
        easing = EVERYDAY_AMONG if plain else KNOWN_AMONG if reading.known(index) else bar.among
        eased = amber if amber >= CERTAIN[1] else amber * easing
        word = _Word(index, chance, red, amber, eased, kind)
        latest = word if word.asked(among=False) else latest
        yield word


def bar_of(reading: Reading) -> Bar:
    """Choose the bars for a text: by its capitals, and by whether it speaks of the work."""
    if at_work(reading):
        return CASED if reading.capitals else SMALL
    return CASED_ELSEWHERE if reading.capitals else SMALL_ELSEWHERE


def _touching(reading: Reading, index: int) -> bool:
    """Say whether a word, the hyphen before it and the word before that stand close."""
    tokens = reading.tokens
    return tokens[index].is_word and tokens[index].start - tokens[index - 2].end == 1


def _needed(reading: Reading, index: int, bar: Bar) -> tuple[float, float]:
    """Say from which chance on the word is masked, and asked about."""
    if reading.folded(index) in COUNTRIES and not reading.tokens[index].text[0].isupper():
        return NEVER, WIDE
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
    if word in lists.common_forenames:
        return NAMED, bar.amber
    return (bar.red, bar.amber) if word in lists.places else OPENS


def _needed_small(reading: Reading, index: int, bar: Bar) -> tuple[float, float]:
    """Say the same of a plain English word in small letters."""
    word, before = reading.folded(index), reading.folded(index - 1)
    if before in company.DETERMINERS or before in _DESCRIBES or before in _DO:
        return CERTAIN
    if not reading.known(index) and word not in reading.lexicon.places:
        return bar.word, bar.everyday
    if word in company.CALENDAR:
        return CALENDAR
    called = word in reading.lexicon.common_forenames
    return (SMALL_NAMED if called else bar.red), bar.also_name


def weigh(numbers: Sequence[float], verdict: Sequence[float]) -> float:
    """Turn a row of evidence into a chance."""
    total = sum(map(float.__mul__, numbers, verdict))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _span(start: int, end: int, kind: Kind, level: Level) -> Span:
    person = kind is Kind.NAME
    reason = (
        because("reads like somebody's name")
        if person
        else because("reads like the name of a place")
    )
    return Span(start, end, kind, level, reason, NAME_MASK if person else PLACE_MASK)
