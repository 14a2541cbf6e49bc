"""How Layby looks: chosen without a profile, shown at once, kept for the device."""

import json
from pathlib import Path

import flet as ft

from app.views import theme
from app.views.look import show_look
from tests.app.views.phone import Phone, on_a_phone, with_profile


def scheme_of(phone: Phone) -> tuple[object, object]:
    page = phone.screen.page
    return page.theme_mode, page.dark_theme.color_scheme if page.dark_theme else None


def test_night_is_chosen_without_a_profile_and_holds_from_the_next_start(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("How Layby looks")
        await screen.tap("Night")
        assert scheme_of(phone) == (ft.ThemeMode.DARK, theme.NIGHT)
        await screen.tap("150%")
        assert json.loads(phone.device.shelf)["look"] == {"scheme": "night", "text": 150}
        screen = await phone.start()
        assert phone.services.shared.look.text == 150
        await show_look(screen.page, phone.services)
        assert scheme_of(phone) == (ft.ThemeMode.DARK, theme.NIGHT)
        await screen.tap("How Layby looks")
        await screen.tap("As this device")
        assert scheme_of(phone) == (ft.ThemeMode.SYSTEM, theme.DARK)

    on_a_phone(tmp_path, story)


def test_it_is_in_reach_from_an_open_profile_and_another_window_follows(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        phone.device.shelf = json.dumps({"look": {"scheme": "light"}})
        phone.device.fires("look")
        await phone.until(lambda: scheme_of(phone)[0] is ft.ThemeMode.LIGHT)
        await screen.tap("How Layby looks")
        assert "Text size" in screen.words()

    on_a_phone(tmp_path, story)


def test_outside_a_browser_the_devices_own_text_size_holds(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.has_page = False
        screen = await phone.start()
        await screen.tap("How Layby looks")
        assert "Night" in screen.words()
        assert "Text size" not in screen.words()

    on_a_phone(tmp_path, story)


def test_less_motion_lets_screens_change_without_any(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.device.less_motion = True
        screen = await phone.start()
        await show_look(screen.page, phone.services)
        assert screen.page.theme is not None
        moves = screen.page.theme.page_transitions
        assert moves is not None
        assert moves.ios is moves.android is ft.PageTransitionTheme.NONE

    on_a_phone(tmp_path, story)
