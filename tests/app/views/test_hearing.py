"""What comes from the page is heard, whatever came before: by Flet's own loop in the browser."""

import asyncio
import importlib
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import flet as ft
import msgpack
import pytest
from flet.controls.context import _context_page
from flet.messaging.protocol import MessageAction

from app.domain.errors import StoreError
from app.views import hearing
from app.views.boundary import SOMETHING_BROKE


class Client:
    """Stands where the page's Flutter stands: sends frames to Python, and keeps what comes."""

    def __init__(self, browser: ModuleType, ready: Callable[[ft.Page], Awaitable[None]]) -> None:
        from flet.messaging.pyodide_connection import PyodideConnection

        begin = importlib.import_module("flet.app").__dict__["__get_on_session_created"]
        self._browser = browser
        self._connection = PyodideConnection(begin(ready), None)
        self.came: list[Any] = []

    async def opens(self) -> None:
        """Register, as the client does when the page opens."""
        await self._connection.connect(self._hear)
        self._sends(
            MessageAction.REGISTER_CLIENT, {"session_id": None, "page_name": "", "page": {}}
        )
        await settled()

    def _hear(self, frame: bytes) -> None:
        self.came.append(msgpack.unpackb(frame[1:], ext_hook=lambda *_: None, strict_map_key=False))

    def _sends(self, action: MessageAction, body: dict[str, Any]) -> None:
        frame = b"\x00" + msgpack.packb([action.value, body])
        self._browser.send(_Bytes(frame))  # type: ignore[attr-defined]

    def asked(self, name: str) -> dict[str, Any]:
        """What Python asked of a control by this name, last."""
        calls = [body for action, body in self.came if action == MessageAction.INVOKE_METHOD.value]
        return next(call for call in reversed(calls) if call["name"] == name)

    async def answers(self, call: dict[str, Any], error: str | None = None) -> None:
        """Say that what was asked is done, or what was wrong."""
        told = {key: call[key] for key in ("control_id", "call_id")}
        self._sends(MessageAction.INVOKE_METHOD, {**told, "result": None, "error": error})
        await settled()

    async def taps(self, control: ft.Control) -> None:
        """Tap a control."""
        await self.tells(control, "click")

    async def tells(self, control: ft.BaseControl, name: str, data: Any = None) -> None:
        """Send an event of a control."""
        self._sends(MessageAction.CONTROL_EVENT, {"target": control._i, "name": name, "data": data})
        await settled()

    async def sets(self, control: ft.Control, props: Any) -> None:
        """Say which values a control has now."""
        self._sends(MessageAction.UPDATE_CONTROL_PROPS, {"id": control._i, "props": props})
        await settled()


class _Bytes:
    """Bytes as they come from JavaScript."""

    def __init__(self, held: bytes) -> None:
        self._held = held

    def to_py(self) -> bytes:
        return self._held


async def settled() -> None:
    """Let everything run that can run now."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    for kind, name, ours in hearing.OWN:
        monkeypatch.setattr(kind, name, ours)
    held = ModuleType("flet_js")
    held.documentUrl = "http://test"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "flet_js", held)
    monkeypatch.delitem(sys.modules, "flet.messaging.pyodide_connection", raising=False)
    yield held
    sys.modules.pop("flet.messaging.pyodide_connection", None)


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


def test_the_app_hears_so() -> None:
    import app.main  # noqa: F401 - what starts the app has it so

    for kind, name, ours in hearing.OWN:
        assert getattr(kind, name) is ours
