"""The two guards without which one mistake takes the whole app down.

A render that raises freezes Flet's screen for good, without a word; a handler that raises
replaces the app by the exception's text, which may be personal. So every component is made
with ``component`` and every handler goes through ``guard``.
"""

import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.errors import LaybyError

log = logging.getLogger("layby.views")

SOMETHING_BROKE = "Something went wrong here. What you typed is safe. Go back and try again."


def component(fn: Callable[..., Any]) -> Callable[..., Any]:
    """Make a Flet component whose failed render becomes a panel instead of a frozen app."""

    @functools.wraps(fn)
    def body(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the component takes
        try:
            return fn(*args, **kwargs)
        except Exception as error:
            log.error("render failed in %s: %s", fn.__name__, type(error).__name__)
            panel = ft.Container(ft.Text(SOMETHING_BROKE, size=16), padding=16)
            if fn.__name__.endswith("Screen"):
                return ft.View(route=ft.use_view_path() or "/", controls=[panel])
            return panel

    return ft.component(body)


def guard(handler: Callable[..., Any], report: Callable[[str], None]) -> Callable[[Any], Any]:
    """Wrap an event handler, sync or async, with or without the event: it never raises.

    ``report`` gets a sentence for a person. Only the kind of error is logged, never its words.
    """
    takes_event = bool(inspect.signature(handler).parameters)

    async def run(event: Any) -> None:  # noqa: ANN401 - Flet's event types vary
        try:
            result = handler(event) if takes_event else handler()
            if inspect.isawaitable(result):
                await result
        except LaybyError as error:
            report(error.message)
        except Exception as error:
            log.error("handler failed: %s", type(error).__name__)
            report(SOMETHING_BROKE)

    return run


def start(work: Callable[[], Any], report: Callable[[str], None]) -> None:
    """Begin guarded work that nothing waits for, in the page's own task."""
    ft.context.page.run_task(guard(work, report), None)


def quietly(work: Callable[[], Any]) -> Callable[[], Any]:
    """Give an effect that never raises and has nothing to say when it fails."""

    async def run() -> None:
        await guard(work, lambda _: None)(None)

    return run
