"""Keys change offline and durably; what opened before opens no more, the rest still does."""

import pytest

from app.domain import recovery_code
from app.domain.errors import (
    PassphraseTooCommon,
    StoreFull,
    TooManyTries,
    VaultError,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.usecases.change_keys import Slots
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode, Secret
from tests.app.usecases.first_format import first_format_profile
from tests.app.usecases.parts import COMMON, LIST, OTHER_WORDS, WORDS, Place, nobody_asks, run

OLD, NEW = Passphrase(WORDS), Passphrase(OTHER_WORDS)
PASSKEY = PasskeyAnswer(b"credential", bytes(range(32)), b"\x07" * 32)


async def opens(place: Place, profile_id: str, secret: Secret) -> bool:
    (header,) = [found for found in await place.desk.profiles() if found.id == profile_id]
    place.clock += 60
    try:
        opened = await place.desk.unlock(header, secret, nobody_asks)
    except (WrongPassphrase, WrongRecoveryCode, WrongPasskey):
        return False
    assert opened.tables.get("notes", "n") == {"words": "kept"}
    await place.desk.close(opened)
    return True


async def a_profile(place: Place) -> tuple[str, RecoveryCode]:
    made = await place.create()
    made.profile.tables.put("notes", "n", {"words": "kept"})
    await made.profile.tables.close()
    await place.desk.close(made.profile)
    return made.profile.header.id, RecoveryCode(recovery_code.read(made.recovery_code))


def test_a_new_passphrase_takes_the_place_of_the_old_one() -> None:
    async def story() -> None:
        place = Place()
        profile_id, code = await a_profile(place)
        await place.keys.change_passphrase(profile_id, OLD, OTHER_WORDS)
        assert await opens(place, profile_id, NEW)
        assert not await opens(place, profile_id, OLD)
        assert await opens(place, profile_id, code)

    run(story())


def test_a_forgotten_passphrase_is_replaced_with_the_printed_code() -> None:
    async def story() -> None:
        place = Place()
        profile_id, code = await a_profile(place)
        await place.keys.change_passphrase(profile_id, code, OTHER_WORDS)
        assert await opens(place, profile_id, NEW)
        fresh = RecoveryCode(
            recovery_code.read(await place.keys.new_recovery_code(profile_id, code))
        )
        assert fresh != code
        assert await opens(place, profile_id, fresh)
        assert not await opens(place, profile_id, code)

    run(story())


def test_a_passkey_comes_and_goes() -> None:
    async def story() -> None:
        place = Place()
        profile_id, _ = await a_profile(place)
        assert await place.keys.slots(profile_id) == Slots(recovery=True, passkeys=0)
        await place.keys.add_passkey(profile_id, OLD, PASSKEY)
        assert await place.keys.slots(profile_id) == Slots(recovery=True, passkeys=1)
        (header,) = await place.desk.profiles()
        assert place.desk.passkeys(header) == [(PASSKEY.credential, PASSKEY.salt)]
        assert await opens(place, profile_id, PASSKEY)
        await place.keys.change_passphrase(profile_id, PASSKEY, OTHER_WORDS)
        await place.keys.drop_passkeys(profile_id)
        assert not await opens(place, profile_id, PASSKEY)
        assert await opens(place, profile_id, NEW)

    run(story())


def test_a_passphrase_that_must_not_be_chosen_changes_nothing() -> None:
    async def story() -> None:
        place = Place()
        profile_id, _ = await a_profile(place)
        before = place.store.writes
        with pytest.raises(PassphraseTooCommon):
            await place.keys.change_passphrase(profile_id, OLD, COMMON)
        assert place.store.writes == before

    run(story())


def test_wrong_openers_are_counted_with_wrong_tries_to_unlock() -> None:
    async def story() -> None:
        place = Place()
        profile_id, _ = await a_profile(place)
        (header,) = await place.desk.profiles()
        with pytest.raises(WrongPassphrase):
            await place.desk.unlock(header, NEW, nobody_asks)
        with pytest.raises(WrongPassphrase):
            await place.keys.change_passphrase(profile_id, NEW, OTHER_WORDS)
        with pytest.raises(WrongRecoveryCode):
            await place.keys.new_recovery_code(profile_id, RecoveryCode(bytes(20)))
        for change in (
            place.keys.new_recovery_code(profile_id, OLD),
            place.desk.unlock(header, OLD, nobody_asks),
        ):
            with pytest.raises(TooManyTries):
                await change
        place.clock += 1
        await place.keys.change_passphrase(profile_id, OLD, OTHER_WORDS)
        assert [found.tries for found in await place.desk.profiles()] == [0]

    run(story())


def test_what_cannot_be_saved_is_not_said_to_be_changed() -> None:
    async def story() -> None:
        place = Place()
        profile_id, code = await a_profile(place)
        place.store.failing = StoreFull()
        for change in (
            place.keys.change_passphrase(profile_id, OLD, OTHER_WORDS),
            place.keys.new_recovery_code(profile_id, OLD),
            place.keys.add_passkey(profile_id, OLD, PASSKEY),
            place.keys.drop_passkeys(profile_id),
        ):
            with pytest.raises(StoreFull):
                await change
        place.store.recovers()
        assert await opens(place, profile_id, OLD)
        assert await opens(place, profile_id, code)
        assert not await opens(place, profile_id, NEW)

    run(story())


def test_a_profile_of_the_first_format_is_unlocked_before_its_keys_change() -> None:
    async def story() -> None:
        place = Place()
        header = await first_format_profile(place, WORDS)
        with pytest.raises(VaultError, match="Unlock this profile"):
            await place.keys.new_recovery_code(header.id, OLD)
        opened = await place.desk.unlock(header, OLD, nobody_asks)
        await place.desk.close(opened)
        assert await place.keys.slots(header.id) == Slots(recovery=False, passkeys=0)
        await place.keys.new_recovery_code(header.id, OLD)
        assert await place.keys.slots(header.id) == Slots(recovery=True, passkeys=0)

    run(story())


def test_a_secret_can_be_proved_without_a_change_and_a_wrong_one_counts() -> None:
    async def story() -> None:
        place = Place()
        profile_id, code = await a_profile(place)
        before = (await place.desk.profiles())[0].envelope
        for right in (OLD, code):
            await place.keys.prove(profile_id, right)
        with pytest.raises(WrongPassphrase):
            await place.keys.prove(profile_id, NEW)
        after = (await place.desk.profiles())[0]
        assert after.envelope == before
        assert after.tries == 1

    run(story())


def test_made_passphrases_come_from_the_list() -> None:
    desk = Place().keys
    words = desk.make_passphrase().split(" ")
    assert len(words) == 4
    assert set(words) <= set(LIST)
    assert len(desk.random_bytes(32)) == 32
    assert desk.random_bytes(32) != desk.random_bytes(32)
