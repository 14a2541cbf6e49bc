"""The anonymiser: every detector over one text, overlaps settled, one list of spans."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from typing import Protocol

from app.anonymise import replacement
from app.anonymise.broken_names import broken_names
from app.anonymise.cleaning import Cleaned, clean
from app.anonymise.detectors import (
    DETECTORS,
    IDENTIFYING,
    IDENTIFYING_WITHOUT_DIGITS,
    NAMING,
    TELLING,
    WITHOUT_DIGITS,
)
from app.anonymise.everyday_words import everyday
from app.anonymise.initials import initials
from app.anonymise.lexicon import Lexicon, load_lexicon, load_model
from app.anonymise.names import names
from app.anonymise.origins import origins
from app.anonymise.places import STREETS, buildings, towns
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.same_name import same_name
from app.anonymise.sequence_model import SequenceModel
from app.anonymise.sequence_names import likely
from app.anonymise.spans import Kind, Level, Span, settle
from app.anonymise.tokens import tokenise
from app.anonymise.trade_words import trade_words
from app.anonymise.virtues import virtues
from app.anonymise.windows import Scanned

__all__ = ["VERSION", "Anonymiser", "Lexicon", "Terms", "load_anonymiser", "load_lexicon"]

VERSION = "rules-6+crf-5"
"""Goes with every summary, so that a reader knows what had been looked for."""


_WAYS = STREETS | frozenset(
    "rise close court drive walk way square park view hill row place house flats green".split()
)


IDENTIFIERS = frozenset(
    {
        Kind.NAME,
        Kind.EMAIL,
        Kind.PHONE,
        Kind.POSTCODE,
        Kind.NHS_NUMBER,
        Kind.NATIONAL_INSURANCE,
        Kind.REGISTRATION,
        Kind.VEHICLE,
        Kind.INCIDENT,
        Kind.CALL_SIGN,
        Kind.ADDRESS,
        Kind.WEB,
    }
)
"""What is somebody's own, and not shared with others as a place, a date or an age is."""


class Terms(Protocol):
    """A trust's own lists, as far as they are asked here."""

    def spans(self, reading: Reading) -> Iterable[Span]:
        """Find the trust's stations, hospitals, call signs, numbers and staff."""


