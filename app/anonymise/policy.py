"""The anonymiser: every detector over one text, overlaps settled, one list of spans."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from app.anonymise import replacement
from app.anonymise.cleaning import Cleaned, clean
from app.anonymise.detectors import DETECTORS, TELLING
from app.anonymise.initials import initials
from app.anonymise.lexicon import Lexicon, load_lexicon, load_model
from app.anonymise.masks import blotted
from app.anonymise.names import names
from app.anonymise.origins import origins
from app.anonymise.places import buildings, towns
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.same_name import same_name
from app.anonymise.sequence_model import SequenceModel
from app.anonymise.sequence_names import likely
from app.anonymise.spans import Kind, Span, settle
from app.anonymise.tokens import tokenise

__all__ = ["VERSION", "Anonymiser", "Lexicon", "Terms", "load_anonymiser", "load_lexicon"]

VERSION = "rules-3+crf-1"
"""Goes with every summary, so that a reader knows what had been looked for."""


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
        cleaned = clean(blotted(text))
        reading = Reading(tokenise(cleaned.text), self._lexicon, cleaned.text)
        found = [span for detect in DETECTORS for span in detect(cleaned.text)]
        found += [span for detect in TELLING for span in detect(reading)]
        own = list(self._trust.spans(reading)) if self._trust is not None else []
        found += [span for span in own if span.kind not in (Kind.NAME, Kind.PLACE)]
        found += self._named(reading, own)
        return replacement.consistent(text, settle(_back(cleaned, found), text))

    def mentions(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Find where the words that a person chose in ``text`` stand as the same name elsewhere."""
        return same_name(text, start, end, self._lexicon)

    def _named(self, reading: Reading, own: Iterable[Span]) -> list[Span]:
        """Find people and places: by lists, the trust's ``own`` too, by company, by the model."""
        people = [span for span in own if span.kind is Kind.NAME]
        people += [*names(reading), *initials(reading.text)]
        found = [span for span in own if span.kind is Kind.PLACE]
        found += [*buildings(reading), *towns(reading), *origins(reading)]
        if self._model is not None:
            guessed = likely(reading, self._model.marginals(reading.tokens))
            people += [span for span in guessed if span.kind is Kind.NAME]
            found += [span for span in guessed if span.kind is not Kind.NAME]
        people = [span for span in people if not self._no_name(reading, span)]
        found = [span for span in found if not self._no_name(reading, span)]
        return [*found, *people, *other_mentions(reading, people)]

    def _no_name(self, reading: Reading, span: Span) -> bool:
        """Say whether a person said of every word of the span that it is no name."""
        if not self._not_names:
            return False
        words = [one for one in tokenise(reading.text[span.start : span.end]) if one.is_word]
        return bool(words) and all(word.folded in self._not_names for word in words)


def load_anonymiser(
    read: Callable[[str], bytes],
    trust: Terms | None = None,
    not_names: frozenset[str] = frozenset(),
) -> Anonymiser:
    """Build the anonymiser from its files; ``read`` is given each one's name.

    Takes a good part of a second on a phone: called off the first screen, and kept by the caller.
    """
    return Anonymiser(load_lexicon(read), load_model(read), trust, not_names)


def _back(cleaned: Cleaned, spans: Iterable[Span]) -> Iterator[Span]:
    """Lay spans of the cleaned text over the text as typed."""
    for span in spans:
        start, end = cleaned.back(span.start, span.end)
        if start < end:
            yield replace(span, start=start, end=end)
