"""Stands where the page's Flutter stands: sends frames to Flet's own loop, and keeps what comes."""

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any

import flet as ft
import msgpack
from flet.messaging.protocol import MessageAction


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