class Anonymiser:
    """Finds what could identify someone. Holds no text between calls.

    ``not_names`` are folded words that a person on this device said are no name.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        model: SequenceModel | None = None,
        trust: Terms | None = None,
        not_names: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self._model = model
        self._trust = trust
        self._not_names = not_names

    def find(self, text: str) -> list[Span]:
        """Return the spans of ``text``, sorted and non-overlapping. Never raises on any text."""
        cleaned, read, reading = self._read(text)
        detectors = DETECTORS if read.digits else WITHOUT_DIGITS
        found = [span for detect in detectors for span in detect(read)]
        found += [span for detect in TELLING for span in detect(reading)]
        own = list(self._trust.spans(reading)) if self._trust is not None else []
        found += [span for span in own if span.kind not in (Kind.NAME, Kind.PLACE)]
        named = self._named(reading, own, again=bool(cleaned.held))
        found = [_before_name(span, named, read) for span in found] + named
        return replacement.consistent(text, settle(_back(text, cleaned, found), text))

    def identified(self, text: str, kinds: Set[Kind]) -> list[Span]:
        """Give the RED spans of ``find`` that are of these ``kinds``, and sooner where none is.

        ``kinds`` are some of ``IDENTIFIERS``. Where spans meet, ``settle`` gives a red one the
        kind of a red one. So where no rule says red of such a kind, none of them is left in the
        end, and the rules that only generalise or tell need not be asked.
        """
        if not self._may_identify(text, kinds):
            return []
        return [span for span in self.find(text) if _is_red(span, kinds)]

    def _may_identify(self, text: str, kinds: Set[Kind]) -> bool:
        """Say whether a rule finds something red of these kinds, before overlaps are settled."""
        cleaned, read, reading = self._read(text)
        detectors = IDENTIFYING if read.digits else IDENTIFYING_WITHOUT_DIGITS
        for detect in detectors:
            if any(_is_red(span, kinds) for span in detect(read)):
                return True
        for tell in NAMING:
            if any(_is_red(span, kinds) for span in tell(reading)):
                return True
        own = list(self._trust.spans(reading)) if self._trust is not None else []
        named = self._named(reading, own, again=bool(cleaned.held))
        return any(_is_red(span, kinds) for span in (*own, *named))

    def _read(self, text: str) -> tuple[Cleaned, Scanned, Reading]:
        cleaned = clean(text)
        read = Scanned(cleaned.text)
        return cleaned, read, Reading(tokenise(read), self._lexicon, read)

    def mentions(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Find where the words that a person chose in ``text`` stand as the same name elsewhere."""
        return same_name(text, start, end, self._lexicon)

    def _named(self, reading: Reading, own: Iterable[Span], again: bool) -> list[Span]:
        """Find people and places: by lists, the trust's ``own`` too, by company, by the model.

        In a text read ``again``, with masks in it, words stand in other company than at first:
        there a word that only the model takes for a name is asked about.
        """
        people = [span for span in own if span.kind is Kind.NAME]
        people += [*initials(reading.text), *broken_names(reading)]
        found = [span for span in own if span.kind is Kind.PLACE]
        found += [*buildings(reading), *origins(reading)]
        if self._model is None:
            people += names(reading)
            found += towns(reading)
        else:
            chances, usual = self._model.read(reading.tokens)
            guessed = likely(reading, chances, self._model.verdict, usual)
            guessed = [self._doubted(reading, span) for span in guessed] if again else guessed
            people += [span for span in guessed if span.kind is Kind.NAME]
            found += [span for span in guessed if span.kind is not Kind.NAME]
        if not (found or people):
            return []
        nobody = self._not_names | everyday(reading.places)
        nobody |= trade_words(reading) | virtues(reading)
        people = [span for span in people if not _all_in(nobody, reading, span)]
        found = [span for span in found if not _all_in(nobody, reading, span)]
        return [*found, *people, *other_mentions(reading, people)]

    def _doubted(self, reading: Reading, span: Span) -> Span:
        """Ask about a span of which no word is on a list."""
        lists = (self._lexicon.forenames, self._lexicon.surnames, self._lexicon.places)
        words = tokenise(reading.text[span.start : span.end])
        listed = any(word.folded in words_of for word in words for words_of in lists)
        return span if listed else replace(span, level=Level.AMBER)


def _is_red(span: Span, kinds: Set[Kind]) -> bool:
    return span.level is Level.RED and span.kind in kinds


def _before_name(span: Span, named: Iterable[Span], text: str) -> Span:
    """Cut what looks like a house to its number where a name follows: "3 Sarah Okafor"."""
    if span.kind is not Kind.ADDRESS or not text[span.start].isdigit():
        return span
    if text[span.start : span.end].rsplit(maxsplit=1)[-1].lower().strip(".,") in _WAYS:
        return span
    inside = [
        one.start
        for one in named
        if one.kind is Kind.NAME and one.level is Level.RED and one.overlaps(span.start, span.end)
    ]
    end = len(text[: min(inside, default=span.end)].rstrip(" ,"))
    return replace(span, end=end) if end > span.start else span


def _all_in(nobody: frozenset[str], reading: Reading, span: Span) -> bool:
    """Say whether every word of the span is known to be nobody's name."""
    if not nobody:
        return False
    words = [one for one in tokenise(reading.text[span.start : span.end]) if one.is_word]
    return bool(words) and all(
        word.folded in nobody or word.folded.partition("'")[0] in nobody for word in words
    )


def load_anonymiser(
    read: Callable[[str], bytes],
    trust: Terms | None = None,
    not_names: frozenset[str] = frozenset(),
) -> Anonymiser:
    """Build the anonymiser from its files; ``read`` is given each one's name.

    Takes a good part of a second on a phone: called off the first screen, and kept by the caller.
    """
    return Anonymiser(load_lexicon(read), load_model(read), trust, not_names)


def _back(text: str, cleaned: Cleaned, spans: Iterable[Span]) -> Iterator[Span]:
    """Lay spans of the cleaned text over the text as typed."""
    for span in spans:
        start, end = cleaned.back(span.start, span.end)
        if any(letter.isalnum() for letter in text[start:end]):
            moved = (start, end) != (span.start, span.end)
            yield replace(span, start=start, end=end) if moved else span
