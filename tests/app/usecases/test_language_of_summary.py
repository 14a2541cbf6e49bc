"""A summary keeps the language that it is written in, whatever the app speaks."""

from collections.abc import Iterator

import pytest

from app.domain.wording import Catalogue, speak
from app.usecases.review_summary import ANOTHER, language_of_summary
from tests.app.domain.speaking import catalogue_of

URDU = "رات کی شفٹ کے بعد آرام نہیں ملتا"
BENGALI = "রাতের শিফটের পরে বিশ্রাম হয় না"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


@pytest.mark.parametrize("spoken", ["en", "cy", "pl", "ur", "bn"])
def test_what_is_told_by_its_words_keeps_its_language(spoken: str) -> None:
    if spoken != "en":
        speak(catalogue_of(spoken))
    assert language_of_summary("We talked about the breaks and the long nights.") == "en"
    assert language_of_summary("jest zmęczona ale nie śpi, i nie dostała przerwy") == "pl"
    assert language_of_summary("Mae hi wedi blino ond mae'r gwaith yn iawn heddiw") == "cy"


def test_letters_of_their_own_are_told_by_the_language_of_the_app() -> None:
    assert language_of_summary(URDU) == language_of_summary(BENGALI) == ANOTHER
    speak(catalogue_of("ur"))
    assert language_of_summary(URDU) == "ur"
    speak(catalogue_of("bn"))
    assert language_of_summary(BENGALI) == "bn"
