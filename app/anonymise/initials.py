"""Initials that stand for a person: "J.S.", "crewed with JS"."""

import re
from collections.abc import Iterator

from app.anonymise import company
from app.anonymise.names import MASK
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

_DOTTED = re.compile(r"\b(?:[A-Z]\.[ ]?){2,3}(?!['’\w])|\b(?:[A-Z]\. ?){1,2}[A-Z]\b(?!\.?\w|['’])")
_PLAIN = re.compile(r"\b[A-Z]{2,3}\b(?!&)")
_LAST_WORD = re.compile(r"(\w+)[ ]$")
_NEXT_WORD = re.compile(r"[ ](\w+)")


def initials(text: str) -> Iterator[Span]:
    """Find initials beside words a person stands beside; ask about dotted ones elsewhere."""
    for pattern in (_DOTTED, _PLAIN):
        for m in pattern.finditer(text):
            letters = re.sub(r"[^A-Z]", "", m.group())
            if letters in company.NOT_INITIALS or text[: m.start()].endswith("&"):
                continue
            before = _LAST_WORD.search(text, max(0, m.start() - 30), m.start())
            after = _NEXT_WORD.match(text, m.end())
            beside = before is not None and before[1].lower() in company.COMPANY
            does = after is not None and after[1] in company.DOES
            end = m.start() + len(m.group().rstrip())
            if pattern is _DOTTED:
                yield _initials(m.start(), end, Level.RED if beside or does else Level.AMBER)
            elif beside or does:
                yield _initials(m.start(), end, Level.RED if beside and does else Level.AMBER)


def _initials(start: int, end: int, level: Level) -> Span:
    return Span(start, end, Kind.NAME, level, because("looks like somebody's initials"), MASK)
