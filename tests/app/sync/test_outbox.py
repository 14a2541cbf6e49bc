"""Items in the outbox: kept whole, read whatever version of Layby wrote them."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import ContentError
from app.domain.second_look import Place
from app.sync.outbox import OutboxItem, State, Told, may_edit, wants_a_look
from tests.app.domain.test_summary import SOUND
from tests.app.sync.stamps import a_token

DAY = date(2026, 11, 23)
ITEM = OutboxItem(SOUND, date(2026, 11, 21))
#: What documents had before there were tokens.
BEFORE_TOKENS = (
    "id wire queued_on state tries not_before trouble sent_on places code asked_on told"
).split()


def test_documents_round_trip() -> None:
    waiting = replace(ITEM, tries=3, not_before=12.5, asked_until=9.0, trouble="no answer")
    asked = replace(ITEM, token=a_token(), requested=True, state=State.PAUSED)
    sent = replace(ITEM, state=State.SENT, sent_on=DAY, epoch="e", mark=4, told=Told.LEFT)
    safe = replace(sent, state=State.DURABLE, durable_on=DAY, asked_on=DAY, let_go=True)
    gone = replace(safe, state=State.WITHDRAWN, withdrawn_on=DAY)
    look = replace(ITEM, state=State.LOOK, places=(Place(0, 4, "NAME"),), code="5a" * 16)
    for known in (waiting, asked, sent, safe, gone, look):
        assert OutboxItem.from_document(known.to_document()) == known


@pytest.mark.parametrize("state", ["waiting", "sent", "held", "needs-look"])
def test_an_item_from_before_tokens_is_read_and_its_words_stand(state: str) -> None:
    whole = replace(ITEM, state=State(state), sent_on=DAY).to_document()
    old = {key: whole[key] for key in BEFORE_TOKENS}
    found = OutboxItem.from_document(old)
    assert (found.state, found.wire, found.sent_on) == (State(state), SOUND, DAY)
    assert (found.token, found.epoch, found.durable_on) == (None, "", None)
    assert found.requested
    assert not may_edit(found)


def test_the_first_version_said_even_less() -> None:
    late = ("sent_on", "places", "code", "asked_on", "told")
    whole = ITEM.to_document()
    first = {key: whole[key] for key in BEFORE_TOKENS if key not in late}
    assert OutboxItem.from_document(first) == replace(ITEM, requested=True)


@pytest.mark.parametrize(
    "damage",
    [
        {"wire": {}},
        {"state": "gone"},
        {"tries": "x"},
        {"queued_on": "?"},
        {"sent_on": "soon"},
        {"told": "rumour"},
        {"mark": "high"},
    ],
    ids=lambda damage: next(iter(damage)),
)
def test_damage_is_named(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        OutboxItem.from_document({**ITEM.to_document(), **damage})


@pytest.mark.parametrize("token", [{}, "x", {"key": 1}, 5], ids=["empty", "text", "half", "number"])
def test_a_damaged_token_does_not_take_its_summary_with_it(token: object) -> None:
    found = OutboxItem.from_document({**ITEM.to_document(), "token": token})
    assert (found.wire, found.token) == (SOUND, None)


def test_neither_code_nor_token_is_in_what_could_be_logged() -> None:
    item = replace(ITEM, code="5a" * 16, token=a_token())
    assert "5a5a5a5a" not in repr(item).replace(str(SOUND.withdrawal), "")
    assert "prepared" not in repr(item)


def test_only_what_a_person_must_see_wants_a_look() -> None:
    flagged = replace(ITEM, state=State.DURABLE, told=Told.FLAGGED)
    assert wants_a_look(flagged)
    assert wants_a_look(replace(ITEM, state=State.LOOK))
    assert not wants_a_look(replace(flagged, told=Told.LEFT))
    assert not wants_a_look(replace(flagged, state=State.WITHDRAWN))
    assert not wants_a_look(ITEM)


def test_words_may_change_only_before_the_first_request() -> None:
    assert may_edit(ITEM)
    assert may_edit(replace(ITEM, state=State.PAUSED))
    assert not may_edit(replace(ITEM, requested=True))
    assert not may_edit(replace(ITEM, state=State.HELD))
