"""Every catalogue against what the app says: whole, with the same names in braces, in its forms."""

import re
import tomllib
from typing import Any

import pytest

from app.domain.plural_forms import FORMS
from app.web.gather_words import LOCALES, Words, catalogue, everything, names_in

CODES = sorted(file.stem for file in LOCALES.glob("*.json"))


@pytest.fixture(scope="module")
def said() -> Words:
    """All that can be said, read once, by whoever runs these tests."""
    return everything()


def parts(code: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    held = catalogue(code)
    assert held.keys() == {"words", "plurals"}
    return held["words"], held["plurals"]  # type: ignore[return-value]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing_and_nothing_is_said_that_nobody_says(code: str, said: Words) -> None:
    words, plurals = parts(code)
    assert words.keys() == said.sentences
    assert plurals.keys() == said.plurals.keys()


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


TERMS = tomllib.loads((LOCALES / "index.toml").read_text("utf-8"))["term"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["english"])
def test_what_matters_is_called_the_same_everywhere(term: dict[str, Any], code: str) -> None:
    words, plurals = parts(code)
    # A form for none at all may leave out what there is none of.
    counted = ((one, form) for one, forms in plurals.items() for form in forms if "{count}" in form)
    texts = [*words.items(), *counted]
    named = re.compile(rf"\b{term['english']}\b", re.IGNORECASE)
    held = [(english, said.lower()) for english, said in texts if named.search(english)]
    assert len(held) >= 3
    assert [
        said for _, said in held if not any(called.lower() in said for called in term[code])
    ] == []


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_number_has_a_form(code: str) -> None:
    rule, forms = FORMS[code]
    assert {rule(count) for count in range(1_000)} == set(range(forms))
