"""Profiles: made whole or not at all, opened one at a time."""

import asyncio
from dataclasses import replace

import pytest

from app.domain import recovery_code
from app.domain.errors import (
    LaybyError,
    PassphraseTooShort,
    ProfileInUse,
    StoreFull,
    StoreUnavailable,
    TransitionError,
    VaultError,
    VaultFormatUnknown,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.usecases.unlock import free_label
from app.vault.secrets import Passphrase, RecoveryCode
from tests.app.usecases.doors import RIGHT, WRONG, closed
from tests.app.usecases.parts import (
    OTHER_WORDS,
    WORDS,
    Board,
    BrittleStore,
    Place,
    nobody_asks,
    run,
)


def test_a_new_profile_opens_with_its_passphrase_and_with_its_code() -> None:
    async def story() -> None:
        place = Place()
        made = await place.create()
        assert made.profile.header.label == "Profile 1"
        assert (await place.desk.profiles()) == [made.profile.header]
        assert WORDS not in repr(made)
        assert made.recovery_code not in repr(made)
        made.profile.tables.put("notes", "n", {"words": "kept"})
        await made.profile.tables.close()
        await place.desk.close(made.profile)
        code = RecoveryCode(recovery_code.read(made.recovery_code))
        for secret in (RIGHT, code):
            opened = await place.desk.unlock(made.profile.header, secret, nobody_asks)
            assert opened.tables.get("notes", "n") == {"words": "kept"}
            assert opened.tables.set_aside == ()
            await place.desk.close(opened)

    run(story())


def test_labels_are_neutral_and_fill_gaps() -> None:
    assert free_label([]) == "Profile 1"
    assert free_label(["Profile 1", "Profile 3"]) == "Profile 2"
    assert free_label(["Sam", "Profile 1"]) == "Profile 2"

    async def story() -> None:
        place = Place()
        await asyncio.gather(*(place.create() for _ in range(11)))
        labels = [header.label for header in await place.desk.profiles()]
        assert labels == [f"Profile {number}" for number in range(1, 12)]

    run(story())


def test_a_refused_passphrase_makes_nothing() -> None:
    async def story() -> None:
        place = Place()
        with pytest.raises(PassphraseTooShort):
            await place.create("short")
        assert place.store.writes == 0

    run(story())


@pytest.mark.parametrize("moment", ["failing", "unreadable"])
def test_a_profile_that_could_not_be_made_whole_is_not_listed(moment: str) -> None:
    async def story() -> None:
        place = Place()
        # Either it cannot be written, or what was written cannot be read back.
        setattr(place.store, moment, StoreFull())
        with pytest.raises(StoreFull):
            await place.create()
        place.store.recovers()
        assert await place.desk.profiles() == []
        assert place.board.holders == {}

    run(story())


@pytest.mark.parametrize("secret", [RIGHT, WRONG])
def test_two_taps_open_once_and_count_once(secret: Passphrase) -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        tried = place.chest.tried
        taps = [place.desk.unlock(header, secret, nobody_asks) for _ in range(3)]
        answers = await asyncio.gather(*taps, return_exceptions=True)
        assert [type(answer) for answer in answers[1:]] == [TransitionError] * 2
        assert isinstance(answers[0], WrongPassphrase) == (secret is WRONG)
        assert place.chest.tried == tried + 1
        (kept,) = await place.desk.profiles()
        assert kept.tries == (secret is WRONG)

    run(story())


def test_another_window_is_said_only_to_who_knows_the_secret() -> None:
    async def story() -> None:
        here = Place()
        made = await here.create()
        there = here.other_window()
        header = made.profile.header
        assert await there.desk.in_use(header)
        assert not await here.desk.in_use(header)
        with pytest.raises(WrongPassphrase):
            await there.desk.unlock(header, WRONG, nobody_asks)
        with pytest.raises(ProfileInUse):
            await there.desk.unlock(header, RIGHT, nobody_asks)
        (kept,) = await there.desk.profiles()
        assert kept.tries == 0
        assert here.board.holders[header.id] is here.holds

    run(story())


def test_taking_over_lets_the_other_window_save_first() -> None:
    async def story() -> None:
        here = Place()
        made = await here.create()
        await here.desk.close(made.profile)
        header = made.profile.header

        async def asked() -> None:
            opened.tables.put("notes", "n", {"words": "the last ones"})
            await opened.tables.close()
            await here.keys.change_passphrase(header.id, RIGHT, OTHER_WORDS)

        opened = await here.desk.unlock(header, RIGHT, asked)
        there = here.other_window()
        # The keys change while the other window lets go: what it then finds is tried again.
        with pytest.raises(WrongPassphrase):
            await there.desk.unlock(header, RIGHT, nobody_asks, take_over=True)
        assert here.board.holders == {}
        again = await there.desk.unlock(header, WRONG, nobody_asks, take_over=True)
        assert again.tables.get("notes", "n") == {"words": "the last ones"}
        assert here.board.holders[header.id] is there.holds

    run(story())


def test_what_fails_after_the_secret_lets_go_of_the_profile() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        place.store.unreadable = StoreUnavailable()
        with pytest.raises(StoreUnavailable):
            await place.desk.unlock(header, RIGHT, nobody_asks)
        assert place.board.holders == {}
        place.store.recovers()
        assert (await place.desk.unlock(header, RIGHT, nobody_asks)).header == header

    run(story())


def test_newer_and_vanished_profiles_are_refused_by_name() -> None:
    async def story() -> None:
        place = Place()
        header, _ = await closed(place)
        newer = replace(header, format=header.format + 1)
        assert await place.store.change_profile(newer, header)
        with pytest.raises(VaultFormatUnknown):
            await place.desk.unlock(header, RIGHT, nobody_asks)
        foreign = replace(header, envelope={"kind": "layby-vault"})
        assert await place.store.change_profile(foreign, newer)
        with pytest.raises(VaultFormatUnknown):
            await place.desk.unlock(header, RIGHT, nobody_asks)
        await place.store.erase_profile(header.id)
        with pytest.raises(VaultError, match="no longer on this device"):
            await place.desk.unlock(header, RIGHT, nobody_asks)
        assert place.board.holders == {}

    run(story())


def test_profiles_cannot_open_each_other() -> None:
    async def story() -> None:
        place = Place(BrittleStore(), Board())
        one = await place.create(WORDS)
        two = await place.create(OTHER_WORDS)
        for made in (one, two):
            await place.desk.close(made.profile)
        with pytest.raises(LaybyError):
            await place.desk.unlock(two.profile.header, RIGHT, nobody_asks)
        code = RecoveryCode(recovery_code.read(one.recovery_code))
        with pytest.raises(WrongRecoveryCode):
            await place.desk.unlock(two.profile.header, code, nobody_asks)

    run(story())
