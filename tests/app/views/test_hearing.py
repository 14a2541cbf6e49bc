"""What comes from the page is heard, whatever came before: by Flet's own loop in the browser."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from types import ModuleType
from typing import Any

import flet as ft
import msgpack
import pytest
from flet.messaging.protocol import MessageAction
from flet.messaging.session import Session

from app.views import hearing
from tests.app.views.care import CaredPhone, cared_for


class Client:
    """Stands where the page's Flutter stands: sends frames to Python, and keeps what comes."""

    def __init__(self, browser: ModuleType, ready: Callable[[ft.Page], Awaitable[None]]) -> None:
        from flet.messaging.pyodide_connection import PyodideConnection

        async def begun(session: Session) -> None:
            await ready(session.page)

        self._browser = browser
        self._connection = PyodideConnection(begun, None)
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
        told = {"target": control._i, "name": "click", "data": None}
        self._sends(MessageAction.CONTROL_EVENT, told)
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
    monkeypatch.setattr(Session, "handle_invoke_method_results", hearing.take_answer)
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


def test_the_app_hears_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "handle_invoke_method_results", hearing.FLETS)

    async def story(_: CaredPhone) -> None:
        assert Session.handle_invoke_method_results is hearing.take_answer

    cared_for(story)
