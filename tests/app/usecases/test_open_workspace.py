"""The workspace: put together at once, closed only when everything is kept."""

import asyncio
import json

import pytest

from app.domain.errors import StoreFull, VaultLocked
from app.domain.lock import LockTimes
from tests.app.scripted_server import ORGANISATION, ScriptedServer, enrolled, ok
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import CODE, talked


def test_closing_keeps_and_then_forgets() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        conversation = await talked(place, workspace, "Words.")
        conversation.notes["work"] = "Words, and the last keystroke."
        workspace.conversations.save(conversation)
        await place.leave(workspace)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        with pytest.raises(VaultLocked):
            workspace.conversations.open_ones()
        again = place.enter(await place.reopened())
        (found,) = again.conversations.open_ones()
        assert found.notes == conversation.notes
        await place.leave(again)

    run(story())


def test_what_cannot_be_kept_stays_open() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        conversation = await talked(place, workspace, "Words.")
        place.store.failing = StoreFull()
        conversation.notes["work"] = "Not to be lost."
        workspace.conversations.save(conversation)
        with pytest.raises(StoreFull):
            await workspace.close()
        assert workspace.conversations.open_ones() == [conversation]
        place.store.recovers()
        await place.leave(workspace)

    run(story())


def test_what_is_abandoned_is_not_written() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await talked(place, workspace, "Words.")
        place.store.failing = StoreFull()
        workspace.saver.put("notes", "n", {"words": "never kept"})
        await asyncio.sleep(0.01)
        place.store.recovers()
        before = place.store.writes
        await workspace.abandon()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert place.store.writes == before

    run(story())


def test_the_trusts_times_for_locking_count_once_enrolled() -> None:
    async def story() -> None:
        workspace = place.enter((await place.create()).profile)
        assert workspace.lock.times() == LockTimes()
        await workspace.enrolments.enrol(CODE)
        assert workspace.lock.times() == LockTimes(60, 30)
        await place.leave(workspace)

    trust = {**ORGANISATION, "lock_idle_minutes": 1, "lock_hidden_minutes": 0.5}
    answer = ok({**json.loads(enrolled(None).body), "organisation": trust}, 201)
    place = Place(server=ScriptedServer({"POST /api/v1/enrolments": answer}))
    run(story())
