"""Erasing: gone from storage at once, never under another window's hands."""

import pytest

from app.domain.errors import ProfileInUse, StoreFull
from tests.app.usecases.parts import Place, run


async def two_profiles(place: Place) -> list[object]:
    for _ in range(2):
        made = await place.create()
        made.profile.tables.put("notes", "n", {"words": "kept"})
        await made.profile.tables.close()
        await place.desk.close(made.profile)
    return list(await place.desk.profiles())


def test_one_profile_goes_and_the_other_stays() -> None:
    async def story() -> None:
        place = Place()
        first, second = await two_profiles(place)
        await place.erase.profile(first)
        assert await place.desk.profiles() == [second]
        assert await place.store.load(first.id) == []
        assert await place.store.load(second.id) != []
        assert place.board.holders == {}

    run(story())


def test_everything_goes() -> None:
    async def story() -> None:
        place = Place()
        headers = await two_profiles(place)
        await place.erase.everything()
        assert await place.desk.profiles() == []
        for header in headers:
            assert await place.store.load(header.id) == []
        assert place.board.holders == {}

    run(story())


def test_what_is_open_in_another_window_is_not_erased() -> None:
    async def story() -> None:
        here = Place()
        first, second = await two_profiles(here)
        there = here.other_window()
        await there.holds.hold(second.id, there.desk.profiles)
        with pytest.raises(ProfileInUse):
            await here.erase.profile(second)
        with pytest.raises(ProfileInUse):
            await here.erase.everything()
        assert await here.desk.profiles() == [first, second]
        assert here.board.holders == {second.id: there.holds}
        await here.erase.profile(first)

    run(story())


def test_a_device_that_cannot_erase_says_so_and_lets_go() -> None:
    async def story() -> None:
        place = Place()
        first, _ = await two_profiles(place)
        place.store.failing = StoreFull()
        with pytest.raises(StoreFull):
            await place.erase.profile(first)
        with pytest.raises(StoreFull):
            await place.erase.everything()
        assert len(await place.desk.profiles()) == 2
        assert place.board.holders == {}

    run(story())


def test_what_is_still_on_its_way_is_not_written_into_a_profile_that_is_gone() -> None:
    async def story() -> None:
        place = Place()
        made = await place.create()
        made.profile.tables.put("notes", "n", {"words": "too late"})
        await place.erase.profile(made.profile.header)
        with pytest.raises(Exception, match="another window"):
            await made.profile.tables.commit()
        assert await place.store.load(made.profile.header.id) == []

    run(story())
