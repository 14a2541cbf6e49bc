"""Whether a text speaks of the work, on which the bars for names depend."""

import pytest

from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.register import WORK, at_work
from app.anonymise.tokens import tokenise


def reads(text: str) -> bool:
    return at_work(Reading(tokenise(text), Lexicon(), text))


@pytest.mark.parametrize(
    "text",
    [
        "long chat about nights and the rota",
        "Crewed together all week",
        "wedi siarad efo hi heddiw",
        "bardzo dobrze, dziękuję",
    ],
)
def test_notes_about_staff_speak_of_it(text: str) -> None:
    assert reads(text)


@pytest.mark.parametrize("text", ["", "just landed, what a view", "who won the game last week"])
def test_what_is_written_elsewhere_does_not(text: str) -> None:
    assert not reads(text)


def test_the_words_are_as_texts_are_folded() -> None:
    assert all([word] == [token.folded for token in tokenise(word)] for word in WORK)
