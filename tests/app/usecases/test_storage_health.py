"""Storage health: the honest figures, unknowns as unknown."""

from dataclasses import replace
from datetime import date

import pytest

from app.device.native_device import NativeDevice
from app.device.port import StorageRoom
from app.sync.outbox import State
from app.usecases.storage_health import StorageDesk
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import agreed, talked


class Browser(NativeDevice):
    """A device that can say how much room there is, and that it may be cleared."""

    async def room(self) -> StorageRoom | None:
        return StorageRoom(used=80, quota=100)

    async def is_persistent(self) -> bool | None:
        return None

    async def lacks_parts(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("device", "room", "persistent", "lacks_parts"),
    [(NativeDevice(), None, True, False), (Browser(), (80, 100), None, True)],
)
def test_the_device_is_asked_and_believed(
    device: NativeDevice,
    room: tuple[int, int] | None,
    persistent: bool | None,
    lacks_parts: bool,
) -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        desk = StorageDesk(
            workspace.profile.tables,
            workspace.outbox,
            workspace.settings,
            device,
            lambda: place.day,
        )
        health = await desk.look()
        assert (health.room, health.persistent) == (room, persistent)
        assert health.lacks_parts == lacks_parts
        assert (health.records, health.set_aside, health.oldest_unsent_days) == (0, 0, None)
        await place.leave(workspace)

    run(story())


def test_what_is_kept_and_what_still_waits_is_counted() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        empty = await workspace.storage.look()
        await agreed(place, workspace, "Sent.")
        place.days_pass(2)
        await agreed(place, workspace, "Held.")
        place.days_pass(3)
        await agreed(place, workspace, "Waiting.")
        assert (await workspace.storage.look()).oldest_unsent_days == 5
        oldest, held, _ = workspace.outbox.items()
        for item, state in ((oldest, State.SENT), (held, State.HELD)):
            document = replace(item, state=state).to_document()
            workspace.saver.put("outbox", item.id, document)
        # Held is unsent too: it is as lost as a waiting one when the site's data goes.
        assert (await workspace.storage.look()).oldest_unsent_days == 3
        place.days_pass(-9)
        assert (await workspace.storage.look()).oldest_unsent_days == 0
        await workspace.saver.flush()
        health = await workspace.storage.look()
        assert health.records == 6
        assert health.bytes > empty.bytes
        await place.leave(workspace)

    run(story())


def test_the_last_backup_is_the_one_that_was_noted() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        assert (await workspace.storage.look()).last_backup_on is None
        noted = replace(workspace.settings.get(), last_backup_on=date(2026, 11, 1))
        await workspace.settings.keep(noted)
        assert (await workspace.storage.look()).last_backup_on == date(2026, 11, 1)
        await place.leave(workspace)

    run(story())


def test_what_was_set_aside_is_counted() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        conversation = await talked(place, workspace, "Words.")
        await place.leave(workspace)
        await place.store.commit(
            workspace.profile.header.id, [], [("conversations", conversation.id)]
        )
        again = place.enter(await place.reopened())
        assert (await again.storage.look()).set_aside == 1
        await place.leave(again)

    run(story())
