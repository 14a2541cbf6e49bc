"""Initials that stand for a person: "J.S.", "crewed with JS"."""

import re
from collections.abc import Iterator

from app.anonymise import company
from app.anonymise.names import MASK
from app.anonymise.spans import Kind, Level, Span

_DOTTED = re.compile(r"\b(?:[A-Z]\.[ ]?){2,3}(?!\w)|\b(?:[A-Z]\. ?){1,2}[A-Z]\b(?!\.?\w)")
_PLAIN = re.compile(r"\b(?P<before>[\w']+) (?P<letters>[A-Z]{2,3})\b(?!\w|\d)")
_PERSON_BEFORE = company.ROLES | company.ADDRESSED | company.WITH


def initials(text: str) -> Iterator[Span]:
    """Find dotted initials, and ask about bare ones after a word that a person follows."""
    for m in _DOTTED.finditer(text):
        letters = re.sub(r"[^A-Z]", "", m.group())
        if letters not in company.NOT_INITIALS:
            yield _initials(m.start(), m.start() + len(m.group().rstrip()), Level.RED)
    for m in _PLAIN.finditer(text):
        after = re.match(r" (\w+)", text[m.end() : m.end() + 20])
        does = after is not None and after.group(1) in company.DOES
        beside = m["before"].lower() in _PERSON_BEFORE
        if (beside or does) and m["letters"] not in company.NOT_INITIALS:
            yield _initials(*m.span("letters"), Level.RED if beside and does else Level.AMBER)


def _initials(start: int, end: int, level: Level) -> Span:
    return Span(start, end, Kind.NAME, level, "looks like somebody's initials", MASK)
