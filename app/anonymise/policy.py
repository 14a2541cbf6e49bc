"""The anonymiser: every detector over one text, overlaps settled, one list of spans."""

import re

from app.anonymise.detectors import DETECTORS
from app.anonymise.initials import initials
from app.anonymise.lexicon import Lexicon, load_lexicon
from app.anonymise.names import names
from app.anonymise.origins import origins
from app.anonymise.places import buildings, towns
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.sequence_names import likely
from app.anonymise.spans import Kind, Span, settle
from app.anonymise.tokens import tokenise

__all__ = ["VERSION", "Anonymiser", "Lexicon", "load_lexicon"]

VERSION = "rules-2+crf-1"
"""Goes with every summary, so that a reader knows what had been looked for."""

# Our own masks, so that a text already masked is read again without new findings.
_MASKS = re.compile(
    r"\[(?:name|place|address|removed|vehicle|number|road|date(?: of birth|: in [A-Z][a-z]+)?|"
    r"weekday|weekend day|time(?:: (?:at night|in the (?:morning|afternoon|evening)))?|a child|"
    r"in their (?:teens|\d0s)|90 or over|e-mail address|web address|phone number|NHS number|"
    r"NI number|registration number|incident number|call sign|nationality or faith)\]"
)


class Anonymiser:
    """Finds what could identify someone. Holds no text between calls."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: str) -> list[Span]:
        """Return the spans of ``text``, sorted and non-overlapping. Never raises on any text."""
        text = _MASKS.sub(lambda m: "\x00" * len(m.group()), text)
        reading = Reading(tokenise(text), self._lexicon)
        found = [span for detect in DETECTORS for span in detect(text)]
        found += buildings(reading)
        people = names(reading)
        people += initials(text)
        found += [*towns(reading), *origins(reading)]
        if self._lexicon.model is not None:
            guessed = likely(reading, self._lexicon.model.marginals(reading.tokens))
            people += [span for span in guessed if span.kind is Kind.NAME]
            found += [span for span in guessed if span.kind is not Kind.NAME]
        people += list(other_mentions(reading, people))
        return settle([*found, *people])
