"""Looking after a profile: roles, passphrase, recovery code, passkeys, PIN and lock times."""

from app.device.port import PasskeyReply
from app.domain import recovery_code
from app.domain.errors import StoreFull
from app.domain.lock import LockTimes
from app.domain.profile import Role
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode
from app.views.boundary import SOMETHING_BROKE
from tests.app.scripted_server import ORGANISATION
from tests.app.usecases.parts import nobody_asks
from tests.app.views.care import NEW_WORDS, WORDS, CaredPhone, cared_for

#: Screens that need an open profile.
LOCKED_OUT = (
    "profile profile/passphrase profile/code profile/pin profile/backup storage set-aside tidy "
    "finished"
).split()


def field_error(phone: CaredPhone, label: str) -> str:
    return phone.screen.find(label, ("TextField",)).error or ""


def test_the_profile_is_one_tap_from_home_and_says_how_it_stands() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.tap("This profile")
        said = phone.screen.words()
        for words in ("Profile 1", "Not on paper yet", "Screen PIN", "No backup yet"):
            assert words in said
        assert "Passkeys" not in said

    cared_for(story)


def test_roles_are_kept_as_they_are_ticked() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.go("/profile")
        await phone.screen.tap("I am a wellbeing lead")
        await phone.screen.tap("I hold wellbeing conversations")
        assert phone.workspace.settings.get().roles == {Role.LEAD}

    cared_for(story)


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/profile/passphrase")
        await screen.type("Present passphrase", WORDS)
        await screen.type("New passphrase", NEW_WORDS)
        await screen.type("New passphrase again", NEW_WORDS)
        await screen.tap("Change the passphrase")
        await phone.says("The passphrase is changed")
        assert await phone.opens_with(Passphrase(NEW_WORDS))
        assert not await phone.opens_with(Passphrase(WORDS))
        listed = phone.services.session.profiles
        assert listed == await phone.services.profiles.profiles()

    cared_for(story)


def test_what_is_wrong_with_a_new_passphrase_stands_by_its_field_and_nothing_is_lost() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/profile/passphrase")
        await screen.type("Present passphrase", "not the right words")
        await screen.type("New passphrase", NEW_WORDS)
        await screen.type("New passphrase again", "something else")
        await screen.tap("Change the passphrase")
        assert "differ" in field_error(phone, "New passphrase again")
        await screen.type("New passphrase again", NEW_WORDS)
        await screen.tap("Change the passphrase")
        assert "does not open" in field_error(phone, "Present passphrase")
        await screen.type("Present passphrase", WORDS)
        for field in ("New passphrase", "New passphrase again"):
            await screen.type(field, "short")
        await screen.tap("Change the passphrase")
        assert "at least 12" in field_error(phone, "New passphrase")
        assert screen.find("Present passphrase", ("TextField",)).value == WORDS
        assert await phone.opens_with(Passphrase(WORDS))

    cared_for(story)


def test_the_rule_for_a_passphrase_is_said_once_on_its_screen() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.go("/profile/passphrase")
        assert phone.screen.words().lower().count("at least 12 characters") == 1

    cared_for(story)


def test_four_made_words_and_the_code_on_paper_change_the_passphrase() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/profile/passphrase")
        await screen.tap("Use the recovery code instead")
        await screen.type("Recovery code", phone.code.lower().replace("-", " "))
        await screen.tap("Make four words for me")
        made = next(
            line
            for before, line in zip(
                screen.words().split("\n"), screen.words().split("\n")[1:], strict=False
            )
            if before.startswith("Your new passphrase")
        )
        assert len(made.split(" ")) == 4
        await screen.tap("Change the passphrase")
        await phone.says("The passphrase is changed")
        assert await phone.opens_with(Passphrase(made))

    cared_for(story)


def test_a_new_recovery_code_takes_the_place_of_the_old_one() -> None:
    async def story(phone: CaredPhone) -> None:
        screen, device = phone.screen, phone.device
        await screen.go("/profile/code")
        await screen.type("Passphrase", "not the right words")
        await screen.tap("Make a new code")
        assert "does not open" in field_error(phone, "Passphrase")
        await screen.type("Passphrase", WORDS)
        await screen.tap("Make a new code")
        await phone.says("The old one no longer opens this profile")
        await screen.tap("Print it")
        printed = device.printed
        code = "-".join(line for line in printed if recovery_group(line))
        assert await phone.opens_with(RecoveryCode(recovery_code.read(code)))
        assert not await phone.opens_with(RecoveryCode(recovery_code.read(phone.code)))
        assert not phone.workspace.settings.get().recovery_noted
        device.prints = False
        await screen.tap("Print it")
        assert "Write the code down by hand" in screen.words()
        await screen.tap("I have it on paper")
        await phone.says("On paper, as you told Layby")
        assert phone.workspace.settings.get().recovery_noted
        assert code[:14] not in screen.words()

    cared_for(story)


def recovery_group(line: str) -> bool:
    groups = line.split("-")
    return len(groups) == 3 and all(len(group) == 4 for group in groups)


