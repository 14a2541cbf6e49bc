"""The ways into a profile: passphrase, code and passkey; wrong tries are slowed."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.device.port import PasskeyReply
from app.vault.secrets import PasskeyAnswer, Passphrase
from tests.app.views.opening import in_memory, shown_code, try_words
from tests.app.views.phone import PASSPHRASE, Phone, on_a_phone, with_profile
from tests.harness import Screen

NEW_WORDS = "copper meadow violin harbour"


def is_disabled(screen: Screen, words: str) -> bool:
    return bool(screen.find(words, ("Button",)).disabled)


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


def test_while_it_opens_the_button_keeps_the_cursor_in_the_field(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await screen.type("Passphrase", "not the right words")
        unlock, shown = phone.services.profiles.unlock, []

        async def looks(*given: Any, **more: Any) -> Any:
            await screen.settle()
            shown.append(bool(screen.tappable("Opening…").disabled))
            return await unlock(*given, **more)

        with patch.object(phone.services.profiles, "unlock", looks):
            await screen.tap("Unlock")
        assert shown == [False]
        assert "does not open this profile" in screen.words()

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
        await screen.tap("I hold wellbeing conversations")
        await screen.tap("I have the words. Create profile")
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
