"""What the trust's server marked, in the review of the agreed words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.review import Choice, Review
from app.anonymise.second_places import REASON, with_places
from app.anonymise.spans import Kind, Level, Span
from app.domain.errors import InputError
from app.domain.second_look import Place, read_places, within

TEXT = "Dana says breaks are missed. Ring 07700 900123."


def test_marked_places_are_hidden_and_say_who_found_them() -> None:
    review = with_places(Review.start(TEXT, []), [Place(0, 4, "NAME"), Place(34, 46, "PHONE")])
    assert review.result() == "[name] says breaks are missed. Ring [phone number]."
    assert {span.reason for span in review.spans} == {REASON}
    assert {span.level for span in review.spans} == {Level.RED}
    assert review.open_questions() == []
    assert Review.from_document(review.to_document()).result() == review.result()


def test_letting_one_stay_takes_a_reason() -> None:
    review = with_places(Review.start(TEXT, []), [Place(0, 4, "NAME")])
    (span,) = review.spans
    with pytest.raises(InputError):
        review.keep(span)
    assert review.keep(span, "Dana is the name of our mess room").result() == TEXT


def test_they_stay_hidden_when_other_words_are_edited() -> None:
    review = with_places(Review.start(TEXT, []), [Place(0, 4, "NAME")])
    edited = TEXT.replace("missed", "missed again")
    assert "Dana" not in review.rebase(edited, []).result()


def test_what_a_person_let_stay_before_is_hidden_once_the_server_marks_it() -> None:
    found = Span(0, 4, Kind.NAME, Level.RED, "looks like a first name", "[name]")
    review = Review.start(TEXT, [found])
    kept = review.keep(review.spans[0], "a room")
    again = with_places(kept, [Place(0, 4, "NAME")])
    decision = again.decision(again.spans[0])
    assert decision is not None
    assert decision.choice is Choice.MASK


@settings(max_examples=50, deadline=None)
@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["NAME", "WHAT", "DATE"]))
    ),
)
def test_whatever_a_server_says_no_marked_character_is_left_and_nothing_else_goes(
    text: str, said: list[tuple[int, int, str]]
) -> None:
    places = within((Place(*one) for one in said if one[0] < one[1]), len(text))
    review = with_places(Review.start(text, []), places)
    assert [(s.start, s.end) for s in review.spans] == [(p.start, p.end) for p in places]
    marked = {at for place in places for at in range(place.start, place.end)}
    outside = "".join(sign for at, sign in enumerate(text) if at not in marked)
    result = review.result()
    for span in review.spans:
        result = result.replace(span.replacement, "", 1)
    assert places or result == text
    assert len(result) == len(outside)


def test_places_are_read_from_whatever_answers() -> None:
    sound = {"start": 1, "end": 4, "kind": "NAME"}
    odd: list[object] = [
        None,
        7,
        {},
        {**sound, "start": -1},
        {**sound, "end": 1},
        {**sound, "start": True},
        {**sound, "end": "4"},
        {**sound, "kind": "<b>"},
        {**sound, "kind": None},
    ]
    assert read_places([*odd, sound]) == (Place(1, 4, "NAME"),)
    for nothing in (None, {}, "x", 7):
        assert read_places(nothing) == ()
    assert within([Place(0, 9, "NAME"), Place(2, 4, "NAME"), Place(3, 5, "NAME")], 5) == (
        Place(2, 4, "NAME"),
    )
