"""Making a profile, and the ways into one: what is offered, refused, slowed and taken over."""

import re
from collections.abc import Callable
from pathlib import Path

from app.device.port import PasskeyReply
from app.domain import recovery_code
from app.domain.errors import StoreFull
from app.vault.secrets import PasskeyAnswer, Passphrase
from tests.app.views.phone import (
    PASSPHRASE,
    Phone,
    choose_guide,
    choose_own_passphrase,
    on_a_phone,
    with_profile,
)
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen

NEW_WORDS = "copper meadow violin harbour"
CODE = re.compile(r"^[0-9A-Z]{4}(?:-[0-9A-Z]{4})+$", re.MULTILINE)


def in_memory(phone: Phone) -> None:
    phone.disk = MemoryStore(Disk())


def made_words(screen: Screen) -> str:
    (words,) = re.findall(r"^[a-z-]+(?: [a-z-]+){3}$", screen.words(), re.MULTILINE)
    return str(words)


def shown_code(screen: Screen) -> str:
    return "-".join(CODE.findall(screen.words()))


def is_disabled(screen: Screen, words: str) -> bool:
    return bool(screen.find(words, ("Button",)).disabled)


async def try_words(phone: Phone, words: str) -> None:
    await phone.screen.type("Passphrase", words)
    await phone.screen.tap("Unlock")
    await phone.until(lambda: "Opening…" not in phone.screen.words())


# -- a new profile ----------------------------------------------------------------------------


