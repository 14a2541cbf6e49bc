"""The home screen: the hint fits the browser, stands quietly, and goes when it is done."""

from pathlib import Path

import pytest

from tests.app.views.phone import Phone, on_a_phone, with_profile

_TILE = "Put Layby on your home screen"


@pytest.mark.parametrize(
    ("way", "said"), [("apple", "Add to Home Screen"), ("menu", "Open the browser's menu")]
)
def test_each_browser_is_told_its_own_steps(tmp_path: Path, way: str, said: str) -> None:
    async def story(phone: Phone) -> None:
        phone.device.way_in = way
        screen = await phone.start()
        await phone.until(lambda: _TILE in screen.words())
        await screen.tap(_TILE)
        await phone.until(lambda: said in screen.words())
        # On an iPad the icon does not share what the browser keeps.
        assert ("back it up first" in screen.words()) is (way == "apple")

    on_a_phone(tmp_path, story)


def test_a_browser_that_asks_is_let_ask_and_the_hint_goes(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.device.way_in = "offer"
        screen = await phone.start()
        await phone.until(lambda: _TILE in screen.words())
        await screen.tap(_TILE)
        await phone.until(lambda: "Add it now" in screen.words())
        assert phone.device.asked("install") == []
        await screen.tap("Add it now")
        await phone.until(lambda: "is on its way" in screen.words())
        assert "Add it now" not in screen.words()
        screen = await phone.start()
        assert _TILE not in screen.words()

    on_a_phone(tmp_path, story)


def test_who_made_a_profile_before_anything_else_finds_the_hint_at_the_foot_of_home(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        phone.device.way_in = "menu"
        screen = await with_profile(phone)
        await phone.until(lambda: _TILE in screen.words())
        assert screen.words().index("This profile") < screen.words().index(_TILE)

    on_a_phone(tmp_path, story)
