"""Drives the app's Flet tree with no client: a connection that records and answers.

Screens are found and used the way a person would: by the words on a button or a field's label.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import msgpack
from flet.controls.context import _context_page
from flet.controls.object_patch import DiffBuilder
from flet.messaging.session import Session

from tests.connection import ENCODE, RecordingConnection
from tests.control_words import controls_in, fits, label_of, merged, says, views_in

#: Seconds within which a timer, or a thread, counts as part of what a tap set going.
_SOON = 0.03


class Screen:
    """One headless page."""

    def __init__(self) -> None:
        self.connection = RecordingConnection()
        self.session = Session(self.connection)
        self.connection.session = self.session
        self.page = self.session.page
        self._work = _Work(self.connection.loop)

    async def open(self, start: Callable[[Any], Any]) -> None:
        """Run ``start(page)`` and wait for the first frame."""
        _context_page.set(self.page)
        msgpack.packb(self.session.get_page_patch(), default=ENCODE)
        result = start(self.page)
        if asyncio.iscoroutine(result):
            await result
        await self.settle()

    async def settle(self) -> None:
        """Let handlers, effects and redraws finish; follow a change of route.

        Returns once nothing is left to run, and nothing under way would end soon.
        """
        begun = self._work.now()
        while True:
            await asyncio.sleep(0)
            while self.connection.routes:
                await self._arrive(self.connection.routes.pop(0))
            left = begun + _SOON - self._work.now()
            if self._work.waits():
                continue
            if left <= 0 or not self._work.ends_within(left):
                return
            await asyncio.sleep(0.001)

    async def _arrive(self, route: str) -> None:
        self.page.route = route
        await self.session.dispatch_event(self.page._i, "route_change", {"route": route})

    async def go(self, route: str) -> None:
        """Open a route, as a link would."""
        await self._arrive(route)
        await self.settle()

    async def turns(self, wide: float, high: float) -> None:
        """Turn the device, or make the window another size."""
        size = {"width": wide, "height": high}
        self.session.apply_page_patch(size)
        await self.session.dispatch_event(self.page._i, "resize", size)
        await self.settle()

    def controls(self) -> list[Any]:
        """Every control of the topmost view, in reading order."""
        return controls_in(views_in(self.page.views)[-1])

    def inside(self, control: Any) -> list[Any]:
        """The controls at and under this one, in reading order."""
        return controls_in(control)

    def words(self) -> str:
        """All words on the topmost view."""
        return "\n".join(filter(None, (said for c in self.controls() for said in says(c))))

    def called(self, control: Any) -> str:
        """What a control is called."""
        return label_of(control)

    def find(self, words: str, kinds: tuple[str, ...] = ()) -> Any:
        """The one control whose label is or starts with ``words``."""
        called = [(label_of(c), c) for c in self.controls() if fits(c, kinds)]
        exact = [control for label, control in called if label == words]
        loose = [control for label, control in called if label.startswith(words)]
        found = exact or loose
        assert found, f"nothing called {words!r} in:\n{self.words()}"
        return found[0]

    async def tap(self, words: str, place: int = 0) -> None:
        """Tap the button, tile or box called ``words``; of several tiles, the one at ``place``."""
        await self.session.dispatch_event(self.tappable(words, place)._i, "click", None)
        await self.settle()

    def tappable(self, words: str, place: int = 0) -> Any:
        """The button, box, option or tile that a screen reader would call ``words``."""
        tiles = (c for c in self.controls() if type(c).__name__ == "MergeSemantics")
        called = [tile for tile in tiles if merged(tile).startswith(words)]
        if called:
            return next(c for c in controls_in(called[place]) if getattr(c, "on_click", None))
        return self.find(words, ("Button",))

    async def type(self, label: str, text: str) -> None:
        """Type into the field called ``label``."""
        field = self.find(label, ("TextField",))
        self.session.apply_patch(field._i, {"value": text})
        await self.session.dispatch_event(field._i, "change", text)
        await self.settle()
        assert self.find(label, ("TextField",)).value == text, f"{label!r} lost what was typed"

    async def press_keys(self, label: str, text: str) -> None:
        """Patch the field of this label as fast keys do, before any handler has run."""
        field = self.find(label, ("TextField",))
        self.session.apply_patch(field._i, {"value": text})

    def is_ticked(self, words: str) -> bool:
        """Whether the box called ``words`` is ticked."""
        row = next(
            c
            for c in self.controls()
            if type(c).__name__ == "MergeSemantics" and merged(c).startswith(words)
        )
        box = next(c for c in controls_in(row) if getattr(c, "checked", None) is not None)
        return bool(box.checked)


class _Work:
    """What an event loop still has to do, its threads' work among it."""

    def __init__(self, loop: Any) -> None:
        self._loop = loop
        self.now = loop.time
        self._threads: set[asyncio.Future[Any]] = set()
        start = loop.run_in_executor

        def run_in_executor(*given: Any) -> asyncio.Future[Any]:
            result: asyncio.Future[Any] = start(*given)
            self._threads.add(result)
            result.add_done_callback(self._threads.discard)
            return result

        loop.run_in_executor = run_in_executor

    def waits(self) -> bool:
        """Whether anything could run at once."""
        return bool(self._loop._ready)

    def ends_within(self, seconds: float) -> bool:
        """Whether a thread is at work, or a timer ends within ``seconds``."""
        until = self.now() + seconds
        timers = self._loop._scheduled
        return bool(self._threads) or any(t.when() <= until and not t.cancelled() for t in timers)


def _pass_over_leaves() -> None:
    """Spare Flet's walks over added and removed controls every value that cannot hold one.

    Both do nothing with a word, a number or nothing at all, and spend most of a redraw on them.
    """
    leaves = {type(None), str, bool, int, float}

    def sparing(walk: Callable[..., Any]) -> Callable[..., Any]:
        def step(builder: DiffBuilder, item: Any, *given: Any) -> Any:
            return () if type(item) in leaves else walk(builder, item, *given)

        return step

    DiffBuilder._configure_dataclass = sparing(DiffBuilder._configure_dataclass)  # type: ignore[method-assign]
    DiffBuilder._removed_controls = sparing(DiffBuilder._removed_controls)  # type: ignore[method-assign]


_pass_over_leaves()
