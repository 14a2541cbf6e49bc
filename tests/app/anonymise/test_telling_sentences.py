"""Sentences as colleagues write them: what tells who it is, and what tells nothing.

The rules alone are held to them; names and places have tests of their own.
"""

import re
from pathlib import Path

import pytest

from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.spans import Kind, Level

MARK = re.compile(r"\{(?P<kind>[a-z]+)(?P<sure>!?):(?P<words>[^{}]+)\}")
SENTENCES = [
    line
    for line in (Path(__file__).parent / "telling.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
RULES = Anonymiser(Lexicon())
ELSEWHERE = frozenset({Kind.NAME, Kind.PLACE})


def read(sentence: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Give the plain text and where it is marked (True: has to be masked)."""
    text, at = "", 0
    marks = []
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        marks.append((len(text), len(text) + len(m["words"]), bool(m["sure"])))
        text += m["words"]
        at = m.end()
    return text + sentence[at:], marks


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_tells_is_seen_and_nothing_else_is(sentence: str) -> None:
    text, marks = read(sentence)
    spans = RULES.find(text)
    for start, end, sure in marks:
        touching = [s for s in spans if s.overlaps(start, end)]
        assert any(s.level is Level.RED or not sure for s in touching), text[start:end]
    needless = [
        text[span.start : span.end]
        for span in spans
        if span.kind not in ELSEWHERE
        and not any(span.overlaps(start, end) for start, end, _ in marks)
    ]
    assert needless == []
