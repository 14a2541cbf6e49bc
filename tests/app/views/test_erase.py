"""Deleting: one person, one profile, everything. Nothing that is gone comes back by itself."""

import asyncio
from typing import Any

from app.domain.conversation import Outcome
from app.domain.errors import StoreFull
from tests.app.usecases.parts import BrittleStore, Window, nobody_asks
from tests.app.views.care import WORDS, CaredPhone, cared_for


async def ids(phone: CaredPhone) -> list[str]:
    return [header.label for header in await phone.services.profiles.profiles()]


def test_one_conversation_goes_and_it_is_said_what_else_still_holds_it() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam", outcome=Outcome.KEPT)
        screen = phone.screen
        await screen.go("/finished")
        await screen.tap("Delete from this device")
        await phone.says("Backup files made earlier still hold it.")
        await screen.tap("Bring it back")
        await phone.workspace.saver.flush()
        assert "deleted" not in await tables(phone)
        await screen.tap("Delete from this device")
        await phone.workspace.saver.flush()
        assert {"conversations", "deleted"} & await tables(phone) == {"deleted"}
        await screen.tap("Delete it for good now")
        await screen.tap("Not now")
        await screen.tap("Delete it for good now")
        await screen.tap("Yes, delete it for good")
        await phone.services.session.lock(phone.services, "asked")
        assert not {"conversations", "deleted"} & await tables(phone)

    cared_for(story)


async def tables(phone: CaredPhone) -> set[str]:
    header = (await phone.services.profiles.profiles())[0]
    return {record.table for record in await phone.store.load(header.id)}


def test_one_person_goes_with_everything_under_the_label_and_nobody_else() -> None:
    async def story(phone: CaredPhone) -> None:
        for label in ("Sam", " sam ", "Alex"):
            await phone.keep(label)
        screen, session = phone.screen, phone.services.session
        session.conversation = phone.workspace.conversations.open_ones()[1]
        await screen.go("/erase")
        assert "2 conversations and plans" in screen.words()
        await screen.tap("Delete everything under “sam”")
        assert "until your trust's server has it safe" in screen.words().replace("\n", " ")
        await phone.says("Removed: sam")
        assert phone.workspace.conversations.people() == [("Alex", 1)]
        assert session.conversation is None
        await screen.tap("Bring it back")
        assert phone.workspace.conversations.people() == [("Alex", 1), ("sam", 2)]

    cared_for(story)


def test_the_open_profile_is_offered_a_backup_then_gone_and_forgotten() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        screen, device = phone.screen, phone.device
        profile_id = phone.workspace.profile.header.id
        await screen.go("/erase")
        await screen.tap("Back up now")
        await phone.says("Backed up as")
        await screen.tap("Delete Profile 1")
        assert await ids(phone) == ["Profile 1"]
        await screen.tap("Yes, delete Profile 1")
        await phone.says("Welcome")
        assert await ids(phone) == []
        assert await phone.store.load(profile_id) == []
        assert device.asked("forget") == [("erased",)]
        assert phone.services.session.workspace is None
        assert "Profile 1" not in screen.words()

    cared_for(story)


def test_a_profile_whose_secrets_are_lost_is_deleted_from_the_outside() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.services.profiles.create(WORDS, nobody_asks)
        await phone.services.session.leave(phone.services)
        phone.services.session.profiles = await phone.services.profiles.profiles()
        header = phone.services.session.profiles[0]
        await phone.screen.go(f"/unlock/{header.id}")
        await phone.screen.tap("Forgotten everything?")
        assert "Profile 2" not in phone.screen.words()
        await phone.screen.tap("Delete Profile 1")
        await phone.screen.tap("Yes, delete Profile 1")
        await phone.says("Profile 1 is deleted.")
        assert await ids(phone) == ["Profile 2"]
        assert phone.device.asked("forget") == []

    cared_for(story)


def test_everything_goes_from_this_device() -> None:
    async def story(phone: CaredPhone) -> None:
        second = await phone.services.profiles.create(WORDS, nobody_asks)
        await phone.services.profiles.close(second.profile)
        phone.services.session.profiles = await phone.services.profiles.profiles()
        await phone.screen.go("/erase")
        await phone.screen.tap("Delete everything on this device")
        assert "All 2 profiles on this device" in phone.screen.words()
        await phone.screen.tap("Yes, delete everything")
        await phone.says("Welcome")
        assert await ids(phone) == []
        assert phone.device.asked("forget") == [("erased",)]

    cared_for(story)


def test_a_profile_in_another_window_keeps_everything_as_it_is() -> None:
    async def story(phone: CaredPhone) -> None:
        second = await phone.services.profiles.create(WORDS, nobody_asks)
        await phone.services.profiles.close(second.profile)
        await Window(phone.board).hold(second.profile.header.id, nobody_asks)
        workspace = phone.workspace
        await phone.screen.go("/erase")
        await phone.screen.tap("Delete everything on this device")
        await phone.screen.tap("Yes, delete everything")
        await phone.says("It is open in another window.")
        assert await ids(phone) == ["Profile 1", "Profile 2"]
        assert phone.workspace is workspace

    cared_for(story)


def test_a_deletion_that_fails_loses_nothing_and_says_so() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        await phone.screen.go("/erase")
        await phone.screen.tap("Delete Profile 1")
        phone.store.failing = StoreFull()
        phone.workspace.saver.put("conversations", "y", {"id": "y"})
        await phone.screen.tap("Yes, delete Profile 1")
        await phone.says("out of space")
        phone.store.recovers()
        assert await ids(phone) == ["Profile 1"]
        assert "conversations" in await tables(phone)
        await phone.screen.tap("Delete Profile 1")
        await phone.screen.tap("Yes, delete Profile 1")
        await phone.says("Profile 1 is deleted.")

    cared_for(story)


class FullStore(BrittleStore):
    """Has no room for another record, but can still let go of a profile."""

    full = False

    async def commit(self, *given: Any, **named: Any) -> None:
        if self.full:
            raise StoreFull
        await super().commit(*given, **named)


def test_a_device_too_full_to_save_can_still_be_cleared() -> None:
    async def story() -> None:
        store = FullStore()
        phone = CaredPhone(store)
        await phone.make_profile()
        profile_id = phone.workspace.profile.header.id
        saver = phone.workspace.saver
        store.full = True
        saver.put("conversations", "y", {"id": "y"})
        await phone.screen.go("/erase")
        await phone.screen.tap("Delete Profile 1")
        await phone.screen.tap("Yes, delete Profile 1")
        await phone.says("Welcome")
        assert phone.device.asked("forget") == [("erased",)]
        store.full = False
        await phone.screen.settle()
        assert await ids(phone) == []
        assert await store.load(profile_id) == []

    asyncio.run(story())


def test_a_link_to_a_profile_that_is_not_here_says_so() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.services.session.leave(phone.services)
        await phone.screen.go("/erase/no-such-profile")
        assert "That profile is not on this device." in phone.screen.words()

    cared_for(story)