def test_four_made_words_are_offered_first_and_open_the_profile(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        first = made_words(screen)
        await screen.tap("Make four other words")
        words = made_words(screen)
        assert words != first
        await screen.tap("Create profile")
        await phone.until(lambda: "Your recovery code" in screen.words())
        assert words not in screen.words()
        await screen.tap("I have it on paper")
        await phone.until(lambda: "Home" in screen.words())
        assert "Put a recovery code on paper" not in screen.words()
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await try_words(phone, words)
        await phone.until(lambda: "Home" in screen.words())

    on_a_phone(tmp_path, story)


def test_a_common_passphrase_is_refused_beside_its_field_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        await choose_own_passphrase(screen, "password1234")
        await screen.tap("Create profile")
        await phone.until(lambda: "easy to guess" in screen.words())
        field = screen.find("Passphrase", ("TextField",))
        assert "easy to guess" in field.error
        assert field.value == "password1234"
        assert await phone.services.profiles.profiles() == []

    on_a_phone(tmp_path, story)


def test_roles_arrange_the_home_screen(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("I hold wellbeing conversations")
        await screen.tap("Create profile")
        assert "Tick at least one" in screen.words()
        await screen.tap("I work on an ambulance crew")
        await screen.tap("Create profile")
        await phone.until(lambda: "Your recovery code" in screen.words())
        await screen.tap("Later")
        assert "For wellbeing leads" not in screen.words()
        assert "New conversation" not in screen.words()
        assert "My plan" in screen.words()
        await screen.go("/profile")
        await screen.tap("I am a wellbeing lead")
        await screen.tap("I hold wellbeing conversations")
        await screen.tap("Back to home")
        assert "For wellbeing leads" in screen.words()
        assert type(screen.find("New conversation")).__name__ == "FilledButton"

    on_a_phone(tmp_path, story)


def test_the_recovery_code_is_shown_once_and_asked_for_until_it_is_on_paper(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("Create profile")
        await phone.until(lambda: "Your recovery code" in screen.words())
        code = shown_code(screen)
        assert len(recovery_code.read(code)) == 20
        await screen.tap("Print it")
        assert "-".join(line for line in phone.device.printed if CODE.match(line)) == code
        await screen.tap("Later")
        assert "Home" in screen.words()
        await screen.go("/profile/recovery")
        assert "shows a recovery code only once" in screen.words()
        assert code[:9] not in screen.words()
        await screen.tap("Back to home")
        await screen.tap("Put a recovery code on paper")
        assert "Make a new code" in screen.words()

    on_a_phone(tmp_path, story)


# -- the ways in ------------------------------------------------------------------------------


def test_wrong_tries_are_slowed_by_a_count_that_outlives_the_app(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        for _ in range(2):
            await try_words(phone, "not the right words")
            assert "does not open this profile" in screen.words()
            assert "Try again in" not in screen.words()
        await try_words(phone, "not the right words")
        await phone.until(lambda: "Try again in 1 second" in screen.words())
        assert is_disabled(screen, "Unlock")
        phone.clock.goes_on(1)
        await phone.until(lambda: "Try again in" not in screen.words())
        await try_words(phone, "not the right words")
        await phone.until(lambda: "Try again in 5 seconds" in screen.words())
        phone.clock.goes_on(2)
        await phone.until(lambda: "Try again in 3 seconds" in screen.words())

        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await phone.until(lambda: "Try again in 3 seconds" in screen.words())
        await screen.type("Passphrase", PASSPHRASE)
        assert is_disabled(screen, "Unlock")
        field = screen.find("Passphrase", ("TextField",))
        await screen.session.dispatch_event(field._i, "submit", PASSPHRASE)
        await screen.settle()
        assert phone.services.session.workspace is None
        phone.clock.goes_on(3)
        await phone.until(lambda: "Try again in" not in screen.words())
        await screen.tap("Unlock")
        await phone.until(lambda: "Home" in screen.words())

    on_a_phone(tmp_path, story)


def test_the_count_down_is_told_to_screen_readers_in_few_steps(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        said = []
        for pause in (0, 0, 1, 5, 30):
            await try_words(phone, "not the right words")
            phone.clock.goes_on(pause if pause < 30 else 0)
            await screen.settle()
        for _ in range(30):
            await phone.until(lambda: "Try again" in screen.words())
            said.append(screen.find("Try again in", ("Semantics",)).label)
            phone.clock.goes_on(1)
            await screen.settle()
        await phone.until(lambda: "Try again" not in screen.words())
        assert list(dict.fromkeys(said)) == [
            "Try again in 30 seconds",
            "Try again in 10 seconds",
            "Try again in 5 seconds",
            "Try again in 1 second",
        ]

    on_a_phone(tmp_path, story)


def test_the_recovery_code_opens_the_profile_and_changes_its_passphrase(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("Create profile")
        await phone.until(lambda: "Your recovery code" in screen.words())
        code = shown_code(screen)

        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await screen.tap("Use the recovery code")
        await screen.type("Recovery code", f"{code[:-1]}{'1' if code[-1] == '0' else '0'}")
        await screen.tap("Open with this code")
        assert "not quite the code" in screen.find("Recovery code", ("TextField",)).error
        await screen.type("Recovery code", code.lower().replace("-", " "))
        await screen.type("New passphrase", NEW_WORDS)
        await screen.type("New passphrase again", PASSPHRASE)
        await screen.tap("Open with this code")
        assert "The two passphrases differ" in screen.words()
        await screen.type("New passphrase", "password1234")
        await screen.type("New passphrase again", "password1234")
        await screen.tap("Open with this code")
        await phone.until(lambda: "easy to guess" in screen.words())
        assert phone.board.holders == {}
        await screen.type("New passphrase", NEW_WORDS)
        await screen.type("New passphrase again", NEW_WORDS)
        await screen.tap("Open with this code")
        await phone.until(lambda: "Your passphrase is changed" in screen.words())
        await screen.tap("Make a new recovery code")
        await phone.until(lambda: "Your recovery code" in screen.words())
        newer = shown_code(screen)
        assert newer != code
        await screen.tap("I have it on paper")
        await phone.until(lambda: "Home" in screen.words())

        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await try_words(phone, PASSPHRASE)
        assert "does not open this profile" in screen.words()
        await screen.tap("Use the recovery code")
        await screen.type("Recovery code", code)
        await screen.type("New passphrase", PASSPHRASE)
        await screen.type("New passphrase again", PASSPHRASE)
        await screen.tap("Open with this code")
        await phone.until(lambda: "A newer code may have replaced it" in screen.words())
        await screen.tap("Back to home")
        await screen.tap("Unlock Profile 1")
        await try_words(phone, NEW_WORDS)
        await phone.until(lambda: "Home" in screen.words())

    on_a_phone(tmp_path, story)


def test_a_passkey_opens_the_profile_where_the_device_has_one(tmp_path: Path) -> None:
    credential, salt, output = b"credential-1", b"s" * 32, b"o" * 32

    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        header = phone.services.session.profiles[0]
        answer = PasskeyAnswer(credential, salt, output)
        await phone.services.keys.add_passkey(header.id, Passphrase(PASSPHRASE), answer)

        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        assert "Use a passkey" not in screen.words()
        phone.device.passkeys = True
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await phone.until(lambda: "Use a passkey" in screen.words())
        await screen.tap("Use a passkey")
        assert "The passkey did not open this profile" in screen.words()
        phone.device.reply = PasskeyReply(credential, output)
        await screen.tap("Use a passkey")
        await phone.until(lambda: "Home" in screen.words())
        assert phone.device.asked("ask_passkey")[-1] == ([(credential, salt)],)

    on_a_phone(tmp_path, story)


# -- another window ---------------------------------------------------------------------------


async def in_two_windows(phone: Phone) -> tuple[Screen, Phone, Screen]:
    """A note under way in the first window, the second one at the welcome."""
    in_memory(phone)
    second = phone.other_window()
    screen = await with_profile(phone)
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", "Sam")
    return screen, second, await second.start()


async def until_either(phone: Phone, other: Phone, true: Callable[[], bool]) -> None:
    for _ in range(200):
        await phone.screen.settle()
        await other.screen.settle()
        if true():
            return
    raise AssertionError(f"{phone.screen.words()}\n---\n{other.screen.words()}")


def test_a_profile_that_is_open_elsewhere_can_be_used_here_instead(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        first, second, here = await in_two_windows(phone)
        await here.tap("Unlock Profile 1")
        await second.until(lambda: "Profile 1 is open in another window" in here.words())
        assert "Sam" not in here.words()
        await here.type("Passphrase", "not the right words")
        await here.tap("Use here instead")
        await second.until(lambda: "does not open this profile" in here.words())
        assert phone.services.session.workspace is not None
        await here.type("Passphrase", PASSPHRASE)
        await here.tap("Use here instead")
        await until_either(phone, second, lambda: "Carry on" in here.words())
        assert "Sam" in here.words()
        await phone.until(lambda: "is now open in another window" in first.words())
        assert "Sam" not in first.words()
        assert phone.services.session.workspace is None
        assert phone.device.asked("forget") == [("moved",)]

    on_a_phone(tmp_path, story)


def test_a_profile_opened_elsewhere_meanwhile_is_noticed_and_the_passphrase_stays(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        await phone.dies()
        second = phone.other_window()
        here = await second.start()
        await here.tap("Unlock Profile 1")
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await try_words(phone, PASSPHRASE)
        await phone.until(lambda: "Home" in screen.words())

        await try_words(second, PASSPHRASE)
        await second.until(lambda: "Profile 1 is open in another window" in here.words())
        assert here.find("Passphrase", ("TextField",)).value == PASSPHRASE
        assert second.services.session.workspace is None
        await here.tap("Use here instead")
        await until_either(phone, second, lambda: "Home" in here.words())
        await phone.until(lambda: "Unlock Profile 1" in screen.words())

    on_a_phone(tmp_path, story)


def test_a_window_that_cannot_save_says_so_and_keeps_the_profile(tmp_path: Path) -> None:
    """The other window then takes it by force, or is told; here nothing is dropped."""

    async def story(phone: Phone) -> None:
        disk = Disk()
        phone.disk = MemoryStore(disk)
        screen = await with_profile(phone)
        await phone.until_saved()
        workspace = phone.services.session.workspace
        assert workspace is not None
        workspace.saver.put("conversations", "x", {"id": "x"})
        disk.failing = StoreFull()
        give_way = phone.holds._lost[workspace.profile.header.id]
        await give_way()
        await screen.settle()
        assert "could not lock, because it could not save" in screen.words()
        assert phone.services.session.workspace is workspace
        assert phone.device.covered is False

    on_a_phone(tmp_path, story)


def test_what_is_typed_into_a_hidden_field_can_be_looked_at_by_a_button_with_a_name(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await screen.type("Password", "half of it")
        assert screen.find("Password", ("TextField",)).password
        await screen.tap("Show: Password")
        field = screen.find("Password", ("TextField",))
        assert (field.password, field.value) == (False, "half of it")
        await screen.tap("Hide: Password")
        assert screen.find("Password", ("TextField",)).password

    on_a_phone(tmp_path, story)
