"""Whole notes: every name found, and hardly a mark that was not needed."""

import re
from pathlib import Path

import pytest

from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind, Level

MARKED = re.compile(r"[{<]([^}>]+)[}>]")
NOTES = [
    line
    for line in (Path(__file__).parent / "notes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS_PER_NEEDLESS_MARK = 150


def read(note: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Return the plain text and where it is marked (True: has to be masked)."""
    marks, removed = [], 0
    for m in MARKED.finditer(note):
        start = m.start() - removed
        marks.append((start, start + len(m[1]), m.group().startswith("{")))
        removed += 2
    return MARKED.sub(r"\1", note), marks


def uncovered(anonymiser: Anonymiser, text: str, marks: list[tuple[int, int, bool]]) -> list[str]:
    """Name the letters and digits of the marks that no span of the right level covers."""
    spans = anonymiser.find(text)
    missed = []
    for start, end, red in marks:
        covering = [s for s in spans if s.level is Level.RED or not red]
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            title = word.group().lower() in ("dr", "prof")
            if not title and not any(s.start <= at < s.end for s in covering):
                missed.append(word.group())
    return missed


def test_there_are_enough_notes_to_mean_something() -> None:
    assert len(NOTES) >= 40


@pytest.mark.parametrize("note", NOTES)
def test_everybody_in_the_note_is_found(anonymiser: Anonymiser, note: str) -> None:
    assert uncovered(anonymiser, *read(note)) == []


@pytest.mark.parametrize("note", [note for note in NOTES if "ED" not in note])
def test_the_same_in_lower_case(anonymiser: Anonymiser, note: str) -> None:
    """Without capitals a name may drop from masked to asked about, but only a few may."""
    text, marks = read(note)
    asked = [(start, end, False) for start, end, _ in marks]
    rare = ("JS", "Olu", "Hope", "Faith", "O'Connor", "Prof", "Zarkhan", "Brookfield", "DeShawn")
    if not any(word in text for word in rare):
        assert uncovered(anonymiser, text.lower(), asked) == []


def test_hardly_a_mark_is_needless(anonymiser: Anonymiser) -> None:
    words, needless = 0, {Level.RED: [], Level.AMBER: []}
    for note in NOTES:
        text, marks = read(note)
        words += len(text.split())
        for span in anonymiser.find(text):
            if not any(span.overlaps(start, end) for start, end, _ in marks):
                needless[span.level].append(text[span.start : span.end])
    assert len(needless[Level.RED]) <= words / WORDS_PER_NEEDLESS_MARK, needless
    assert len(needless[Level.AMBER]) <= 2 * words / WORDS_PER_NEEDLESS_MARK, needless


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sarah called. Sarah's fine, SARAH is ok, with sarah", 4),
        ("Mark agreed to mark the rota and make his mark. Mark's fine", 2),
        ("i asked grace; with good grace she came. grace said yes", 2),
        ("Oluwaseun and oluwaseun and OLUWASEUN", 3),
        ("told Rose that sales rose. Rose smiled", 2),
        ("it will be as it will be", 0),
        ("we may go in may or in june, august at the latest", 0),
        ("hope springs, faith helps, joy comes, patience pays", 0),
        ("it was a joy, the hope of it and his patience", 0),
    ],
)
def test_a_name_is_followed_and_the_word_is_not(
    anonymiser: Anonymiser, text: str, names: int
) -> None:
    found = [s for s in anonymiser.find(text) if s.kind is Kind.NAME]
    assert len(found) == names, [text[s.start : s.end] for s in found]


def test_a_masked_text_has_nothing_more_to_find(anonymiser: Anonymiser) -> None:
    masks = (
        "[person] and [place] at [address], [a day in November], [date of birth], [a weekday], "
        "[a time at night], [in their 40s], [40-something], [NHS number], [NI number], [a date], "
        "[phone number], [e-mail address], [web address], [vehicle], [incident number], [name], "
        "[call sign], [removed], [registration number], [number], [road], [colleague], [hospital], "
        "[another colleague], [a member of staff], [a health condition], [March], [90-or-over]"
    )
    assert anonymiser.find(masks) == []


@pytest.mark.parametrize(
    "name",
    """
    sarah|mohammed|oluwaseun|agnieszka|krzysztof|priya|harpreet|siobhan|caoimhe|gethin|angharad
    kwame|ngozi|chidi|yetunde|fatima|tariq|mehmet|ionut|mihaela|svetlana|nguyen|mei|ravi|deepak
    aoife|hamish|kayleigh|shanice|tyrone|dmitri|giulia|joao|yusuf|zainab|kev|daz|shaz|bev|tash
    """.replace("\n", "|").split("|"),
)
def test_names_of_many_origins_are_found_in_lower_case(anonymiser: Anonymiser, name: str) -> None:
    if name.strip():
        spans = anonymiser.find(f"had a chat and {name.strip()} said it was fine")
        assert [(s.kind, s.level) for s in spans] == [(Kind.NAME, Level.RED)]
