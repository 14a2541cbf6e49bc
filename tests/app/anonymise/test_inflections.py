"""Names as Polish bends them: back to the name, and found in a note with accents or without."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.inflections import bases
from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind
from app.web.train_anonymiser_polish import CASES, bend


@pytest.mark.parametrize(
    ("bent", "name"),
    [
        ("tomkiem", "tomek"),
        ("wojtka", "wojtek"),
        ("kasi", "kasia"),
        ("agnieszce", "agnieszka"),
        ("magdzie", "magda"),
        ("mariuszowi", "mariusz"),
        ("kowalskiego", "kowalski"),
        ("nowakowej", "nowak"),
        ("pawlem", "pawel"),
    ],
)
def test_a_bent_name_leads_back_to_the_name(bent: str, name: str) -> None:
    assert name in list(bases(bent))


@pytest.mark.parametrize("name", "tomasz jacek halina grazyna mariusz rysiek zosia".split())
@pytest.mark.parametrize("case", [case for case in CASES.values() if case])
def test_every_case_that_is_taught_leads_back(name: str, case: str) -> None:
    bent = bend(name, case)
    assert bent == name or name in list(bases(bent))


@given(st.text("abcdeiklmnorsuwyz", max_size=14))
@settings(max_examples=60, deadline=None)
def test_what_is_suggested_keeps_the_beginning_and_is_a_word(word: str) -> None:
    for base in bases(word):
        assert len(base) > 2
        assert base[: len(word) - 4] == word[: len(word) - 4] or len(word) < 6


@pytest.mark.parametrize(
    "note",
    [
        "rozmawialam z tomkiem o urlopie",
        "byłam na nocce z Grażyną i Ryśkiem",
        "pani nowakowej jest ciężko",
        "asked zbyszka to swap",
    ],
)
def test_bent_names_are_found(anonymiser: Anonymiser, note: str) -> None:
    found = {note[s.start : s.end] for s in anonymiser.find(note) if s.kind is Kind.NAME}
    bent = "tomkiem Grażyną Ryśkiem nowakowej zbyszka".split()
    wanted = [word for word in bent if word in note]
    assert wanted
    assert all(any(word in piece for piece in found) for word in wanted)


@pytest.mark.parametrize(
    "note", ["pracowałam wczoraj w nocy i nie spałam", "nie moglam przyjechac bo dziecko chore"]
)
def test_polish_verbs_are_nobody(anonymiser: Anonymiser, note: str) -> None:
    assert not [s for s in anonymiser.find(note) if s.kind is Kind.NAME]
