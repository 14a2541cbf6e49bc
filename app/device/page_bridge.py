"""The page around the worker, reached through a message port that only the two share.

The page's side is ``assets/shell/bridge.js``. Each question carries a number and gets one
answer; events come unasked.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import js
from pyodide.ffi import create_proxy, to_js

from app.device.port import DeviceListener

#: Seconds to wait for the page; it answers in milliseconds or is gone.
ANSWER_SECONDS = 10.0


class PageBridge:
    """Asks the page and hears its events."""

    def __init__(self) -> None:
        self._port = js.laybyPort
        self._listener: DeviceListener | None = None
        self._early: list[tuple[str, dict[str, Any]]] = []
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._count = 0
        self._proxy = create_proxy(self._hear)
        self._port.onmessage = self._proxy
        self._port.start()

    def listen(self, listener: DeviceListener) -> None:
        """Send every event to ``listener``, those that came early first."""
        self._listener = listener
        early, self._early = self._early, []
        for name, values in early:
            listener(name, values)

    def say_ready(self) -> None:
        """Let the page take the splash away."""
        self._post({"ask": "shell-ready", "id": 0})

    async def ask_to_persist(self) -> bool:
        """Ask the browser to keep our storage; False when it refuses or cannot say."""
        return bool(await self._ask("persist"))

    async def update_waits(self) -> bool:
        """Tell whether a new version has been fetched whole and waits."""
        state = await self._ask("update-state")
        return bool(state and state.get("waiting"))

    async def apply_update(self) -> None:
        """Let the new version take over; this page reloads."""
        await self._ask("apply-update")

    async def _ask(self, question: str) -> Any:
        self._count += 1
        number = self._count
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        self._post({"ask": question, "id": number})
        try:
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        except TimeoutError:
            return None
        finally:
            self._waiting.pop(number, None)

    def _post(self, message: Mapping[str, Any]) -> None:
        self._port.postMessage(to_js(message, dict_converter=js.Object.fromEntries))

    def _hear(self, message: Any) -> None:
        values = message.data.to_py()
        if "answer" in values:
            waiting = self._waiting.get(int(values["answer"]))
            if waiting is not None and not waiting.done():
                waiting.set_result(values.get("value") if values.get("ok") else None)
        elif "event" in values:
            name = str(values["event"])
            if self._listener is None:
                self._early.append((name, values))
            else:
                self._listener(name, values)
