"""A person's hand on the outbox: pause, change, take back, let go; and a late tap does nothing."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.conversation import Conversation, Outcome, Step
from app.domain.errors import InputError
from app.domain.second_look import hash_of
from app.sync.outbox import OutboxItem, State
from app.usecases.open_workspace import Workspace
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import SUMMARIES, Counter, ok
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place
from tests.app.usecases.telling import told
from tests.app.usecases.test_keep_tokens import a_server, stocked_up

WITHDRAW = "POST /api/v1/withdraw"


async def agreed(
    place: Place, workspace: Workspace, text: str = "Breaks are missed."
) -> tuple[Conversation, OutboxItem]:
    """A summary that can be taken back: its code is the conversation's."""
    conversation = await summaries.talked(place, workspace, "Long nights.")
    hashed = hash_of(conversation.withdrawal_code)
    wire = replace(SOUND, id=conversation.summary_id, text=text, withdrawal=hashed)
    await workspace.outbox.queue(conversation, wire, place.day)
    item = workspace.outbox.shelf.get(wire.id)
    assert item is not None
    return conversation, item


def only(workspace: Workspace) -> OutboxItem:
    (item,) = workspace.outbox.items()
    return item


def test_a_paused_one_stays_while_others_go_and_goes_when_let() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, first = await agreed(place, workspace)
        _, second = await agreed(place, workspace)
        steer = workspace.outbox.steer
        await steer.pause(first)
        await workspace.outbox.send_due()
        assert [payload["items"][0]["id"] for payload in server.asked(SUMMARIES)] == [second.id]
        paused = workspace.outbox.shelf.get(first.id)
        assert paused is not None
        assert (paused.state, paused.requested) == (State.PAUSED, False)
        await steer.resume(paused)
        await workspace.outbox.send_due()
        assert {item.state for item in workspace.outbox.items()} == {State.SENT}

    server = a_server()
    told(story, server)


def test_pausing_all_stops_everything_also_after_a_restart() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await agreed(place, workspace)
        await stocked_up(workspace)
        await workspace.outbox.steer.pause_all(paused=True)
        assert await workspace.outbox.send_due() == 0
        assert server.asked(SUMMARIES) == []
        assert workspace.outbox.shelf.all_paused()
        await workspace.outbox.steer.pause_all(paused=False)
        assert await workspace.outbox.send_due() == 1

    server = a_server()
    told(story, server)


def test_words_go_back_to_their_summary_while_nothing_was_requested() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation, item = await agreed(place, workspace)
        opened = await workspace.outbox.steer.edit(item)
        assert opened is not None
        assert (opened.outcome, opened.step) == (Outcome.OPEN, Step.SUMMARY)
        assert (opened.summary, opened.summary_id) == (item.wire.text, item.id)
        assert workspace.outbox.items() == []
        with pytest.raises(InputError):
            await workspace.outbox.steer.edit(item)
        again = replace(item.wire, text="Breaks are short.")
        await workspace.outbox.queue(opened, again, place.day)
        await workspace.outbox.send_due()
        assert list(counter.kept) == [conversation.summary_id]
        assert counter.kept[item.id]["text"] == "Breaks are short."

    counter = Counter()
    told(story, a_server(**{SUMMARIES: counter}))


def test_once_requested_the_words_stand() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await agreed(place, workspace)
        del server.replies[SUMMARIES]
        await workspace.outbox.send_due()
        item = only(workspace)
        assert item.requested
        for act in (workspace.outbox.steer.edit, workspace.outbox.steer.send_nothing):
            with pytest.raises(InputError):
                await act(item)
        assert only(workspace) == item

    server = a_server()
    told(story, server)


def test_one_that_nobody_wants_to_send_goes_without_a_trace() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, item = await agreed(place, workspace)
        await workspace.outbox.steer.send_nothing(item)
        assert workspace.outbox.items() == []
        (kept,) = workspace.conversations.finished()
        assert kept.outcome is Outcome.KEPT
        with pytest.raises(InputError):
            await workspace.outbox.steer.send_nothing(item)
        assert server.asked(SUMMARIES) == []

    server = a_server()
    told(story, server)


def test_it_is_taken_back_with_its_code_and_nothing_else() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation, _ = await agreed(place, workspace)
        await workspace.outbox.send_due()
        await workspace.outbox.steer.withdraw(only(workspace))
        assert only(workspace).state is State.WITHDRAWING
        await workspace.outbox.send_due()  # no signal
        assert only(workspace).state is State.WITHDRAWING
        server.replies[WITHDRAW] = ok({"state": "withdrawn"})
        workspace.outbox.poke(now=True)
        await workspace.outbox.send_due()
        assert (only(workspace).state, only(workspace).withdrawn_on) == (State.WITHDRAWN, place.day)
        (_, headers, payload, with_session) = server.sent[-1]
        assert payload == {"code": conversation.withdrawal_code}
        assert (set(headers), with_session) == ({"Accept", "Content-Type"}, False)
        place.days_pass(31)
        workspace.conversations.delete(conversation)
        await workspace.tidy.tidy()
        assert workspace.outbox.items() == []

    server = a_server()
    told(story, server)


def test_too_late_is_said_and_it_stays_counted() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await agreed(place, workspace)
        await workspace.outbox.send_due()
        await workspace.outbox.steer.withdraw(only(workspace))
        await workspace.outbox.send_due()
        assert only(workspace).state is State.SENT
        assert "28 days" in only(workspace).trouble
        place.days_pass(29)
        with pytest.raises(InputError):
            await workspace.outbox.steer.withdraw(only(workspace))

    told(story, a_server(**{WITHDRAW: ok({"state": "too-late"})}))


def test_one_that_may_have_arrived_is_taken_back_instead_of_sent_again() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await agreed(place, workspace)
        await workspace.outbox.send_due()
        item = only(workspace)
        assert (item.state, item.requested) == (State.WAITING, True)
        assert len(counter.kept) == 1
        await workspace.outbox.steer.withdraw(item)
        workspace.outbox.poke(now=True)
        await workspace.outbox.send_due()
        assert only(workspace).state is State.WITHDRAWN
        assert len(server.asked(SUMMARIES)) == 1

    def lost(sent: Any) -> Any:
        counter(sent)
        return ok({"receipts": []})

    counter = Counter()
    server = a_server(**{SUMMARIES: lost, WITHDRAW: ok({"state": "withdrawn"})})
    told(story, server)


def test_a_late_tap_on_what_has_moved_on_changes_nothing() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, seen = await agreed(place, workspace)
        await workspace.outbox.send_due()
        sent = only(workspace)
        steer = workspace.outbox.steer
        for act in (steer.pause, steer.resume, steer.edit, steer.send_nothing, steer.withdraw):
            with pytest.raises(InputError):
                await act(seen)
        assert await steer.take_back_held(seen) is None
        assert only(workspace) == sent

    told(story, a_server())


def test_a_token_that_no_request_showed_goes_back_to_the_stock() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, item = await agreed(place, workspace)
        await stocked_up(workspace)
        tokens = workspace.outbox.tokens
        before, token = tokens.count("north"), tokens.take("north")
        assert token is not None
        assert tokens.count("north") == before - 1
        workspace.outbox.shelf.keep(replace(item, token=token))
        await workspace.outbox.steer.edit(only(workspace))
        assert tokens.count("north") == before

    told(story, a_server())
