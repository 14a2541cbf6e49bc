"""Making a profile: what is offered, refused, shown once and asked for until it is on paper."""

import re
from pathlib import Path

from app.domain import recovery_code
from tests.app.views.opening import CODE, in_memory, shown_code, try_words
from tests.app.views.phone import Phone, choose_own_passphrase, on_a_phone
from tests.harness import Screen


def made_words(screen: Screen) -> str:
    (words,) = re.findall(r"^[a-z-]+(?: [a-z-]+){3}$", screen.words(), re.MULTILINE)
    return str(words)


async def to_the_code(phone: Phone) -> Screen:
    """Make a profile with the words that are offered, up to its recovery code."""
    in_memory(phone)
    screen = await phone.start()
    await screen.tap("Create a profile")
    await screen.tap("I hold wellbeing conversations")
    await screen.tap("I have the words. Create profile")
    await phone.until(lambda: "Your recovery code" in screen.words())
    return screen


def test_four_made_words_are_offered_first_and_open_the_profile(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("I hold wellbeing conversations")
        first = made_words(screen)
        await screen.tap("Make four other words")
        words = made_words(screen)
        assert words != first
        await screen.tap("I have the words. Create profile")
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
        await screen.tap("I hold wellbeing conversations")
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
        for role in ("I hold wellbeing conversations", "I work on an ambulance crew"):
            assert not screen.is_ticked(role)
        await screen.tap("I have the words. Create profile")
        # By the boxes, and by the button: on a phone they are not in sight together.
        assert screen.words().count("Tick at least one") == 2
        await screen.tap("I choose my own")
        assert "Use at least 12 characters" in screen.words()
        assert "I have the words" not in screen.words()
        await screen.tap("Make four words for me")
        await screen.tap("I work on an ambulance crew")
        await screen.tap("I have the words. Create profile")
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
        screen = await to_the_code(phone)
        code = shown_code(screen)
        assert len(recovery_code.read(code)) == 20
        aloud = [c.semantics_label for c in screen.controls() if getattr(c, "semantics_label", "")]
        assert ", ".join(aloud).replace(", ", "-").replace(" ", "") == code
        assert all(len(sign) == 1 for line in aloud for sign in line.replace(",", "").split())
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


def test_a_way_back_keeps_the_code_for_who_is_half_through_writing_it_down(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_code(phone)
        code = shown_code(screen)
        await screen.go("/profile/new")
        assert "Your profile is made." in screen.words()
        await screen.tap("Your recovery code")
        assert shown_code(screen) == code
        await screen.tap("I have it on paper")
        await phone.until(lambda: "Home" in screen.words())
        await screen.go("/profile/recovery")
        assert "shows a recovery code only once" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_lock_takes_the_code_along(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await to_the_code(phone)
        assert phone.services.session.new_code()
        await phone.services.session.lock(phone.services, "asked")
        assert not phone.services.session.new_code()

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
