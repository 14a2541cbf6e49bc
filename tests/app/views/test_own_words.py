"""The words that are not names can be looked at, forgotten, and put back."""

from pathlib import Path

from tests.app.views.phone import Phone, on_a_phone, with_profile


def test_a_word_is_forgotten_and_put_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.go("/profile")
        assert "Words that are not names" not in screen.words()
        workspace = phone.services.session.workspace
        assert workspace is not None
        workspace.own_words.add("Hope and Gaz")
        await screen.go("/")
        await screen.go("/profile")
        await screen.tap("Words that are not names")
        assert "never sent" in screen.words()
        await screen.tap("hope")
        assert "Forgotten: hope." in screen.words()
        assert workspace.own_words.all() == {"and", "gaz"}
        await screen.tap("Put it back")
        assert workspace.own_words.all() == {"and", "gaz", "hope"}
        for word in ("and", "gaz", "hope"):
            await screen.tap(f"{word}")
        assert "There are none now." in screen.words()
        assert "You said of these words" not in screen.words()

    on_a_phone(tmp_path, story)


def test_without_a_profile_it_asks_to_unlock(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.go("/profile/words")
        assert "Words that are not names" in screen.words()
        assert "Forget" not in screen.words()

    on_a_phone(tmp_path, story)
