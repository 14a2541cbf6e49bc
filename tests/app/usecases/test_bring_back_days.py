"""What is deleted goes in its days, whatever clock or version it was deleted by."""

from datetime import timedelta

from app.domain.deletion import KEPT_DAYS
from app.usecases.bring_back import TABLE
from tests.app.usecases.parts import Place, run
from tests.app.usecases.planned import planned
from tests.app.usecases.test_bring_back import locks, stored


def test_what_was_deleted_by_a_clock_that_ran_ahead_goes_in_its_days_all_the_same() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        _, record = await planned(place, workspace, "Swims")
        right, place.day = place.day, place.day + timedelta(days=4000)
        workspace.plans.delete(record)
        place.day = right
        workspace = await locks(place, workspace)
        ((gone, _),) = workspace.plans.deleted()
        assert gone.last_day == right + timedelta(days=KEPT_DAYS)
        assert not gone.fresh
        place.day = gone.last_day + timedelta(days=1)
        workspace = await locks(place, workspace)
        assert workspace.plans.deleted() == []
        assert TABLE not in await stored(place)
        await place.leave(workspace)

    run(story())


def test_what_an_earlier_layby_deleted_waits_from_the_day_it_is_first_seen() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        _, record = await planned(place, workspace, "Swims")
        workspace.plans.delete(record)
        (entry,) = workspace.saver.tables.all(TABLE)
        del entry["deleted_on"], entry["fresh"]
        workspace.saver.put(TABLE, entry["id"], {**entry, "opened": 1})
        workspace = await locks(place, workspace)
        place.day += timedelta(days=KEPT_DAYS)
        workspace = await locks(place, workspace)
        assert [found.id for _, found in workspace.plans.deleted()] == [record.id]
        place.day += timedelta(days=1)
        assert workspace.plans.deleted() == []
        await place.leave(workspace)

    run(story())
