"""Wrong tries are slowed, whatever is tried and wherever, and for good."""

import asyncio

import pytest

from app.domain.errors import (
    StoreFull,
    TooManyTries,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.lock import DELAYS
from app.vault.secrets import PasskeyAnswer, RecoveryCode
from tests.app.usecases.doors import RIGHT, WRONG, closed
from tests.app.usecases.parts import Place, nobody_asks, run


def test_wrong_tries_wait_longer_and_longer_and_a_reload_does_not_forget() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        for number, delay in enumerate((*DELAYS, DELAYS[-1])):
            with pytest.raises(WrongPassphrase):
                await place.desk.unlock(header, WRONG, nobody_asks)
            (kept,) = await place.desk.profiles()
            assert (kept.tries, kept.tried_at) == (number + 1, place.clock)
            reloaded = place.other_window()
            assert await reloaded.desk.seconds_to_wait(header) == delay
            if delay:
                tried = reloaded.chest.tried
                with pytest.raises(TooManyTries) as slowed:
                    await reloaded.desk.unlock(header, RIGHT, nobody_asks)
                assert slowed.value.wait == delay
                assert reloaded.chest.tried == tried
            place.clock += delay
        opened = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert (opened.header.tries, opened.header.tried_at) == (0, 0.0)
        assert await place.desk.profiles() == [opened.header]

    run(story())


def test_codes_and_passkeys_are_slowed_by_the_same_count() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        answer = PasskeyAnswer(b"id", bytes(32), bytes(32))
        for secret, refusal in (
            (RecoveryCode(bytes(20)), WrongRecoveryCode),
            (answer, WrongPasskey),
            (WRONG, WrongPassphrase),
        ):
            with pytest.raises(refusal):
                await place.desk.unlock(header, secret, nobody_asks)
        for secret in (RIGHT, RecoveryCode(bytes(20)), answer):
            with pytest.raises(TooManyTries):
                await place.desk.unlock(header, secret, nobody_asks)

    run(story())


def test_a_store_that_cannot_save_neither_opens_the_door_nor_hides_the_reason() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        place.store.failing = StoreFull()
        for _ in range(3):
            with pytest.raises(WrongPassphrase):
                await place.desk.unlock(header, WRONG, nobody_asks)
        with pytest.raises(TooManyTries):
            await place.desk.unlock(header, RIGHT, nobody_asks)
        assert await place.desk.seconds_to_wait(header) == 1
        place.clock += 1
        opened = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert opened.header.tries == 0
        assert await place.desk.seconds_to_wait(header) == 0

    run(story())


def test_two_windows_trying_at_once_are_both_counted() -> None:
    async def story() -> None:
        here = Place()
        header, _ = await closed(here)
        there = here.other_window()
        tries = (place.desk.unlock(header, WRONG, nobody_asks) for place in (here, there))
        answers = await asyncio.gather(*tries, return_exceptions=True)
        assert [type(answer) for answer in answers] == [WrongPassphrase] * 2
        (kept,) = await here.desk.profiles()
        assert kept.tries == 2

    run(story())


def test_a_right_secret_ends_the_wait_even_where_that_cannot_be_saved() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        for _ in range(2):
            with pytest.raises(WrongPassphrase):
                await place.desk.unlock(header, WRONG, nobody_asks)
        place.store.failing = StoreFull()
        opened = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert opened.header.tries == 0
        await place.desk.close(opened)
        with pytest.raises(WrongPassphrase):
            await place.desk.unlock(header, WRONG, nobody_asks)
        assert await place.desk.seconds_to_wait(header) == 0

    run(story())


def test_a_profile_erased_while_it_was_tried_does_not_come_back() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        trying = asyncio.create_task(place.desk.unlock(header, WRONG, nobody_asks))
        while place.chest.tried == 0:
            await asyncio.sleep(0)
        await place.store.erase_profile(header.id)
        with pytest.raises(WrongPassphrase):
            await trying
        assert await place.desk.profiles() == []

    run(story())
