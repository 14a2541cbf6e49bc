"""Two windows over one device: no key change that was said to be made is undone by the other."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from app.domain import recovery_code
from app.domain.errors import (
    KeysMoved,
    LaybyError,
    TooManyTries,
    TransitionError,
    VaultError,
    WrongPassphrase,
)
from app.store.port import ProfileHeader
from app.usecases.change_keys import Slots
from app.vault.envelope import Envelope
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode
from tests.app.usecases.first_format import first_format_profile
from tests.app.usecases.parts import (
    OTHER_WORDS,
    WORDS,
    BrittleStore,
    Place,
    nobody_asks,
    run,
)
from tests.app.usecases.test_change_keys import NEW, OLD, PASSKEY, a_profile, opens

THIRD_WORDS = "pebble saddle walnut thunder"
OTHER_PASSKEY = PasskeyAnswer(b"other credential", bytes(range(32, 64)), b"\x08" * 32)

Step = Callable[[], Coroutine[Any, Any, Any]]


class Interrupted(BrittleStore):
    """Before its next write to a header, lets another window do something."""

    def __init__(self) -> None:
        super().__init__()
        self.first: list[Step] = []

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        await self._let_others()
        return await super().change_profile(header, was)

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        await self._let_others()
        await super().count_try(profile_id, tries, tried_at)

    async def _let_others(self) -> None:
        if self.first:
            await self.first.pop(0)()


async def nothing() -> None:
    """What comes before a write of the other window itself."""


async def two_windows() -> tuple[Place, Place, Interrupted, str, RecoveryCode]:
    store = Interrupted()
    here = Place(store)
    profile_id, code = await a_profile(here)
    return here, here.other_window(), store, profile_id, code


def test_a_wrong_try_in_another_window_does_not_undo_a_new_passphrase() -> None:
    async def story() -> None:
        here, there, store, profile_id, _ = await two_windows()
        (header,) = await there.desk.profiles()
        store.first = [lambda: here.keys.change_passphrase(profile_id, OLD, OTHER_WORDS)]
        with pytest.raises(WrongPassphrase):
            await there.desk.unlock(header, Passphrase(THIRD_WORDS), nobody_asks)
        assert (await here.desk.profiles())[0].tries == 1
        assert await opens(here, profile_id, NEW)
        assert not await opens(here, profile_id, OLD)

    run(story())


def test_nothing_brings_an_erased_profile_back() -> None:
    async def story() -> None:
        here, there, store, profile_id, _ = await two_windows()
        (header,) = await there.desk.profiles()

        async def erase() -> None:
            await here.erase.profile(header)

        records = await store.load(profile_id)
        for step, refused in (
            (there.desk.unlock(header, Passphrase(THIRD_WORDS), nobody_asks), WrongPassphrase),
            (there.keys.change_passphrase(profile_id, OLD, OTHER_WORDS), VaultError),
            (there.keys.new_recovery_code(profile_id, OLD), VaultError),
            (there.keys.add_passkey(profile_id, OLD, PASSKEY), VaultError),
            (there.keys.drop_passkeys(profile_id), VaultError),
        ):
            store.first = [erase]
            with pytest.raises(refused):
                await step
            assert await here.desk.profiles() == []
            await store.add_profile(header, records)

    run(story())


def test_an_upgrade_does_not_undo_what_another_window_changed() -> None:
    async def story() -> None:
        store = Interrupted()
        here = Place(store)
        header = await first_format_profile(here, WORDS)
        there = Place(store)  # as if it had not noticed that the other holds the profile
        made: list[str] = []

        async def upgrade_and_change() -> None:
            await here.desk.close(await here.desk.unlock(header, OLD, nobody_asks))
            made.append(await here.keys.new_recovery_code(header.id, OLD))

        store.first = [upgrade_and_change]
        late = await there.desk.unlock(header, OLD, nobody_asks)
        assert late.header.format == 1  # what it was asked to write, it did not
        await there.desk.close(late)
        (kept,) = await here.desk.profiles()
        assert Envelope.from_document(kept.envelope).has("recovery")
        code = RecoveryCode(recovery_code.read(made[0]))
        await here.desk.close(await here.desk.unlock(kept, code, nobody_asks))

    run(story())


def test_a_change_is_made_from_what_another_window_left() -> None:
    async def story() -> None:
        here, there, store, profile_id, _ = await two_windows()
        made: list[str] = []

        async def other_code() -> None:
            made.append(await there.keys.new_recovery_code(profile_id, OLD))

        other_passkey = there.keys.add_passkey(profile_id, OLD, PASSKEY)
        store.first = [other_code, nothing, lambda: other_passkey]
        await here.keys.change_passphrase(profile_id, OLD, OTHER_WORDS)
        assert store.first == []
        for secret in (NEW, RecoveryCode(recovery_code.read(made[0])), PASSKEY):
            assert await opens(here, profile_id, secret)
        assert not await opens(here, profile_id, OLD)

    run(story())


def test_a_change_of_what_another_window_just_changed_is_refused() -> None:
    async def story() -> None:
        here, there, store, profile_id, code = await two_windows()
        store.first = [lambda: there.keys.change_passphrase(profile_id, OLD, THIRD_WORDS)]
        for step in (
            here.keys.change_passphrase(profile_id, code, OTHER_WORDS),  # the same place
            here.keys.new_recovery_code(profile_id, Passphrase(THIRD_WORDS)),  # another opener
        ):
            with pytest.raises(KeysMoved):
                await step
            store.first = [
                lambda: there.keys.change_passphrase(profile_id, code, "quarry ribbon lemon oat")
            ]
        (header,) = await here.desk.profiles()
        assert header.tries == 0
        assert await opens(here, profile_id, Passphrase("quarry ribbon lemon oat"))
        assert await opens(here, profile_id, code)
        assert not await opens(here, profile_id, NEW)

    run(story())


def test_a_change_gives_up_when_others_never_stop() -> None:
    async def story() -> None:
        here, there, store, profile_id, _ = await two_windows()
        added = 0

        async def add_another() -> None:
            nonlocal added
            added += 1
            answer = PasskeyAnswer(b"%d" % added, bytes(range(32)), b"\x07" * 32)
            await there.keys.add_passkey(profile_id, OLD, answer)

        store.first = [add_another, nothing] * 3
        with pytest.raises(KeysMoved):
            await here.keys.change_passphrase(profile_id, OLD, OTHER_WORDS)
        assert await opens(here, profile_id, OLD)
        assert (await here.keys.slots(profile_id)).passkeys == 3

    run(story())


@pytest.mark.parametrize("same_window", (True, False))
def test_passkeys_dropped_while_a_passphrase_changes_stay_dropped(same_window: bool) -> None:
    async def dropped_after(steps: int) -> bool:
        place = Place()
        profile_id, _ = await a_profile(place)
        await place.keys.add_passkey(profile_id, OLD, PASSKEY)
        change = asyncio.ensure_future(place.keys.change_passphrase(profile_id, OLD, OTHER_WORDS))
        for _ in range(steps):
            await asyncio.sleep(0)
        window = place if same_window else place.other_window()
        try:
            await window.keys.drop_passkeys(profile_id)
            dropped = True
        except TransitionError:
            assert same_window
            dropped = False
        (refused,) = await asyncio.gather(change, return_exceptions=True)
        assert refused is None or isinstance(refused, TransitionError)
        assert await opens(place, profile_id, PASSKEY) is not dropped
        assert await opens(place, profile_id, OLD if refused else NEW)
        return dropped

    async def story() -> None:
        outcomes = {await dropped_after(steps) for steps in range(0, 60, 3)}
        assert True in outcomes
        assert (False in outcomes) is same_window

    run(story())


def test_dropping_passkeys_takes_those_added_meanwhile_too_and_waits_for_no_delay() -> None:
    async def story() -> None:
        here, there, store, profile_id, _ = await two_windows()
        await here.keys.add_passkey(profile_id, OLD, PASSKEY)
        store.first = [lambda: there.keys.add_passkey(profile_id, OLD, OTHER_PASSKEY)]
        await here.keys.drop_passkeys(profile_id)
        assert await here.keys.slots(profile_id) == Slots(recovery=True, passkeys=0)
        await here.keys.add_passkey(profile_id, OLD, PASSKEY)
        for _ in range(3):
            with pytest.raises(WrongPassphrase):
                await here.keys.prove(profile_id, NEW)
        with pytest.raises(TooManyTries):
            await here.keys.prove(profile_id, OLD)
        await here.keys.drop_passkeys(profile_id)
        assert (await here.keys.slots(profile_id)).passkeys == 0

    run(story())


def test_a_header_under_another_profiles_id_opens_nothing() -> None:
    async def story() -> None:
        place = Place()
        await a_profile(place)
        (header,) = await place.desk.profiles()
        moved = ProfileHeader("another-id", "Profile 2", header.envelope)
        await place.store.add_profile(moved, [])
        for refused in (
            place.desk.unlock(moved, OLD, nobody_asks),
            place.keys.slots(moved.id),
            place.keys.change_passphrase(moved.id, OLD, OTHER_WORDS),
        ):
            with pytest.raises(LaybyError, match="or it is damaged"):
                await refused
        assert await place.store.load(moved.id) == []
        await place.erase.profile(moved)
        assert await place.desk.profiles() == [header]

    run(story())
