"""Buttons: their words stand in their middle, on one line or on two."""

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft
import pytest

from app.views.components import buttons
from tests.harness import Screen

WORDS = "Open theasc.org.uk (needs a signal)"


def test_a_button_at_work_keeps_the_cursor_where_it_is_and_hears_no_tap() -> None:
    heard: list[str] = []

    async def story() -> None:
        screen = Screen()
        work = buttons.working(WORDS, "Saving…", lambda: heard.append("tap"), busy=True)
        await screen.open(lambda page: page.add(work))
        assert not screen.tappable("Saving…").disabled
        await screen.tap("Saving…")
        assert heard == []

    asyncio.run(story())


@pytest.mark.parametrize(
    "make",
    [
        lambda: buttons.primary(WORDS, print),
        lambda: buttons.working(WORDS, "Saving…", print, busy=False),
        lambda: buttons.secondary(WORDS, print, icon=ft.Icons.ADD),
        lambda: buttons.quiet(WORDS, print),
        lambda: buttons.grave(WORDS, print),
        lambda: buttons.support(print),
        lambda: buttons.call(WORDS, "tel:999", icon=ft.Icons.CALL),
        lambda: buttons.copies(WORDS, "text"),
        lambda: buttons.leaves(WORDS, "https://layby.test", icon=ft.Icons.OPEN_IN_NEW),
    ],
)
def test_words_stand_in_the_middle_of_every_button(make: Callable[[], Any]) -> None:
    async def story() -> None:
        screen = Screen()
        await screen.open(lambda page: page.add(make()))
        words = next(c for c in screen.controls() if type(c).__name__.endswith("Button")).content
        assert isinstance(words, ft.Text)
        assert words.text_align is ft.TextAlign.CENTER

    asyncio.run(story())
