"""Every catalogue against what the app says: whole, with the same names in braces, in its forms."""

import re

import pytest

from app.domain.plural_forms import FORMS
from app.web.gather_words import LOCALES, catalogue, everything, names_in

CODES = sorted(file.stem for file in LOCALES.glob("*.json"))
WORDS = everything()


def parts(code: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    held = catalogue(code)
    assert held.keys() == {"words", "plurals"}
    return held["words"], held["plurals"]  # type: ignore[return-value]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing_and_nothing_is_said_that_nobody_says(code: str) -> None:
    words, plurals = parts(code)
    assert words.keys() == WORDS.sentences
    assert plurals.keys() == WORDS.plurals.keys()


@pytest.mark.parametrize("code", CODES)
def test_what_is_put_in_stands_in_every_form(code: str) -> None:
    words, plurals = parts(code)
    for english, said in words.items():
        assert said.strip(), english
        assert names_in(said) == names_in(english), english
        assert said[:1].isspace() == english[:1].isspace(), english
        assert said[-1:].isspace() == english[-1:].isspace(), english
    for one, forms in plurals.items():
        assert len(forms) == FORMS[code][1], one
        for form in forms:
            assert form.strip(), one
            # "One day" may do without its number, but nothing else may be lost.
            assert names_in(one) - {"count"} <= names_in(form) <= names_in(one), one


@pytest.mark.parametrize("code", CODES)
def test_numbers_to_ring_are_never_changed(code: str) -> None:
    words, _ = parts(code)
    for english, said in words.items():
        for number in re.findall(r"\b(?:999|111|116 123|85258|0300[ \d]+\d)\b", english):
            assert number in said, english


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_number_has_a_form(code: str) -> None:
    rule, forms = FORMS[code]
    assert {rule(count) for count in range(1_000)} == set(range(forms))
