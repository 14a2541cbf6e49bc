"""A screen that raises, wherever it does, stays, tells plainly and goes on hearing."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType

import flet as ft
import pytest
from flet.controls.context import _context_page
from flet.messaging.protocol import MessageAction

from app.domain.errors import StoreError
from app.views.boundary import SOMETHING_BROKE
from tests.app.views.page_client import Client, settled


class Mistake(Exception):
    """What nobody foresaw, with what somebody typed in it."""


PRIVATE = "Priya was off sick on Monday"


class Broken:
    """A screen that redraws itself, with a field and handlers that nobody guards."""

    def __init__(self, browser: ModuleType) -> None:
        self.session = State()
        self.drawn = 0
        self.fails = False
        self.field = ft.TextField("what was typed")
        self.bad = ft.Button("Bad", on_click=self._raise)
        self.refused = ft.Button("Refused", on_click=self._refuse)
        self.client = Client(browser, self._draw)

    def _raise(self) -> None:
        raise Mistake(PRIVATE)

    def _refuse(self) -> None:
        raise StoreError

    async def _draw(self, page: ft.Page) -> None:
        self.page = page
        page.data = self.session

        @ft.component
        def whole() -> list[ft.Control]:
            return self._screen()

        page.render(whole)

    def _screen(self) -> list[ft.Control]:
        ft.use_state(self.session)
        ft.use_effect(self._effect, [self.session.turn])
        self.drawn += 1
        if self.fails:
            raise Mistake(PRIVATE)
        return [ft.Text(self.session.alarm), self.field, self.bad, self.refused]

    def _effect(self) -> None:
        if self.session.turn == 1:
            raise Mistake(PRIVATE)

    def went_on(self) -> bool:
        """Tell whether the client still has its screen, and heard nothing private."""
        told = repr(self.client.came)
        crashed = any(
            action == MessageAction.SESSION_CRASHED.value for action, _ in self.client.came
        )
        return not crashed and PRIVATE not in told and "Traceback" not in told


@ft.observable
@dataclass
class State:
    alarm: str = ""
    turn: int = 0


def of_a_broken_screen(browser: ModuleType, story: Callable[[Broken], Awaitable[None]]) -> None:
    def no_lines() -> str:
        raise RuntimeError("generator raised StopIteration")  # as of code without line numbers

    async def told() -> None:
        shown = Broken(browser)
        await shown.client.opens()
        _context_page.set(shown.page)  # type: ignore[arg-type]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(traceback, "format_exc", no_lines)
            await story(shown)
        assert shown.went_on()

    asyncio.run(told())


def test_a_handler_that_raises_leaves_the_screen_and_tells_plainly(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        await shown.client.taps(shown.bad)
        assert shown.session.alarm == SOMETHING_BROKE
        assert shown.field.value == "what was typed"
        await shown.client.taps(shown.refused)
        assert shown.session.alarm == StoreError.default

    of_a_broken_screen(browser, story)


def test_an_event_for_what_has_gone_is_no_mistake(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        gone = ft.Button("Gone", on_click=shown._raise)
        shown.page.session.index[gone._i] = gone
        await shown.client.taps(gone)
        assert not shown.session.alarm

    of_a_broken_screen(browser, story)


def test_an_event_that_is_not_as_flet_knows_it_leaves_the_screen(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        await shown.client.tells(shown.page, "keyboard_event", {PRIVATE: 1})
        assert shown.session.alarm == SOMETHING_BROKE

    of_a_broken_screen(browser, story)


def test_an_effect_that_raises_leaves_the_screen(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        shown.session.turn = 1
        await settled()
        assert shown.session.alarm == SOMETHING_BROKE

    of_a_broken_screen(browser, story)


def test_a_redraw_that_raises_is_not_the_last(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        shown.fails = True
        shown.session.turn = 2
        await settled()
        shown.fails = False
        drawn = shown.drawn
        shown.session.turn = 3
        await settled()
        assert shown.drawn == drawn + 1
        assert shown.session.alarm == SOMETHING_BROKE

    of_a_broken_screen(browser, story)


def test_values_that_cannot_be_taken_deafen_nobody(browser: ModuleType) -> None:
    async def story(shown: Broken) -> None:
        await shown.client.sets(shown.field, {"size_change_interval": 1, "badge": {PRIVATE: []}})
        await shown.client.sets(shown.field, [PRIVATE])
        await shown.client.sets(shown.field, {"value": "typed after it"})
        assert shown.field.value == "typed after it"

    of_a_broken_screen(browser, story)


def test_a_start_that_fails_tells_plainly(browser: ModuleType) -> None:
    async def fails(_: ft.Page) -> None:
        raise Mistake(PRIVATE)

    async def story() -> None:
        client = Client(browser, fails)
        await client.opens()
        told = [
            body for action, body in client.came if action == MessageAction.SESSION_CRASHED.value
        ]
        assert told == [{"message": SOMETHING_BROKE}]

    asyncio.run(story())
