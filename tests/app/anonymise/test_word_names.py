"""First names that are words as well: where only a person stands, and where only the word does."""

import pytest

from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind, Level


def marked(anonymiser: Anonymiser, note: str) -> dict[str, Level]:
    return {
        note[s.start : s.end].lower(): s.level for s in anonymiser.find(note) if s.kind is Kind.NAME
    }


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("spoke to hope about nights", "hope"),
        ("may is struggling with nights", "may"),
        ("message from grace, running late", "grace"),
        ("sat with joy after the job", "joy"),
        ("tried to get hold of mark", "mark"),
        ("listened to will for an hour", "will"),
        ("grace not coping well", "grace"),
    ],
)
def test_a_word_where_only_a_person_stands_is_masked(
    anonymiser: Anonymiser, note: str, name: str
) -> None:
    assert marked(anonymiser, note)[name] is Level.RED


@pytest.mark.parametrize(
    "note",
    [
        "no hope of a break and no joy from control",
        "mark it as urgent and it will be fine",
        "we meet again in may or from june on",
        "the summer is coming and it may rain",
        "Mark it as urgent please",
        "May need a week off. Long waits again",
        "to mark the day we had cake",
        "full marks, and a grace period to sign",
    ],
)
def test_the_word_itself_is_left(anonymiser: Anonymiser, note: str) -> None:
    assert not marked(anonymiser, note)
