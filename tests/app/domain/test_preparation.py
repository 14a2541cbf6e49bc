"""A preparation keeps the person's own order, and every word of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError, InputError
from app.domain.preparation import POINT, Point, Preparation


def listed(preparation: Preparation) -> list[str]:
    return [point.words for point in preparation.points]


def with_points(*words: str) -> Preparation:
    preparation = Preparation()
    for one in words:
        preparation.add(one)
    return preparation


def test_points_stand_in_their_own_order() -> None:
    preparation = with_points("  hours ", "rest", "a lift")
    preparation.move_up(preparation.points[2].id)
    assert listed(preparation) == ["hours", "a lift", "rest"]
    preparation.move_up(preparation.points[0].id)
    preparation.move_up("not there")
    assert listed(preparation) == ["hours", "a lift", "rest"]
    preparation.reword(preparation.points[0].id, "  ")
    assert preparation.to_raise() == ["a lift", "rest"]


def test_an_empty_point_is_refused_at_its_field() -> None:
    preparation = Preparation(drafts={POINT: "  "})
    with pytest.raises(InputError) as refused:
        preparation.add_draft()
    assert refused.value.field == POINT
    assert preparation.drafts[POINT] == "  "


def test_a_point_taken_off_can_be_put_back() -> None:
    preparation = with_points("hours", "rest", "a lift")
    taken = preparation.remove(preparation.points[1].id)
    assert taken is not None
    assert listed(preparation) == ["hours", "a lift"]
    preparation.put_back(*taken)
    assert listed(preparation) == ["hours", "rest", "a lift"]
    assert preparation.remove("not there") is None


def test_a_half_typed_point_becomes_one() -> None:
    preparation = Preparation(drafts={POINT: " hours "})
    preparation.add_draft()
    assert (listed(preparation), preparation.drafts[POINT]) == (["hours"], "")


@given(
    notes=st.dictionaries(st.text(max_size=20), st.text(max_size=100), max_size=4),
    points=st.lists(st.text(max_size=100), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_it_reads_back_whatever_was_written(notes: dict[str, str], points: list[str]) -> None:
    one = Preparation(notes=notes, points=tuple(map(Point, points)), ask={"own": "x"})
    assert Preparation.from_document(one.to_document()) == one


@pytest.mark.parametrize(
    "change",
    [{"notes": []}, {"points": {}}, {"points": [{"id": "1"}]}, {"drafts": None}],
    ids=["notes", "points", "point", "drafts"],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Preparation.from_document(Preparation().to_document() | change)


def test_without_a_word_it_is_blank() -> None:
    assert Preparation(notes={"work": " "}, drafts={POINT: ""}).is_blank()
    assert not Preparation(ask={"own": "words"}).is_blank()
    assert not with_points("hours").is_blank()
