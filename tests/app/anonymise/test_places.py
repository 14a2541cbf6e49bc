"""Places: named buildings and towns are found, the station and the hospital stay."""

import pytest

from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind, Level


@pytest.mark.parametrize(
    "place",
    """
    st james hospital|St James' Hospital|royal derby hospital|Royal Derby Hospital
    oakham station|Oakham ambulance station|Brookfield Infirmary|leicester general hospital
    queens medical centre|Abbey Lane|mansfield road|Northampton General Hospital|Kettering hospital
    """.replace("\n", "|").split("|"),
)
def test_a_named_building_or_street_is_masked(anonymiser: Anonymiser, place: str) -> None:
    if not place.strip():
        return
    text = f"we waited at {place.strip()} for hours"
    spans = anonymiser.find(text)
    assert all(span.level is Level.RED for span in spans)
    covered = {i for s in spans for i in range(s.start, s.end)}
    at = text.index(place.strip())
    letters = {i for i in range(at, at + len(place.strip())) if text[i].isalpha()}
    assert letters <= covered


@pytest.mark.parametrize(
    "text", ["lives in nottingham", "a job near Leicester", "moved to kettering"]
)
def test_a_town_after_a_word_of_place_is_found(anonymiser: Anonymiser, text: str) -> None:
    (span,) = anonymiser.find(text)
    assert (span.kind, span.replacement) == (Kind.PLACE, "[place]")
    assert text[span.start : span.end] == text.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "back at the station by six",
        "the hospital was full, the ward too",
        "waiting outside the general hospital",
        "sent from our station to another station",
        "on the main road home, down a country lane",
        "the fire station next door, the police station",
        "went to university and then college",
        "working in england or wales",
        "the school run, the care home, the health centre",
        "a reading week and a bath",
    ],
)
def test_places_without_a_name_stay(anonymiser: Anonymiser, text: str) -> None:
    assert [text[s.start : s.end] for s in anonymiser.find(text)] == []
