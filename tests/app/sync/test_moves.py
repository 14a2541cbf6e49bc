"""Every step an item can take: none loses it, none sends it under another number."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import TransitionError
from app.domain.second_look import Place
from app.sync.moves import (
    TOKEN_REASONS,
    after_asking,
    after_failure,
    after_meta,
    after_receipt,
    after_withdraw,
    ask_back,
    before_request,
    due,
    hurry,
    may_withdraw,
    next_moment,
    pause,
    resume,
    sealed_anew,
    to_ask_about,
)
from app.sync.outbox import ARRIVED, OutboxItem, Receipt, State, Told
from app.sync.pace import BASE_PAUSE, LONGEST_PAUSE, LONGEST_RETRY_AFTER
from tests.app.domain.test_summary import SOUND
from tests.app.sync.stamps import a_token

DAY = date(2026, 11, 23)
ITEM = OutboxItem(SOUND, date(2026, 11, 21))
NOW = 1_800_000_000.0
CODE = "5a" * 16
ASKED = before_request(ITEM, a_token())
SENT = replace(ASKED, state=State.SENT, sent_on=DAY, epoch="one", mark=3, code=CODE)


def said(status: str, reason: str = "", **more: object) -> Receipt:
    return Receipt(ITEM.id, status, reason, **more)  # type: ignore[arg-type]


def test_a_new_item_is_due_at_once() -> None:
    assert due([ITEM], now=0.0) == [ITEM]
    assert next_moment([ITEM]) == 0.0


@pytest.mark.parametrize("status", ["stored", "duplicate"])
@pytest.mark.parametrize("state", [State.WAITING, State.PAUSED])
def test_stored_and_duplicate_both_mean_sent(status: str, state: State) -> None:
    item = replace(ASKED, state=state)
    after = after_receipt(item, said(status, epoch="one", mark=3), now=5.0, today=DAY)
    assert (after.state, after.sent_on, after.epoch, after.mark) == (State.SENT, DAY, "one", 3)
    assert after.token == ASKED.token
    assert after_receipt(after, said("duplicate"), 9.0, date(2027, 1, 1)) == after
    assert due([after], now=1e12) == []
    assert next_moment([after]) is None


def test_a_refusal_is_held_with_its_reason() -> None:
    words = "This area is not one of the trust's."
    after = after_receipt(ASKED, said("rejected", "area-unknown", detail=words), 5.0, DAY)
    assert (after.state, after.trouble, after.sent_on) == (State.HELD, words, None)


def test_a_conflict_is_held_and_never_overwrites() -> None:
    after = after_receipt(ASKED, said("conflict"), now=5.0, today=DAY)
    assert after.state is State.HELD
    assert "different summary" in after.trouble


@pytest.mark.parametrize("reason", sorted(TOKEN_REASONS))
def test_a_refused_token_costs_the_token_and_not_the_summary(reason: str) -> None:
    after = after_receipt(ASKED, said("rejected", reason), NOW, DAY, chance=1.0)
    assert (after.state, after.token, after.requested) == (State.WAITING, None, True)
    assert after.not_before > NOW
    other = a_token()
    assert before_request(after, other).token == other


def test_an_older_app_is_told_so_and_keeps_its_items() -> None:
    after = after_receipt(ASKED, said("rejected", "app-too-old"), NOW, DAY)
    assert (after.state, after.token) == (State.WAITING, ASKED.token)
    assert "Update Layby" in after.trouble


@pytest.mark.parametrize("word", ["deferred", "perhaps", ""])
def test_an_unknown_word_is_tried_again_rather_than_lost(word: str) -> None:
    after = after_receipt(ASKED, said(word, detail="Not just now."), now=5.0, today=DAY)
    assert (after.state, after.trouble) == (State.WAITING, "Not just now.")
    assert after.not_before > 5.0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.floats(0, 1), st.none() | st.integers(0, 10**9))
def test_pauses_are_bounded_and_patience_is_honoured(
    tries: int, chance: float, wait: int | None
) -> None:
    item = replace(ITEM, tries=tries)
    after = after_failure(item, "no answer", now=100.0, chance=chance, retry_after=wait)
    gone_by = after.not_before - 100.0
    assert 0 <= gone_by <= max(LONGEST_PAUSE, LONGEST_RETRY_AFTER)
    if wait is None:
        assert gone_by <= min(LONGEST_PAUSE, BASE_PAUSE * 2 ** min(tries, 16)) + 1e-9
    else:
        assert gone_by >= min(wait, LONGEST_RETRY_AFTER)
        assert hurry(after).not_before - 100.0 >= min(wait, LONGEST_RETRY_AFTER) - 1e-6 or not wait
    assert (after.state, after.tries, after.wire) == (State.WAITING, tries + 1, item.wire)


def test_hurrying_drops_our_own_pauses_and_keeps_the_servers() -> None:
    late = replace(ITEM, not_before=1e9)
    assert hurry(late).not_before == 0.0
    asked = after_failure(ITEM, "later", NOW, chance=1.0, retry_after=600)
    assert hurry(asked).not_before == NOW + 600
    held = replace(late, state=State.HELD)
    assert hurry(held) == held


def test_a_pause_noted_under_a_clock_that_ran_ahead_is_over_once_it_is_put_right() -> None:
    after = after_failure(ITEM, "no answer", NOW + 365 * 86_400, chance=1.0)
    assert due([after], NOW) == [after]
    patient = after_failure(ITEM, "later", NOW, chance=1.0, retry_after=LONGEST_RETRY_AFTER)
    assert due([patient], NOW) == []


def test_pausing_holds_it_back_and_letting_go_sends_it() -> None:
    held_back = pause(ITEM)
    assert (held_back.state, due([held_back], 1e12)) == (State.PAUSED, [])
    assert resume(held_back) == ITEM
    assert pause(SENT) == SENT
    assert resume(SENT) == SENT


def test_a_token_once_tied_stays() -> None:
    assert before_request(ASKED, ASKED.token or a_token()) == ASKED
    with pytest.raises(TransitionError):
        before_request(ASKED, a_token())


def test_another_look_is_neither_sent_nor_lost_and_keeps_its_token() -> None:
    places = (Place(0, 4, "NAME"), Place(2, 4000, "NAME"))
    for status, reason in (("needs-another-look", ""), ("rejected", "needs-another-look")):
        after = after_receipt(ASKED, said(status, reason, places=places), now=5.0, today=DAY)
        assert (after.state, after.places, after.sent_on) == (State.LOOK, places[:1], None)
        assert due([after], now=1e12) == []
        assert after_failure(after, "no answer", NOW, chance=1.0) == after
        wire = replace(SOUND, text="[name] talked.", looked_again=True)
        anew = sealed_anew(after, wire, CODE)
        assert (anew.state, anew.token, anew.id) == (State.WAITING, ASKED.token, ITEM.id)
    for sent in (ASKED, SENT):
        with pytest.raises(TransitionError):
            sealed_anew(sent, SOUND, CODE)


def test_it_is_durable_once_a_backup_came_after_it() -> None:
    assert after_meta(SENT, "one", 3, DAY) == SENT
    safe = after_meta(SENT, "one", 4, DAY)
    assert (safe.state, safe.durable_on) == (State.DURABLE, DAY)
    assert after_meta(safe, "one", 9, DAY + timedelta(days=1)) == safe
    assert after_meta(ITEM, "one", 9, DAY) == ITEM
    assert after_meta(SENT, "", 9, DAY) == SENT


def test_after_a_restore_it_is_sent_once_more_with_the_same_token() -> None:
    safe = after_meta(SENT, "one", 4, DAY)
    for item in (SENT, safe):
        again = after_meta(item, "two", 0, DAY)
        assert (again.state, again.token, again.wire) == (State.WAITING, SENT.token, SENT.wire)
        assert due([again], NOW) == [again]
        assert "earlier copy" in again.trouble
        stored = after_receipt(again, said("stored", epoch="two", mark=0), NOW, DAY)
        assert after_meta(stored, "two", 1, DAY).state is State.DURABLE


def test_a_server_that_went_back_without_saying_so_is_sent_it_once_more() -> None:
    # A machine put back to yesterday's picture keeps its epoch; its backups reach less far.
    safe = after_meta(SENT, "one", 4, DAY)
    again = after_meta(safe, "one", SENT.mark, DAY)
    assert (again.state, again.token, again.durable_on) == (State.WAITING, SENT.token, None)
    assert after_meta(SENT, "one", SENT.mark, DAY) == SENT


def test_what_was_sent_before_there_were_epochs_counts_from_now() -> None:
    old = replace(SENT, epoch="", mark=0, token=None)
    known = after_meta(old, "one", 7, DAY)
    assert (known.state, known.epoch, known.mark) == (State.SENT, "one", 7)
    assert after_meta(known, "one", 8, DAY).state is State.DURABLE


def test_taking_back_what_was_sent() -> None:
    assert may_withdraw(SENT, DAY + timedelta(days=28))
    assert not may_withdraw(SENT, DAY + timedelta(days=29))
    assert not may_withdraw(replace(SENT, code=""), DAY)
    assert not may_withdraw(ITEM, DAY)
    asked = ask_back(SENT)
    assert due([asked], NOW) == [asked]
    for word in ("withdrawn", "unknown"):
        gone = after_withdraw(asked, word, NOW, DAY)
        assert (gone.state, gone.withdrawn_on) == (State.WITHDRAWN, DAY)
        assert due([gone], NOW) == []
    late = after_withdraw(asked, "too-late", NOW, DAY)
    assert late.state is State.SENT
    assert "28 days" in late.trouble
    assert after_withdraw(asked, "what?", NOW, DAY).state is State.WITHDRAWING
    assert after_withdraw(SENT, "withdrawn", NOW, DAY) == SENT


def test_a_receipt_that_comes_late_does_not_undo_a_wish_to_have_it_back() -> None:
    asked = ask_back(replace(ASKED, code=CODE))
    after = after_receipt(asked, said("stored", epoch="one", mark=3), NOW, DAY)
    assert (after.state, after.sent_on, after.epoch) == (State.WITHDRAWING, DAY, "one")
    assert after_receipt(asked, said("conflict"), NOW, DAY) == asked


def test_what_was_taken_back_is_taken_back_again_after_a_restore() -> None:
    gone = after_withdraw(ask_back(SENT), "withdrawn", NOW, DAY)
    assert after_meta(gone, "one", 9, DAY) == gone
    again = after_meta(gone, "two", 0, DAY)
    assert again.state is State.WITHDRAWING
    settled = after_withdraw(again, "unknown", NOW, DAY)
    assert after_meta(settled, "two", 5, DAY).state is State.WITHDRAWN


def test_only_sent_items_with_a_code_are_asked_about_and_once_a_day() -> None:
    assert to_ask_about([ITEM, replace(SENT, code=""), SENT], DAY) == [SENT]
    told = after_asking(SENT, "flagged", DAY)
    assert (told.told, told.asked_on) == (Told.FLAGGED, DAY)
    assert to_ask_about([told], DAY) == []
    assert after_asking(SENT, "nothing", DAY).told is Told.NOTHING
    left = replace(told, told=Told.LEFT)
    assert after_asking(left, "flagged", DAY) == left
    assert after_asking(ITEM, "flagged", DAY) == ITEM
    assert SENT.state in ARRIVED
