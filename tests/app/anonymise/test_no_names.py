"""Words that name nobody: short forms and their parts, countries in small letters, titles."""

import pytest

from app.anonymise.lexicon import Lexicon
from app.anonymise.no_names import in_code, names_nobody
from app.anonymise.reading import Reading
from app.anonymise.tokens import tokenise


def nobody(text: str, lexicon: Lexicon) -> list[str]:
    reading = Reading(tokenise(text), lexicon, text)
    return [token.text for at, token in enumerate(reading.tokens) if names_nobody(reading, at)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("sat in A&E all night", ["A", "E"]),
        ("down for an x-ray later", ["ray"]),
        ("Date of birth: N/A", ["N", "A"]),
        ("spoke to HR about it", ["HR"]),
        ("an x ray and a seat belt", ["ray", "belt"]),
        ("is there a camera question mark", ["question", "mark"]),
        ("my mother in law rang", ["law"]),
        ("NINO and passport to follow", ["NINO", "passport"]),
    ],
)
def test_parts_of_short_forms_name_nobody(lexicon: Lexicon, text: str, parts: list[str]) -> None:
    assert set(parts) <= set(nobody(text, lexicon))


def test_ray_by_himself_may_be_somebody(lexicon: Lexicon) -> None:
    assert "ray" not in nobody("spoke to ray about it", lexicon)


def test_a_short_form_after_a_town_may_be_its_state(lexicon: Lexicon) -> None:
    assert "PA" not in nobody("He is from Linwood, PA", lexicon)
    assert "PA" in nobody("Asked the boss, PA was busy", lexicon)


def test_a_country_in_small_letters_is_weighed(lexicon: Lexicon) -> None:
    assert "ireland" not in nobody("moved over from ireland", lexicon)
    assert "us" in nobody("it was hard on us", lexicon)


def test_titles_and_places_of_no_name_are_left_out(lexicon: Lexicon) -> None:
    assert {"Mrs", "station", "hospital"} <= set(
        nobody("Mrs Okafor came from the station to the hospital", lexicon)
    )


def test_a_word_of_a_pair_by_itself_may_be_somebody(lexicon: Lexicon) -> None:
    assert "mark" not in nobody("spoke to mark about the belt", lexicon)


def test_a_few_letters_that_touch_a_digit_are_part_of_a_code(lexicon: Lexicon) -> None:
    text = "SW1A 1AA for jo, and Omar7"
    reading = Reading(tokenise(text), lexicon, text)
    parts = [token.text for at, token in enumerate(reading.tokens) if in_code(reading, at)]
    assert [part for part in parts if part.isalpha()] == ["SW", "A", "AA"]
