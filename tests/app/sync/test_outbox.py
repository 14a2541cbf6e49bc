"""The outbox as a state machine: never lost, never sent twice once confirmed."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.errors import ContentError
from app.domain.second_look import Place
from app.sync.outbox import (
    BASE_PAUSE,
    LONGEST_PAUSE,
    LONGEST_RETRY_AFTER,
    OutboxItem,
    Receipt,
    State,
    Told,
    after_asking,
    after_failure,
    after_receipt,
    due,
    hurry,
    next_moment,
    to_ask_about,
    wants_a_look,
)
from tests.app.domain.test_summary import SOUND

DAY = date(2026, 11, 23)
ITEM = OutboxItem(SOUND, date(2026, 11, 21))
NOW = 1_800_000_000.0
NAMING = "Dana talked."


def test_a_new_item_is_due_at_once() -> None:
    assert due([ITEM], now=0.0) == [ITEM]
    assert next_moment([ITEM]) == 0.0


@pytest.mark.parametrize("status", ["stored", "duplicate"])
def test_stored_and_duplicate_both_mean_sent(status: str) -> None:
    after = after_receipt(ITEM, Receipt(ITEM.id, status), now=5.0, today=DAY)
    assert (after.state, after.sent_on) == (State.SENT, DAY)
    assert after_receipt(after, Receipt(ITEM.id, "duplicate"), 9.0, date(2027, 1, 1)) == after
    assert due([after], now=1e12) == []
    assert next_moment([after]) is None


def test_a_refusal_is_held_with_its_reason() -> None:
    said = "This area is not one of the trust's."
    after = after_receipt(
        ITEM, Receipt(ITEM.id, "rejected", "area-unknown", said), now=5.0, today=DAY
    )
    assert (after.state, after.trouble, after.sent_on) == (State.HELD, said, None)


def test_a_conflict_is_held_and_never_overwrites() -> None:
    after = after_receipt(ITEM, Receipt(ITEM.id, "conflict"), now=5.0, today=DAY)
    assert after.state is State.HELD
    assert "different summary" in after.trouble


def test_an_unknown_word_is_tried_again_rather_than_lost() -> None:
    after = after_receipt(ITEM, Receipt(ITEM.id, "deferred"), now=5.0, today=DAY)
    assert after.state is State.WAITING
    assert after.not_before > 5.0


@given(st.integers(0, 400), st.floats(0, 1), st.none() | st.integers(0, 10**9))
def test_pauses_are_bounded_and_patience_is_honoured(
    tries: int, chance: float, wait: int | None
) -> None:
    item = replace(ITEM, tries=tries)
    after = after_failure(item, "no answer", now=100.0, chance=chance, retry_after=wait)
    pause = after.not_before - 100.0
    assert 0 <= pause <= max(LONGEST_PAUSE, LONGEST_RETRY_AFTER)
    if wait is None:
        assert pause <= min(LONGEST_PAUSE, BASE_PAUSE * 2 ** min(tries, 16)) + 1e-9
    else:
        assert pause >= min(wait, LONGEST_RETRY_AFTER)
    assert (after.state, after.tries, after.wire) == (State.WAITING, tries + 1, item.wire)


def test_hurrying_touches_only_what_waits() -> None:
    late = replace(ITEM, not_before=1e9)
    assert hurry(late).not_before == 0.0
    held = replace(late, state=State.HELD)
    assert hurry(held) == held


def test_documents_round_trip_and_damage_is_named() -> None:
    item = replace(ITEM, tries=3, not_before=12.5, trouble="no answer")
    sent = replace(ITEM, state=State.SENT, sent_on=DAY, asked_on=DAY, told=Told.LEFT)
    look = replace(ITEM, state=State.LOOK, places=(Place(0, 4, "NAME"),), code="5a" * 16)
    for known in (item, sent, look):
        assert OutboxItem.from_document(known.to_document()) == known
    late = ("sent_on", "places", "code", "asked_on", "told")
    first = {key: value for key, value in item.to_document().items() if key not in late}
    assert OutboxItem.from_document(first) == item
    for damage in (
        {"wire": {}},
        {"state": "gone"},
        {"tries": "x"},
        {"queued_on": "?"},
        {"sent_on": "soon"},
        {"told": "rumour"},
    ):
        with pytest.raises(ContentError):
            OutboxItem.from_document({**item.to_document(), **damage})


def test_another_look_is_neither_sent_nor_lost() -> None:
    places = (Place(0, 4, "NAME"), Place(2, 4000, "NAME"))
    for status, reason in (("needs-another-look", ""), ("rejected", "needs-another-look")):
        receipt = Receipt(ITEM.id, status, reason, "", places)
        after = after_receipt(ITEM, receipt, now=5.0, today=DAY)
        assert (after.state, after.places, after.sent_on) == (State.LOOK, places[:1], None)
        assert wants_a_look(after)
        assert due([after], now=1e12) == []
        assert after_failure(after, "no answer", NOW, chance=1.0) == after
        assert hurry(after) == after
        assert "5a5a5a5a" not in repr(replace(after, code="5a" * 16)).replace("5a" * 32, "")


def test_only_sent_items_with_a_code_are_asked_about_and_once_a_day() -> None:
    sent = replace(ITEM, state=State.SENT, code="5a" * 16)
    assert to_ask_about([ITEM, replace(sent, code=""), sent], DAY) == [sent]
    told = after_asking(sent, "flagged", DAY)
    assert (told.told, told.asked_on) == (Told.FLAGGED, DAY)
    assert wants_a_look(told)
    assert to_ask_about([told], DAY) == []
    assert after_asking(told, "nothing", DAY).told is Told.NOTHING
    left = replace(told, told=Told.LEFT)
    assert after_asking(left, "flagged", DAY) == left
    assert not wants_a_look(left)
    assert after_asking(ITEM, "flagged", DAY) == ITEM


class LossyWorld(RuleBasedStateMachine):
    """Requests and answers get lost in any order; a fake server counts what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, OutboxItem] = {}
        self.server: dict[str, int] = {}
        self.now = 0.0

    @rule()
    def agree_a_summary(self) -> None:
        wire = replace(SOUND, id=str(uuid.uuid4()))
        self.items[wire.id] = OutboxItem(wire, date(2026, 11, 21))

    @rule()
    def agree_one_that_could_name_someone(self) -> None:
        wire = replace(SOUND, id=str(uuid.uuid4()), text=NAMING)
        self.items[wire.id] = OutboxItem(wire, date(2026, 11, 21))

    @rule()
    def a_person_hides_what_was_marked(self) -> None:
        for item in [item for item in self.items.values() if item.state is State.LOOK]:
            wire = replace(item.wire, text="[name] talked.", looked_again=True)
            self.items[item.id] = OutboxItem(wire, item.queued_on)

    @rule(lost=st.sampled_from(["request", "answer", "nothing"]), chance=st.floats(0, 1))
    def send_what_is_due(self, lost: str, chance: float) -> None:
        for item in due(self.items.values(), self.now):
            if lost == "request":
                self.items[item.id] = after_failure(item, "lost", self.now, chance=chance)
                continue
            status = "duplicate" if item.id in self.server else "stored"
            if status == "stored" and item.wire.text == NAMING:
                status = "needs-another-look"
            else:
                self.server.setdefault(item.id, 0)
                self.server[item.id] += status == "stored"
            self.items[item.id] = (
                after_failure(item, "lost", self.now, chance=chance)
                if lost == "answer"
                else after_receipt(item, Receipt(item.id, status), self.now, DAY)
            )

    @rule()
    def time_passes(self) -> None:
        self.now += LONGEST_PAUSE

    @rule()
    def the_app_is_killed_and_started(self) -> None:
        self.items = {
            key: OutboxItem.from_document(item.to_document()) for key, item in self.items.items()
        }

    @invariant()
    def each_is_held_once_and_none_is_lost(self) -> None:
        assert all(count == 1 for count in self.server.values())
        for key, item in self.items.items():
            assert item.state is not State.SENT or key in self.server
            assert item.state is not State.LOOK or key not in self.server

    def teardown(self) -> None:
        for _ in range(2):
            self.now += LONGEST_PAUSE
            self.send_what_is_due(lost="nothing", chance=0.0)
            self.a_person_hides_what_was_marked()
        self.send_what_is_due(lost="nothing", chance=0.0)
        assert set(self.server) == set(self.items)
        assert all(item.state is State.SENT for item in self.items.values())


TestLossyWorld = LossyWorld.TestCase
TestLossyWorld.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_a_pause_noted_under_a_clock_that_ran_ahead_is_over_once_it_is_put_right() -> None:
    year = 365 * 86_400
    after = after_failure(ITEM, "no answer", NOW + year, chance=1.0)
    assert due([after], NOW) == [after]
    patient = after_failure(ITEM, "later", NOW, chance=1.0, retry_after=LONGEST_RETRY_AFTER)
    assert due([patient], NOW) == []
