"""The wire schema: strict about everything, and never repeating what it was given."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidSummary
from app.domain.summary import MAX_CHARACTERS, WireSummary, text_problem

SOUND = WireSummary(
    id="0b0d3c7e-6f0c-4c3b-9d59-0f6f2f5a7c11",
    organisation="trust",
    staff_group="04",
    area="north",
    week="2026-W47",
    kind="routine-wellbeing-conversation",
    text="Late finishes make it hard to rest.",
    plan_made=True,
    follow_up_agreed=False,
    language="en",
    anonymiser="rules-1",
    withdrawal="5a" * 32,
    looked_again=False,
)


def test_round_trip_keeps_everything() -> None:
    full = replace(
        SOUND,
        role_family="paramedic",
        themes=("workload",),
        support_offered=("money",),
        helpful=4,
        self_referral="self",
    )
    assert WireSummary.from_wire(full.to_wire()) == full
    assert WireSummary.from_wire(SOUND.to_wire()) == SOUND


def test_nothing_but_the_schema_leaves() -> None:
    full = replace(SOUND, role_family="paramedic", helpful=1, self_referral="referred")
    assert set(full.to_wire()) == {
        *("id", "schema", "organisation", "staff_group", "role_family", "area", "week", "kind"),
        *("text", "themes", "plan_made", "follow_up_agreed", "support_offered", "helpful"),
        *("self_referral", "language", "anonymiser", "withdrawal", "looked_again"),
    }


def older(schema: int) -> dict[str, Any]:
    """A sound summary as a version before this one wrote it."""
    late = ("withdrawal", "looked_again")
    return {k: v for k, v in SOUND.to_wire().items() if k not in late} | {"schema": schema}


def test_the_first_schema_is_still_taken_and_stays_as_it_was() -> None:
    wire = older(1)
    read = WireSummary.from_wire(wire)
    assert read.schema == 1
    assert read.to_wire() == wire
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire(wire | {"self_referral": "self"})
    assert caught.value.field == "self_referral"
    assert SOUND.to_wire()["schema"] == 3


@pytest.mark.parametrize("schema", [1, 2])
def test_before_the_third_schema_there_is_no_withdrawal_and_no_second_look(schema: int) -> None:
    wire = older(schema)
    assert WireSummary.from_wire(wire).to_wire() == wire
    for name in ("withdrawal", "looked_again"):
        with pytest.raises(InvalidSummary) as caught:
            WireSummary.from_wire(wire | {name: SOUND.to_wire()[name]})
        assert caught.value.field == name
        with pytest.raises(InvalidSummary) as caught:
            WireSummary.from_wire({k: v for k, v in SOUND.to_wire().items() if k != name})
        assert caught.value.field == name


@pytest.mark.parametrize("odd", ["", "5A" * 32, "5a" * 31, "5a" * 32 + "\n", 7, None, ["5a"]])
def test_a_withdrawal_is_a_hash_in_hex_and_nothing_else(odd: object) -> None:
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire(SOUND.to_wire() | {"withdrawal": odd})
    assert caught.value.field == "withdrawal"


@pytest.mark.parametrize("odd", [0, 1, "true", None])
def test_whether_it_was_looked_over_again_is_yes_or_no(odd: object) -> None:
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire(SOUND.to_wire() | {"looked_again": odd})
    assert caught.value.field == "looked_again"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "not-a-uuid"),
        (
            "id",
            "6f1d7e1c-a2b4-11ef-8c5e-0242ac120002",
        ),  # version 1 tells when and where
        ("id", "0B0D3C7E-6F0C-4C3B-9D59-0F6F2F5A7C11"),
        ("id", 5),
        ("schema", 0),
        ("schema", 4),
        ("schema", "2"),
        ("schema", [1]),
        ("schema", True),
        ("organisation", ""),
        ("organisation", "Trust A"),
        ("staff_group", "11"),
        ("staff_group", None),
        ("staff_group", ["04"]),
        ("role_family", "x" * 65),
        ("area", "../etc"),
        ("week", "2026-W54"),
        ("week", "2025-W53"),
        ("week", "2026-47"),
        ("week", 47),
        ("kind", "Routine"),
        ("text", ""),
        ("text", " \n\t "),
        ("text", "x" * (MAX_CHARACTERS + 1)),
        ("text", "zero \x00 byte"),
        ("text", "half a pair \ud83d"),
        ("text", {"a": 1}),
        ("themes", "workload"),
        ("themes", ["a", "a"]),
        ("themes", ["Not A Slug"]),
        ("themes", [f"t{n}" for n in range(13)]),
        ("support_offered", [None]),
        ("support_offered", ["the-blue-house-next-door"]),
        ("self_referral", "perhaps"),
        ("self_referral", ""),
        ("self_referral", True),
        ("self_referral", ["self"]),
        ("plan_made", 1),
        ("follow_up_agreed", "yes"),
        ("helpful", 0),
        ("helpful", 6),
        ("helpful", True),
        ("helpful", 3.0),
        ("language", "english"),
        ("anonymiser", ""),
        ("anonymiser", "v 1"),
    ],
)
def test_each_misfit_is_named(field: str, value: object) -> None:
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire({**SOUND.to_wire(), field: value})
    assert caught.value.field == field


@pytest.mark.parametrize("field", [name for name in SOUND.to_wire() if name != "themes"])
def test_missing_required_fields_are_named(field: str) -> None:
    wire = SOUND.to_wire()
    del wire[field]
    if field == "support_offered":
        assert WireSummary.from_wire(wire) == SOUND
        return
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire(wire)
    assert caught.value.field == field


def test_unknown_fields_are_refused_without_repeating_them() -> None:
    with pytest.raises(InvalidSummary) as caught:
        WireSummary.from_wire({**SOUND.to_wire(), "author_priya": "x"})
    assert "priya" not in str(caught.value)


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(_JSON, st.sampled_from(sorted(SOUND.to_wire())))
def test_any_value_anywhere_is_taken_or_refused_cleanly(value: object, field: str) -> None:
    for wire in (value, {**SOUND.to_wire(), field: value}):
        try:
            taken = WireSummary.from_wire(wire)
        except InvalidSummary as refused:
            # The complaint must not carry what was typed.
            assert len(refused.message) < 120
        else:
            assert WireSummary.from_wire(taken.to_wire()) == taken


def test_the_limit_is_said_with_how_far_over() -> None:
    assert text_problem("x" * MAX_CHARACTERS) is None
    assert text_problem("x" * (MAX_CHARACTERS + 12)) == (
        "The summary is 12 characters too long. The limit is 2,000."
    )
    assert "empty" in (text_problem("   ") or "")