def test_a_passkey_is_added_with_the_passphrase_and_removed_again() -> None:
    async def story(phone: CaredPhone) -> None:
        screen, device = phone.screen, phone.device
        device.passkeys = True
        await screen.go("/profile")
        await screen.tap("Add a passkey")
        await screen.type("Passphrase", "not the right words")
        await screen.tap("Add it")
        await phone.until(lambda: "does not open" in field_error(phone, "Passphrase"))
        assert device.asked("make_passkey") == []
        await screen.type("Passphrase", WORDS)
        await screen.tap("Add it")
        await phone.says("No passkey was added")
        assert screen.find("Passphrase", ("TextField",)).value == WORDS
        device.reply = PasskeyReply(b"credential", b"o" * 32)
        await screen.tap("Add it")
        await phone.says("1 passkey opens this profile")
        answer = PasskeyAnswer(b"credential", device.asked("make_passkey")[-1][1], b"o" * 32)
        assert await phone.opens_with(answer)
        await screen.tap("Remove all passkeys")
        await screen.tap("Yes, remove them")
        await phone.says("Open this profile with a fingerprint")
        assert not await phone.opens_with(answer)

    cared_for(story)


def test_a_pin_is_set_changed_and_removed_and_the_watch_learns_of_it() -> None:
    async def story(phone: CaredPhone) -> None:
        screen, device = phone.screen, phone.device
        await screen.go("/profile/pin")
        assert "never opens the profile from cold" in screen.words()
        await screen.type("New PIN", "1234")
        await screen.type("New PIN again", "1234")
        await screen.tap("Set the PIN")
        assert "not in a row" in field_error(phone, "New PIN")
        await screen.type("New PIN", "8305")
        await screen.tap("Set the PIN")
        assert "differ" in field_error(phone, "New PIN again")
        await screen.type("New PIN again", "8305")
        await screen.tap("Set the PIN")
        await phone.says("The PIN is set.")
        assert phone.workspace.lock.try_pin("8305")[0]
        assert device.armed is not None
        assert device.armed[2]
        assert not screen.find("New PIN", ("TextField",)).value
        await screen.tap("Remove the PIN")
        await screen.tap("Yes, remove it")
        await phone.says("The PIN is removed.")
        assert not device.armed[2]

    cared_for(story)


def test_a_shorter_lock_counts_at_once_and_a_trusts_shorter_one_is_said() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/profile")
        assert "after 5 minutes without a touch, and 2 minutes after" in screen.words()
        await screen.tap("1 minute")
        await phone.says("after 1 minute without a touch, and 1 minute after you leave it")
        assert phone.device.armed == (60.0, 60.0, False)
        assert phone.workspace.settings.get().lock == LockTimes(60, 60)

    cared_for(story)


def test_what_the_trust_asks_for_wins_and_is_said() -> None:
    async def story(phone: CaredPhone) -> None:
        organisation = {**ORGANISATION, "lock_idle_minutes": 0.5, "lock_hidden_minutes": 1}
        document = {"id": "current", "organisation": organisation}
        phone.workspace.saver.put("enrolment", "current", document)
        await phone.screen.go("/profile")
        assert "Your trust asks for a shorter time." in phone.screen.words()
        assert "after 30 seconds without a touch, and 1 minute after" in phone.screen.words()
        await phone.screen.tap("2 minutes")
        await phone.says("Your trust asks for a shorter time.")
        assert phone.device.armed == (30.0, 60.0, False)

    cared_for(story)


def test_every_screen_of_a_profile_stands_under_one_heading() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        for route in [*LOCKED_OUT, "restore", "erase"]:
            await phone.screen.go(f"/{route}")
            assert SOMETHING_BROKE not in phone.screen.words(), route
            headings = [
                control
                for control in phone.screen.controls()
                if getattr(control, "heading_level", None) == 1
            ]
            assert len(headings) == 1, route

    cared_for(story)


def test_a_setting_that_cannot_be_saved_is_said_where_it_was_made() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.go("/profile")
        phone.store.failing = StoreFull()
        await phone.screen.tap("I am a wellbeing lead")
        assert "out of space" in phone.screen.words()
        phone.store.recovers()

    cared_for(story)


def test_what_was_reloaded_while_locked_is_unlocked_there_and_stays() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.services.session.leave(phone.services)
        screen = phone.screen
        await screen.go("/plans")
        await screen.type("Passphrase", "not that one")
        await screen.tap("Unlock")
        await phone.says("That passphrase does not open this profile.")
        await screen.type("Passphrase", WORDS)
        await screen.tap("Unlock")
        await phone.says("No plan is on this device yet.")
        assert screen.page.route == "/plans"

    cared_for(story)


def test_of_several_profiles_one_is_chosen_where_one_is() -> None:
    async def story(phone: CaredPhone) -> None:
        other = await phone.services.profiles.create(NEW_WORDS, nobody_asks)
        await phone.services.profiles.close(other.profile)
        session = phone.services.session
        await session.leave(phone.services)
        session.profiles = await phone.services.profiles.profiles()
        screen = phone.screen
        await screen.go("/plans")
        await screen.tap("Unlock Profile 2")
        await screen.type("Passphrase", NEW_WORDS)
        await screen.tap("Unlock")
        await phone.says("No plan is on this device yet.")
        assert screen.page.route == "/plans"
        assert phone.workspace.profile.header.label == "Profile 2"

    cared_for(story)


def test_without_an_open_profile_each_screen_says_to_unlock_first() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.services.session.leave(phone.services)
        for route in LOCKED_OUT:
            await phone.screen.go(f"/{route}")
            assert "Unlock your profile first." in phone.screen.words(), route

    cared_for(story)
