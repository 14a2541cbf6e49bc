"""Queueing a summary: in one commit, after the check, once, and only what fits."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.conversation import Conversation, Outcome
from app.domain.errors import InputError, StoreFull
from app.usecases.open_workspace import Workspace
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import Counter, ScriptedServer, enrolled
from tests.app.usecases import summaries
from tests.app.usecases.outgoing import DESK, ENROL, SUMMARIES, agreed
from tests.app.usecases.parts import BrittleStore, Place
from tests.app.usecases.telling import with_workspace


def test_queueing_ends_the_conversation_and_drops_the_unmasked_words() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        await agreed(place, workspace)
        (kept,) = workspace.conversations.finished()
        assert kept.outcome is Outcome.QUEUED
        assert (kept.summary, kept.review, kept.reviewed_text) == ("", None, "")

    with_workspace(ScriptedServer({ENROL: enrolled}), story)


def test_an_edit_after_the_check_must_be_looked_over_again() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        enrolment = workspace.enrolments.current()
        assert enrolment is not None
        conversation = Conversation("routine", 1, date(2026, 11, 21))
        conversation.staff_group, conversation.area = "04", "north"
        conversation.summary = "Late finishes."
        await DESK.look(conversation)
        conversation.summary = "Late finishes. Call Priya on 07700 900123."
        with pytest.raises(InputError, match="Look it over once more"):
            DESK.to_send(conversation, enrolment.organisation, None)

    with_workspace(ScriptedServer({ENROL: enrolled}), story)


@pytest.mark.parametrize(
    ("text", "said"), [("   ", "empty"), ("x" * 2001, "1 characters too long")]
)
def test_empty_and_over_long_summaries_say_so_and_stay(text: str, said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = Conversation("routine", 1, date(2026, 11, 21))
        conversation.summary = text
        with pytest.raises(InputError, match=said):
            await DESK.look(conversation)
        assert conversation.summary == text

    with_workspace(ScriptedServer(), story)


def test_a_device_that_cannot_save_queues_nothing_and_ends_nothing() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(summaries.CODE)
        conversation = await summaries.talked(place, workspace, "Long nights.")
        place.store.failing = StoreFull()
        wire = replace(SOUND, id=conversation.summary_id)
        with pytest.raises(StoreFull):
            await workspace.outbox.queue(conversation, wire, place.day)
        await workspace.outbox.send_due()
        place.store.recovers()
        assert workspace.outbox.items() == []
        (still,) = workspace.conversations.open_ones()
        assert (still.id, still.finished_on) == (conversation.id, None)
        assert counter.said == []

    counter = Counter()
    with_workspace(ScriptedServer({ENROL: enrolled, SUMMARIES: counter}), story)


def test_a_tap_on_the_old_screen_does_not_open_a_queued_conversation_again() -> None:
    class Slow(BrittleStore):
        def __init__(self) -> None:
            super().__init__()
            self.may_go_on = asyncio.Event()
            self.may_go_on.set()

        async def commit(self, *args: Any) -> None:
            await self.may_go_on.wait()
            await super().commit(*args)

    async def story() -> None:
        place = Place(Slow())
        workspace = place.enter((await place.create()).profile)
        conversation = await summaries.talked(place, workspace, "Long nights.")
        place.store.may_go_on.clear()
        wire = replace(SOUND, id=conversation.summary_id)
        queueing = asyncio.create_task(workspace.outbox.queue(conversation, wire, place.day))
        while not workspace.outbox.items():
            await asyncio.sleep(0)
        workspace.conversations.save(conversation)
        place.store.may_go_on.set()
        await queueing
        await workspace.saver.flush()
        assert workspace.conversations.open_ones() == []
        assert len(workspace.conversations.finished()) == 1
        await place.leave(workspace)

    asyncio.run(story())
