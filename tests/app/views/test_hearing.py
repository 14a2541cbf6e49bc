"""What comes from the page is heard, whatever came before: by Flet's own loop in the browser."""

import asyncio
from types import ModuleType

import flet as ft
import pytest

from app.views import hearing
from tests.app.views.page_client import Client, settled


class Story:
    """A list that is scrolled, and a button that counts its taps."""

    def __init__(self, browser: ModuleType) -> None:
        self.taps = 0
        self.ends: list[str] = []
        self.list = ft.Column([ft.Text("a row")], scroll=ft.ScrollMode.AUTO)
        self.button = ft.Button("Count", on_click=self._count)
        self.client = Client(browser, self._draw)

    def _count(self) -> None:
        self.taps += 1

    async def _draw(self, page: ft.Page) -> None:
        self.page = page
        page.add(self.list, self.button)

    async def scroll(self) -> None:
        try:
            await self.list.scroll_to(offset=1)
            self.ends.append("done")
        except RuntimeError as error:
            self.ends.append(str(error))

    def list_goes(self) -> None:
        """Take the list from the screen, as a turn or another screen does."""
        self.page.controls.remove(self.list)
        self.page.update()


@pytest.mark.parametrize("error", [None, "no such list"])
def test_an_answer_for_what_has_gone_is_no_end_of_hearing(
    browser: ModuleType, error: str | None
) -> None:
    async def story() -> None:
        shown = Story(browser)
        await shown.client.opens()
        await shown.client.taps(shown.button)
        scrolling = asyncio.create_task(shown.scroll())
        await settled()
        call = shown.client.asked("scroll_to")
        shown.list_goes()
        await shown.client.answers(call, error)
        await shown.client.taps(shown.button)
        assert shown.taps == 2
        assert shown.ends == [error or "done"]
        await scrolling

    asyncio.run(story())


def test_the_app_hears_so() -> None:
    import app.main  # noqa: F401 - what starts the app has it so

    for kind, name, ours in hearing.OWN:
        assert getattr(kind, name) is ours
