"""A word tapped is hidden wherever it names the same person, and the ordinary word stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.policy import Anonymiser
from app.anonymise.review import Review
from app.anonymise.wording import words


def hidden(anonymiser: Anonymiser, text: str, tapped: str) -> str:
    at = text.index(tapped)
    place = Review.start(text, []).word_at(at)
    assert place is not None
    return Review.start(text, []).mark(*place, anonymiser.mentions(text, *place)).result()


@pytest.mark.parametrize(
    ("text", "tapped", "left"),
    [
        (
            "Oluwaseun was late. olu's van broke and OLUWASEUN rang",
            "Oluwaseun",
            "[removed] was late. [removed]'s van broke and [removed] rang",
        ),
        (
            "Asked Mark to mark the rota. Mark's van.",
            "Mark",
            "Asked [removed] to mark the rota. [removed]'s van.",
        ),
        ("the crash on nights, Crash again", "crash", "the [removed] on nights, [removed] again"),
        ("Ask Ze\u200bbedee. zebedee knows", "Ze\u200bbedee", "Ask [removed]. [removed] knows"),
        ("Ask Zebedee. zebe\u200bdee knows", "Zebedee", "Ask [removed]. [removed] knows"),
        ("I spoke to 4411, yes 4411", "4411", "I spoke to [removed], yes [removed]"),
    ],
    ids=["short form", "name and word", "plain word", "hidden sign", "hidden elsewhere", "figures"],
)
def test_every_mention_goes(anonymiser: Anonymiser, text: str, tapped: str, left: str) -> None:
    assert hidden(anonymiser, text, tapped) == left


@given(st.text(alphabet="aB\u200b \n'.-é<>&;1", max_size=60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_mentions_lie_in_the_text_and_apart_from_the_word(
    anonymiser: Anonymiser, text: str, index: int
) -> None:
    for start, end in words(text)[:1] + words(text)[index : index + 1]:
        for other in anonymiser.mentions(text, start, end):
            assert 0 <= other[0] < other[1] <= len(text)
            assert other[1] <= start or end <= other[0]
