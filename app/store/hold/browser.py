"""Holds over the Web Locks API: the browser frees a lock when its worker dies.

A lock is held by a promise that does not resolve until the profile is let go. Who wants it
asks over a BroadcastChannel; a window that does not answer (it may be frozen) loses the lock
by force. Engines without Web Locks let every window hold; ``Basis`` still keeps writers apart.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

import js
from pyodide.ffi import JsException, create_proxy, jsnull, to_js

from app.store.hold.port import Lost

#: Seconds that a holder is given to save and let go before the lock is taken from it.
PATIENCE = 4.0
CHANNEL = "layby-holds"
_STEP = 0.1


@dataclass
class _Held:
    lost: Lost
    let_go: asyncio.Future[None]
    done: asyncio.Task[None] | None = None
    #: Runs once at most: asked first and robbed later is still one loss.
    losing: asyncio.Task[None] | None = None


class BrowserHolds:
    """What one window holds."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._locks: Any = getattr(js.navigator, "locks", None)
        self._held: dict[str, _Held] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._channel = js.BroadcastChannel.new(CHANNEL)
        self._hears = create_proxy(self._hear)
        self._channel.onmessage = self._hears

    async def hold(self, profile_id: str, lost: Lost) -> bool:
        """Hold a profile; False when another window has it."""
        return profile_id in self._held or await self._request(profile_id, lost, ifAvailable=True)

    async def take_over(self, profile_id: str, lost: Lost) -> None:
        """Ask the holder to let go, and take the lock from one that does not in time."""
        if profile_id in self._held:
            return
        self._channel.postMessage(profile_id)
        clock = asyncio.get_running_loop()
        deadline = clock.time() + self._patience
        while not await self.hold(profile_id, lost):
            if clock.time() >= deadline:
                await self._request(profile_id, lost, steal=True)
                return
            await asyncio.sleep(_STEP)

    async def release(self, profile_id: str) -> None:
        """Let go; the lock is free when this returns."""
        held = self._held.pop(profile_id, None)
        if held is None:
            return
        if not held.let_go.done():
            held.let_go.set_result(None)
        if held.done is not None:
            await asyncio.wait([held.done])

    async def is_held_elsewhere(self, profile_id: str) -> bool:
        """Ask the browser who holds what; it answers for all windows of this origin."""
        if self._locks is None or profile_id in self._held:
            return False
        state = await self._locks.query()
        return any(lock.name == _lock_name(profile_id) for lock in state.held)

    async def _request(self, profile_id: str, lost: Lost, **options: bool) -> bool:
        held = _Held(lost, asyncio.get_running_loop().create_future())
        if self._locks is None:
            self._held[profile_id] = held
            return True
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        held.done = self._keep(self._wait(profile_id, held, answer, options))
        got = await answer
        if got:
            self._held[profile_id] = held
        return got

    async def _wait(
        self, profile_id: str, held: _Held, answer: asyncio.Future[bool], options: dict[str, bool]
    ) -> None:
        """Stay for as long as the lock is wanted, or ours."""

        async def keep(lock: Any) -> None:
            answer.set_result(lock is not jsnull)
            if lock is not jsnull:
                await held.let_go

        kept = create_proxy(keep)
        wanted = to_js(options, dict_converter=js.Object.fromEntries)
        try:
            await self._locks.request(_lock_name(profile_id), wanted, kept)
        except JsException:  # AbortError: another window has taken the lock
            if not answer.done():
                answer.set_result(False)
            elif not held.let_go.done():
                self._held.pop(profile_id, None)
                self._lose(held)
        finally:
            kept.destroy()

    def _hear(self, message: Any) -> None:
        held = self._held.get(str(message.data))
        if held is not None:
            self._lose(held)

    def _lose(self, held: _Held) -> None:
        if held.losing is None:
            held.losing = self._keep(self._run(held.lost))

    async def _run(self, lost: Lost) -> None:
        # What could not be saved is told where it happened; here nobody could do more.
        with contextlib.suppress(Exception):
            await lost()

    def _keep(self, step: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.ensure_future(step)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _lock_name(profile_id: str) -> str:
    return f"layby-profile:{profile_id}"
