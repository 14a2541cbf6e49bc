"""The copy of a plan: the same bytes for the same plan, and nothing foreign gets in."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import CopyTooLarge, CopyTooNew, CopyUnreadable
from app.domain.plan import Action, Plan, Section
from app.domain.plan_copy import (
    MAX_ACTIONS,
    MAX_BYTES,
    MAX_VERSIONS,
    PlanCopy,
    copy_of,
    read_copy,
    write_copy,
)
from tests.app.domain.plans import ACTION_IDS, DAY, PLAN_ID, PLANS, record_of

SOUND = {
    "layby": 1,
    "plan": PLAN_ID,
    "words": {"people": "Sam"},
    "actions": [{"id": ACTION_IDS[0], "what": "Rest", "owner": "person", "due": "2026-12-05"}],
    "review": "2027-01-04",
    "versions": [ACTION_IDS[1], ACTION_IDS[2]],
    "made": "2026-11-22",
}


def written(**changes: object) -> bytes:
    return json.dumps({**SOUND, **changes}).encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(PLANS, min_size=1, max_size=3), PLANS)
def test_a_copy_reads_back_as_it_was(plans: list[Plan], now: Plan) -> None:
    record = record_of(*plans, label="J at Quay", drafts={"action": "half"})
    record.plan = now
    copy = read_copy(write_copy(record))
    assert copy == copy_of(record)
    assert (copy.plan_id, copy.plan) == (PLAN_ID, now)
    assert copy.version_ids[-1] == record.head_id()
    assert {version.id for version in record.versions} <= set(copy.version_ids)
    bare = record_of(*plans)
    bare.plan = now
    assert write_copy(record) == write_copy(bare)


def test_a_copy_tells_nobodys_label_and_nothing_half_typed_or_earlier() -> None:
    record = record_of(
        Plan({"people": "earlier words"}), Plan({"people": "Kit"}), label="J at Quay", mine=True
    )
    record.drafts, record.conflicts = {"action": "half"}, {"people": "theirs"}
    text = write_copy(record).decode()
    assert "Kit" in text
    for hidden in ("Quay", "half", "theirs", "earlier", "mine"):
        assert hidden not in text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_can_be_taken_along_without_what_no_screen_shows(text: str) -> None:
    plan = Plan().with_section(Section.PEOPLE, text)
    if text.strip():
        plan = plan.with_action(Action(text, id=ACTION_IDS[0]))
    read = read_copy(write_copy(record_of(plan))).plan
    assert read.section(Section.PEOPLE).split() == _shown(text).split()
    assert len(read.actions) == len(plan.actions)


def test_an_action_of_nothing_that_a_screen_shows_travels_as_a_mark() -> None:
    plan = Plan().with_action(Action("\x07 \x07", id=ACTION_IDS[0]))
    (action,) = read_copy(write_copy(record_of(plan))).plan.actions
    assert action.what == "?"


def _shown(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or not _is_hidden(ord(c)))


def _is_hidden(code: int) -> bool:
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000


def test_right_to_left_text_and_emoji_travel_whole() -> None:
    text = "\u202eנוח\u202c \u200fراحة\u200f \U0001f469\U0001f3fd\u200d\U0001f692"
    assert read_copy(write_copy(record_of(Plan({"people": text})))).plan.words["people"] == text


def test_long_pastes_travel_until_it_is_too_much() -> None:
    record = record_of(Plan({section.value: "word " * 2_000 for section in Section}))
    assert read_copy(write_copy(record)).plan == record.plan
    too_long = record_of(Plan({section.value: "🚑" * 10_000 for section in Section}))
    with pytest.raises(CopyTooLarge):
        write_copy(too_long)
    many = record_of(Plan({}, tuple(Action("x") for _ in range(MAX_ACTIONS + 1))))
    with pytest.raises(CopyTooLarge):
        write_copy(many)


def test_of_a_long_history_the_newest_ids_travel() -> None:
    record = record_of(*(Plan({"people": str(number)}) for number in range(MAX_VERSIONS + 9)))
    ids = read_copy(write_copy(record)).version_ids
    assert ids == tuple(version.id for version in record.versions)[-MAX_VERSIONS:]


def test_a_plain_copy_is_read() -> None:
    assert read_copy(written()) == PlanCopy(
        PLAN_ID,
        Plan(
            {"people": "Sam"},
            (Action("Rest", due=date(2026, 12, 5), id=ACTION_IDS[0]),),
            date(2027, 1, 4),
        ),
        (ACTION_IDS[1], ACTION_IDS[2]),
        DAY,
    )


_ACTION = SOUND["actions"][0]  # type: ignore[index]
DAMAGE = {
    "no format": {"layby": None},
    "true for one": {"layby": True},
    "format as text": {"layby": "1"},
    "format none": {"layby": 0},
    "a foreign plan id": {"plan": "p1"},
    "an id in capitals": {"plan": PLAN_ID.upper()},
    "an unknown section": {"words": {"mood": "low"}},
    "a number for words": {"words": {"people": 5}},
    "blank words": {"words": {"people": "  "}},
    "a control character": {"words": {"people": "a\x00b"}},
    "half a character": {"words": {"people": "\ud83d"}},
    "words as a list": {"words": []},
    "actions as an object": {"actions": {}},
    "an action without words": {"actions": [{**_ACTION, "what": ""}]},
    "an action of nobody": {"actions": [{**_ACTION, "owner": "boss"}]},
    "an owner as a list": {"actions": [{**_ACTION, "owner": []}]},
    "an action with more": {"actions": [{**_ACTION, "size": 1}]},
    "done as a number": {"actions": [{**_ACTION, "done": 1}]},
    "a day that is none": {"actions": [{**_ACTION, "due": "2026-02-30"}]},
    "the same action twice": {"actions": [_ACTION, _ACTION]},
    "too many actions": {"actions": [_ACTION] * (MAX_ACTIONS + 1)},
    "a week for a day": {"review": "2026-W48-1"},
    "a day at the end of the calendar": {"review": "9999-12-31"},
    "a day at its beginning": {"actions": [{**_ACTION, "due": "0001-01-01"}]},
    "no versions": {"versions": []},
    "versions that are none": {"versions": ["x"]},
    "the same version twice": {"versions": [PLAN_ID, PLAN_ID]},
    "too many versions": {"versions": [ACTION_IDS[0]] * (MAX_VERSIONS + 1)},
    "no day": {"made": None},
    "a field of another Layby": {"label": "J"},
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_layby_would_not_write_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(CopyUnreadable) as caught:
        read_copy(written(**damage))
    assert caught.value.code == "copy-unreadable"


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"layby":1}',
        b"https://example.org",
        b"[" * 90_000,
        b'{"layby":' + b"9" * 9_000 + b"}",
        b'{"layby":NaN}',
        written() + b" " * MAX_BYTES,
        written()[:-9],
    ],
    ids=range(12),
)
def test_foreign_and_damaged_bytes_are_refused(foreign: bytes) -> None:
    with pytest.raises(CopyUnreadable) as caught:
        read_copy(foreign)
    assert caught.value.__cause__ is None


def test_a_newer_copy_says_that_layby_is_too_old() -> None:
    with pytest.raises(CopyTooNew, match="Update Layby") as caught:
        read_copy(written(layby=2, moods=["new"]))
    assert caught.value.code == "copy-too-new"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.integers(0, 400).flatmap(lambda at: st.just(_flipped(at))))
def test_no_bytes_break_the_reader(damaged: bytes) -> None:
    try:
        assert isinstance(read_copy(damaged), PlanCopy)
    except CopyUnreadable as refused:
        assert refused.message


def _flipped(at: int) -> bytes:
    whole = bytearray(written())
    whole[at % len(whole)] ^= 1 << at % 8
    return bytes(whole)
