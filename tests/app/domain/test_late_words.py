"""What was typed into a field that has gone belongs into the one that came for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.late_words import carried_over

WORDS = st.text(alphabet="abc \n", max_size=12)


@pytest.mark.parametrize(
    ("before", "late", "now", "whole"),
    [
        ("Three", "Three late", "Three", "Three late"),
        ("", "T", "", "T"),
        ("", "T", "hree", "Three"),
        ("Three", "Three late", "Three jobs", "Three late jobs"),
        ("Three jobs", "Three late jobs", "Three jobs a week", "Three late jobs a week"),
        ("late jobs", "late jobs a week", "Three late jobs", "Three late jobs a week"),
        ("Three", "Thre", "Three jobs", "Thre jobs"),
        ("Swimming", "Swimming a", "Reading", None),
        ("Three late jobs", "Three jobs", "Three late, long jobs", None),
    ],
)
def test_late_words_come_before_what_was_typed_on(
    before: str, late: str, now: str, whole: str | None
) -> None:
    assert carried_over(before, late, now) == whole


@given(WORDS, WORDS)
def test_where_nobody_typed_on_the_late_words_stand(before: str, late: str) -> None:
    assert carried_over(before, late, before) == late


@given(WORDS, WORDS)
def test_where_nothing_came_late_nothing_typed_on_goes(before: str, added: str) -> None:
    for at in range(len(before) + 1):
        now = before[:at] + added + before[at:]
        assert carried_over(before, before, now) == now


@given(WORDS, WORDS, WORDS, st.data())
def test_no_character_of_either_goes(
    before: str, late: str, added: str, data: st.DataObject
) -> None:
    here = data.draw(st.integers(0, len(before)))
    there = data.draw(st.integers(0, len(before)))
    old = before[:here] + late + before[here:]
    new = before[:there] + added + before[there:]
    whole = carried_over(before, old, new)
    assert whole is not None
    assert sorted(whole) == sorted(before + late + added)
