"""A trust's own lists travel whole, and an entry that does not fit is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.roster import Roster
from app.domain.trust_lists import LISTS, TrustLists, tidied

ROSTER = Roster.of(["okonjo", "bronagh"], bytes(16))
SOUND = TrustLists(
    ("Oakham", "St Ives Ambulance Station"),
    ("Castle Hill Hospital",),
    ("The Shed",),
    ("RR ##", "DEM-##"),
    ("DEM-######-##",),
    ROSTER,
)


def test_the_document_round_trips() -> None:
    SOUND.check()
    assert TrustLists.from_document(SOUND.to_document()) == SOUND
    assert TrustLists.from_document({}) == TrustLists()
    newer = {**SOUND.to_document(), "vehicles": ["x"]}
    assert TrustLists.from_document(newer) == SOUND


@pytest.mark.parametrize(
    "damage", [{"stations": "x"}, {"stations": [1]}, {"places": {"a": 1}}, {"roster": "x"}], ids=str
)
def test_another_form_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        TrustLists.from_document({**SOUND.to_document(), **damage})
    with pytest.raises(ContentError):
        TrustLists.from_document([damage])


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        (TrustLists(stations=("Oakham", "ab")), "Station “ab”: a place has at least 3 letters"),
        (TrustLists(stations=("x" * 81,)), "80 signs at most"),
        (TrustLists(hospitals=("Oak\x00ham",)), "cannot be shown"),
        (TrustLists(places=("RR ##",)), "Place “RR ##”: this looks like a pattern"),
        (TrustLists(stations=("Oakham",), places=("oakham",)), "Place “oakham”: this is there tw"),
        (TrustLists(call_signs=("@@@",)), "Call sign “@@@”: this would hide ordinary words"),
        (TrustLists(incident_numbers=("####",)), "Incident number “####”: this would hide"),
        (TrustLists(stations=tuple(f"Oak {n}" for n in range(501))), "500 places are the most"),
        (TrustLists(call_signs=tuple(f"RR{n}#" for n in range(51))), "50 patterns are the most"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_an_entry_that_does_not_fit_is_named_and_left_out(lists: TrustLists, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        lists.check()
    assert words in caught.value.message
    sound = lists.sound()
    sound.check()
    before = sum(len(getattr(lists, name)) for name in LISTS)
    assert sum(len(getattr(sound, name)) for name in LISTS) == before - 1


def test_what_was_typed_is_tidied() -> None:
    assert tidied(["  Oakham   station ", "", "\t", "St Ives"]) == ("Oakham station", "St Ives")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(max_size=30), max_size=5), st.lists(st.text("RX#@1 -", max_size=8), max_size=5)
)
def test_any_lines_are_taken_or_named(places: list[str], patterns: list[str]) -> None:
    lists = TrustLists(stations=tidied(places), call_signs=tidied(patterns))
    bad = list(lists.misfits())
    assert all(one.complaint and one.words() for one in bad)
    sound = lists.sound()
    sound.check()
    assert len(sound.stations) + len(sound.call_signs) + len(bad) == (
        len(lists.stations) + len(lists.call_signs)
    )
    assert TrustLists.from_document(sound.to_document()) == sound
