"""The anonymiser: every detector over one text, overlaps settled, one list of spans."""

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from app.anonymise.detectors import DETECTORS
from app.anonymise.initials import initials
from app.anonymise.lexicon import Lexicon, load_lexicon, load_model
from app.anonymise.names import names
from app.anonymise.origins import origins
from app.anonymise.places import buildings, towns
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import SequenceModel
from app.anonymise.sequence_names import likely
from app.anonymise.spans import Kind, Span, settle
from app.anonymise.tokens import fold, tokenise

__all__ = ["VERSION", "Anonymiser", "Lexicon", "load_anonymiser", "load_lexicon"]

VERSION = "rules-2+crf-1"
"""Goes with every summary, so that a reader knows what had been looked for."""

# Our own masks, so that a text already masked is read again without new findings.
_MASKS = re.compile(
    r"\[(?:name|place|address|removed|vehicle|number|road|date(?: of birth|: in [A-Z][a-z]+)?|"
    r"weekday|weekend day|time(?:: (?:at night|in the (?:morning|afternoon|evening)))?|a child|"
    r"in their (?:teens|\d0s)|90 or over|e-mail address|web address|phone number|NHS number|"
    r"NI number|registration number|incident number|call sign|nationality or faith)\]"
)


class Terms(Protocol):
    """What a trust adds: its stations, call signs, staff names."""

    def spans(self, reading: Reading) -> Iterable[Span]:
        """Find the trust's own terms."""


class Anonymiser:
    """Finds what could identify someone. Holds no text between calls.

    ``not_names`` are folded words that a person on this device said are no names.
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
        text = _MASKS.sub(lambda m: "\x00" * len(m.group()), text)
        reading = Reading(tokenise(text), self._lexicon)
        found = [span for detect in DETECTORS for span in detect(text)]
        found += buildings(reading)
        people = names(reading)
        people += initials(text)
        found += [*towns(reading), *origins(reading)]
        if self._model is not None:
            guessed = likely(reading, self._model.marginals(reading.tokens))
            people += [span for span in guessed if span.kind is Kind.NAME]
            found += [span for span in guessed if span.kind is not Kind.NAME]
        if self._trust is not None:
            found += self._trust.spans(reading)
        people = [span for span in people if not self._nobody(text, span)]
        people += list(other_mentions(reading, people))
        return settle([*found, *people])

    def _nobody(self, text: str, span: Span) -> bool:
        """Say whether a person told this device that these words are nobody's name."""
        return bool(self._not_names) and fold(text[span.start : span.end]) in self._not_names


def load_anonymiser(
    read: Callable[[str], bytes],
    trust: Terms | None = None,
    not_names: frozenset[str] = frozenset(),
) -> Anonymiser:
    """Build lexicon and model; ``read`` is given each file's name (they lie in assets/names).

    Takes about half a second on a phone, so it is called off the first screen.
    """
    return Anonymiser(load_lexicon(read), load_model(read), trust, not_names)
