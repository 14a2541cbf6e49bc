"""What the server says of itself counts when the trust signed it, and is applied at once."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import BadSignature, ServerUnreachable
from app.sync.outbox import OutboxItem, State
from app.usecases.open_workspace import Workspace
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_issuer import QuickKey, ScriptedIssuer
from tests.app.scripted_server import META, SUMMARIES, ScriptedServer, ok
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place, run
from tests.app.usecases.telling import told
from tests.app.usecases.test_keep_tokens import a_server, stocked_up


async def sent_one(place: Place, workspace: Workspace) -> OutboxItem:
    await summaries.agreed(place, workspace, "Long nights.")
    await workspace.outbox.send_due()
    (item,) = workspace.outbox.items()
    assert item.state is State.SENT
    return item


async def look(place: Place, workspace: Workspace) -> None:
    """Let the server publish what it has, and the device see it."""
    place.clock += 7 * 3600
    assert await workspace.outbox.turns.follow()


def test_a_backup_makes_it_durable_and_only_then_may_the_copy_go() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await sent_one(place, workspace)
        await look(place, workspace)
        assert workspace.outbox.items()[0].state is State.SENT
        (conversation,) = workspace.conversations.finished()
        workspace.conversations.save(replace(conversation, notes={}))
        place.days_pass(60)
        await workspace.tidy.tidy()
        assert [kept.id for kept in workspace.outbox.items()] == [item.id]
        server.issuer.mark += 1
        await look(place, workspace)
        (safe,) = workspace.outbox.items()
        assert (safe.state, safe.durable_on) == (State.DURABLE, place.day)
        await workspace.tidy.tidy()
        assert len(workspace.outbox.items()) == 1
        place.days_pass(30)
        await workspace.tidy.tidy()
        assert workspace.outbox.items() == []

    server = a_server()
    told(story, server)


def test_after_a_restore_the_same_is_sent_with_the_same_token() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await sent_one(place, workspace)
        server.issuer.mark += 1
        await look(place, workspace)
        server.issuer.epoch, server.issuer.mark = "epoch-2", 0
        await look(place, workspace)
        (again,) = workspace.outbox.items()
        assert (again.state, again.token, again.wire) == (State.WAITING, item.token, item.wire)
        await workspace.outbox.send_due()
        (after,) = workspace.outbox.items()
        assert (after.state, after.epoch) == (State.SENT, "epoch-2")
        first, second = server.asked(SUMMARIES)
        assert first == second
        assert len(set(server.tokens)) == 1

    server = a_server()
    told(story, server)


def test_one_whose_conversation_was_deleted_goes_as_soon_as_it_is_durable() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await sent_one(place, workspace)
        (conversation,) = workspace.conversations.finished()
        workspace.conversations.delete(conversation)
        assert len(workspace.outbox.items()) == 1
        server.issuer.mark += 1
        await look(place, workspace)
        assert workspace.outbox.items() == []

    server = a_server()
    told(story, server)


def test_an_old_item_counts_from_the_first_look() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        old = replace(OutboxItem(SOUND, place.day), state=State.SENT, sent_on=place.day)
        known = old.to_document()
        for late in ("epoch", "mark", "token", "requested", "durable_on"):
            del known[late]
        workspace.saver.put("outbox", old.id, known)
        await workspace.outbox.turns.follow()
        assert workspace.outbox.items()[0].epoch == "epoch-1"
        server.issuer.mark += 1
        await look(place, workspace)
        assert workspace.outbox.items()[0].state is State.DURABLE

    server = a_server()
    told(story, server)


def forged(issuer: ScriptedIssuer) -> dict[str, object]:
    other = ScriptedIssuer()
    other.trust, other.epoch = QuickKey(9), "elsewhere"
    return other.meta_document()


def another_key_now(issuer: ScriptedIssuer) -> dict[str, object]:
    other = ScriptedIssuer()
    other.keys = [(QuickKey(7), ("north", "south"), "2026-Q4", "2027-07-01")]
    return other.meta_document()


def other_trust(issuer: ScriptedIssuer) -> dict[str, object]:
    return ScriptedIssuer("another").meta_document()


@pytest.mark.parametrize("made", [forged, another_key_now, other_trust])
def test_what_the_trust_did_not_say_changes_nothing(made: Any) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await stocked_up(workspace)
        before = workspace.outbox.meta.kept()
        server.replies[META] = ok(made(server.issuer))
        place.clock += 7 * 3600
        with pytest.raises(BadSignature):
            await workspace.outbox.meta.follow()
        assert workspace.outbox.meta.kept() == before
        place.clock += 7 * 3600
        await workspace.outbox.turns.follow()
        assert "did not sign as it should" in workspace.outbox.meta.trouble

    server = a_server()
    told(story, server)


def test_it_is_kept_for_offline_and_read_again_after_a_restart() -> None:
    async def story() -> None:
        place = Place(server=server)
        workspace = place.enter((await place.create()).profile)
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(summaries.CODE)
        await workspace.outbox.turns.follow()
        known = workspace.outbox.meta.kept()
        await place.leave(workspace)
        server.replies[META] = ServerUnreachable()
        workspace = place.enter(await place.reopened())
        await workspace.outbox.stop()
        assert workspace.outbox.meta.kept() == known
        await place.leave(workspace)

    server = a_server()
    run(story())


def test_a_look_that_got_no_answer_is_made_again_as_soon_as_there_is_a_signal() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        server.replies[META] = ServerUnreachable()
        assert await workspace.outbox.turns.follow()
        assert workspace.outbox.meta.kept() is None
        del server.replies[META]
        assert not await workspace.outbox.turns.follow()
        place.clock += 60
        workspace.outbox.poke(now=True)
        assert await workspace.outbox.turns.follow()
        assert workspace.outbox.meta.kept() is not None
        place.clock += 60
        workspace.outbox.poke(now=True)
        assert not await workspace.outbox.turns.follow()

    server = a_server()
    told(story, server)


def test_without_a_trust_nobody_is_asked() -> None:
    async def story() -> None:
        place = Place(server=server)
        workspace = place.enter((await place.create()).profile)
        await workspace.outbox.stop()
        assert not await workspace.outbox.turns.follow()
        assert not await workspace.outbox.turns.turn()
        assert server.sent == []
        await place.leave(workspace)

    server = ScriptedServer()
    run(story())
