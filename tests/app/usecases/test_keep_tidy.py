"""Retention: notes go after their time, and only when somebody could see it coming."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation
from app.domain.errors import StoreFull
from app.domain.retention import NOTES_DAYS, NOTICE_DAYS
from app.sync.outbox import State
from app.usecases.open_workspace import Workspace
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, Place, nobody_asks, run
from tests.app.usecases.summaries import agreed, talked


def within(story: Callable[[Place, Workspace], Awaitable[None]]) -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await story(place, workspace)
        await place.leave(workspace)

    run(whole())


async def kept(place: Place, workspace: Workspace, words: str = "Canary.") -> Conversation:
    conversation = await talked(place, workspace, words, label="Sam")
    workspace.conversations.finish_without_summary(conversation)
    await workspace.saver.flush()
    return conversation


async def sent(place: Place, workspace: Workspace, words: str = "Canary.") -> Conversation:
    conversation = await agreed(place, workspace, words, label="Alex")
    item = next(found for found in workspace.outbox.items() if found.id == conversation.summary_id)
    safe = replace(item, state=State.DURABLE, sent_on=place.day, durable_on=place.day)
    workspace.saver.put("outbox", item.id, safe.to_document())
    await workspace.saver.flush()
    return conversation


def notes(workspace: Workspace) -> list[dict[str, str]]:
    return [found.notes for found in workspace.conversations.finished()]


def test_a_notice_comes_before_and_the_notes_go_after_it() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await kept(place, workspace)
        finished = place.day
        place.days_pass(NOTES_DAYS - NOTICE_DAYS - 1)
        assert workspace.tidy.notices() == []
        place.days_pass(1)
        (notice,) = await workspace.tidy.show()
        assert notice.remove_on == finished + timedelta(days=NOTES_DAYS)
        place.days_pass(NOTICE_DAYS - 1)
        assert await workspace.tidy.tidy() == 0
        assert len(workspace.tidy.notices()) == 1
        place.days_pass(1)
        assert await workspace.tidy.tidy() == 1
        (found,) = workspace.conversations.finished()
        assert (found.notes, found.label) == ({}, "Sam")
        assert workspace.tidy.notices() == []
        assert await workspace.tidy.tidy() == 0

    within(story)


def test_nothing_goes_unseen_however_late() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await kept(place, workspace)
        place.days_pass(NOTES_DAYS + 200)
        assert await workspace.tidy.tidy() == 0
        # Listing is not showing: only what stood on the screen counts.
        (notice,) = workspace.tidy.notices()
        place.days_pass(NOTICE_DAYS)
        assert await workspace.tidy.tidy() == 0
        (notice,) = await workspace.tidy.show()
        assert notice.remove_on == place.day + timedelta(days=NOTICE_DAYS)
        assert notice.conversation.notice_on == place.day
        place.days_pass(1)
        # Showing it again does not put it off.
        assert (await workspace.tidy.show())[0].remove_on == notice.remove_on
        place.days_pass(NOTICE_DAYS - 1)
        assert await workspace.tidy.tidy() == 1

    within(story)


def test_a_notice_that_was_shown_is_durable() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await kept(place, workspace)
        place.days_pass(NOTES_DAYS)
        shown = await workspace.tidy.show()
        header = workspace.profile.header
        await place.leave(workspace)
        reopened = place.enter(await place.desk.unlock(header, Passphrase(WORDS), nobody_asks))
        assert reopened.tidy.notices() == shown
        await place.leave(reopened)

    run(story())


def test_what_is_not_on_the_server_is_not_on_the_clock() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        waiting = await agreed(place, workspace, "Canary.")
        await talked(place, workspace, "Still open.")
        place.days_pass(400)
        assert await workspace.tidy.show() == []
        assert await workspace.tidy.tidy() == 0
        (item,) = workspace.outbox.items()
        assert item.id == waiting.summary_id

    within(story)


def test_sent_wordings_go_with_the_notes_they_stood_beside() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await sent(place, workspace)
        place.days_pass(NOTES_DAYS)
        await workspace.tidy.tidy()
        assert [item.id for item in workspace.outbox.items()] == [conversation.summary_id]
        await workspace.tidy.show()
        place.days_pass(NOTICE_DAYS)
        assert await workspace.tidy.tidy() == 1
        assert (workspace.outbox.items(), notes(workspace)) == ([], [{}])

    within(story)


def test_a_sent_wording_without_its_conversation_goes_after_its_days() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await agreed(place, workspace, "Canary.")
        workspace.conversations.delete(conversation)
        (item,) = workspace.outbox.items()
        waits = replace(item, state=State.SENT, sent_on=place.day)
        workspace.saver.put("outbox", item.id, waits.to_document())
        place.days_pass(NOTES_DAYS)
        await workspace.tidy.tidy()
        assert len(workspace.outbox.items()) == 1
        safe = replace(waits, state=State.DURABLE, durable_on=place.day)
        workspace.saver.put("outbox", item.id, safe.to_document())
        place.days_pass(NOTES_DAYS - 1)
        await workspace.tidy.tidy()
        assert len(workspace.outbox.items()) == 1
        place.days_pass(1)
        await workspace.tidy.tidy()
        assert workspace.outbox.items() == []

    within(story)


def test_notes_that_somebody_keeps_stay_with_their_wording() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await sent(place, workspace)
        place.days_pass(NOTES_DAYS)
        (notice,) = await workspace.tidy.show()
        await workspace.tidy.keep(notice.conversation)
        place.days_pass(NOTES_DAYS + NOTICE_DAYS)
        assert await workspace.tidy.show() == []
        assert await workspace.tidy.tidy() == 0
        assert notes(workspace) == [{"work": "Canary."}]
        assert len(workspace.outbox.items()) == 1

    within(story)


def test_tidying_does_not_change_the_order_of_use() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        first = await kept(place, workspace)
        second = await kept(place, workspace)
        place.days_pass(NOTES_DAYS)
        for _ in range(2):
            await workspace.tidy.show()
            assert [found.id for found in workspace.conversations.finished()] == [
                second.id,
                first.id,
            ]
            place.days_pass(NOTICE_DAYS)
            await workspace.tidy.tidy()

    within(story)


def test_what_the_device_could_not_keep_is_said() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await kept(place, workspace)
        place.days_pass(NOTES_DAYS)
        place.store.failing = StoreFull()
        with pytest.raises(StoreFull):
            await workspace.tidy.show()
        place.days_pass(NOTICE_DAYS)
        with pytest.raises(StoreFull):
            await workspace.tidy.tidy()
        place.store.recovers()
        await place.leave(workspace)

    run(story())


def test_opening_a_profile_tidies_it() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await kept(place, workspace)
        place.days_pass(NOTES_DAYS)
        await workspace.tidy.show()
        header = workspace.profile.header
        await place.leave(workspace)
        place.days_pass(NOTICE_DAYS)
        opened = await place.desk.unlock(header, Passphrase(WORDS), nobody_asks)
        assert opened.tables.all("conversations")[0]["notes"] == {"work": "Canary."}
        reopened = place.enter(opened)
        await asyncio.sleep(0.01)
        assert notes(reopened) == [{}]
        await place.leave(reopened)

    run(story())


ACTS = st.lists(
    st.sampled_from(["show", "tidy", "list"]) | st.integers(0, 40) | st.integers(-5, -1),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_no_order_of_days_and_acts_removes_what_was_not_shown_for_a_week(
    acts: list[str | int],
) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await kept(place, workspace)
        finished, shown = place.day, None
        for act in acts:
            if isinstance(act, int):
                place.days_pass(act)
            elif act == "show":
                if await workspace.tidy.show():
                    shown = shown or place.day
            elif act == "list":
                workspace.tidy.notices()
            elif await workspace.tidy.tidy():
                assert shown is not None
                assert place.day >= shown + timedelta(days=NOTICE_DAYS)
                assert place.day >= finished + timedelta(days=NOTES_DAYS)
                assert notes(workspace) == [{}]
                return
            assert notes(workspace) == [{"work": "Canary."}]

    within(story)
