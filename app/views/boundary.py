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
from flet.components.component import Component

from app.domain.errors import LaybyError
from app.domain.wording import to_say, tr
from app.views.theme import BODY, TITLE

log = logging.getLogger("layby.views")

SOMETHING_BROKE = to_say(
    "Something went wrong here. What you typed is safe. Go back and try again."
)


def component(fn: Callable[..., Any]) -> Callable[..., Any]:
    """Make a Flet component whose failed render becomes a panel instead of a frozen app."""

    @functools.wraps(fn)
    def body(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the component takes
        try:
            return fn(*args, **kwargs)
        except Exception as error:
            log.error("render failed in %s: %s", fn.__name__, type(error).__name__)
            return _panel(is_screen=fn.__name__.endswith("Screen"))

    return ft.component(body)


def kind_of(control: ft.Control) -> str:
    """Name the kind of a control; a component's by its function and its label."""
    if not isinstance(control, Component):
        return type(control).__name__
    label = next((given for given in control.args[:1] if isinstance(given, str)), "")
    return f"{control.fn.__name__} {label}"


def put_key(control: ft.Control, key: object) -> None:
    """Give a control its key; a component, which Flet seals as soon as it is made, its too."""
    sealed = isinstance(control, Component)
    if sealed:
        del control._frozen
    control.key = key  # type: ignore[assignment]
    if sealed:
        control._frozen = True


def _panel(*, is_screen: bool) -> ft.Control | ft.View:
    words = ft.Container(ft.Text(tr(SOMETHING_BROKE), size=BODY), padding=16)
    if not is_screen:
        return words
    title = ft.Text(tr("Something went wrong"), size=TITLE)
    ways = [(tr("Go to home"), "/"), (tr("Get support now"), "/support")]
    buttons = [
        ft.FilledButton(name, on_click=lambda _, to=route: ft.context.page.navigate(to))
        for name, route in ways
    ]
    heading = ft.Semantics(header=True, heading_level=1, content=title)
    return ft.View(
        route=ft.use_view_path() or "/",
        controls=[ft.SafeArea(ft.Column([heading, words, *buttons]))],
        padding=18,
    )


def sound_alarm(words: str) -> None:
    """Show ``words`` under the bar of whatever screen is open."""
    state = ft.context.page.data
    if state is not None:
        state.alarm = words


def plainly(error: BaseException | None) -> str:
    """Give the sentence for a person about what went wrong; never an unforeseen error's own."""
    return error.message if isinstance(error, LaybyError) else tr(SOMETHING_BROKE)


def guard(
    handler: Callable[..., Any], report: Callable[[str], None] = sound_alarm
) -> Callable[[Any], Any]:
    """Wrap an event handler, sync or async, with or without the event: it never raises.

    ``report`` gets a sentence for a person; without one, the screen's own alarm shows it. Only
    the kind of error is logged, never its words.
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
            report(tr(SOMETHING_BROKE))

    return run


def at_once(handler: Callable[[Any], None]) -> Callable[[Any], None]:
    """Wrap a field's handler, which must run at once and in order: it never raises."""

    def run(event: Any) -> None:  # noqa: ANN401 - Flet's event types vary
        try:
            handler(event)
        except Exception as error:
            log.error("field handler failed: %s", type(error).__name__)
            sound_alarm(plainly(error))

    return run


def start(work: Callable[[], Any], report: Callable[[str], None]) -> None:
    """Begin guarded work that nothing waits for, in the page's own task."""
    ft.context.page.run_task(guard(work, report), None)
