"""Keeps Python's ear to the page open, and what Flet would say of a mistake to itself.

Python asks the page to do something with a control, such as to scroll a list, and the page
answers when it is done. Flet takes an answer only while the control is still on the screen, and
raises otherwise; in the browser it raises in the one loop that hears the page, which then is
heard no more: every screen stands still until the app is loaded anew. A list that is scrolled
goes with its screen whenever somebody is quick, or turns a tablet. The answer is known by its
call, whatever became of the control. What the page tells of a control is heard in that loop too.

Whatever raises while Flet gives an event to a control, or runs an effect, Flet replaces the whole
app by, as the exception's text, which may be personal. And a redraw that raises ends the one task
that redraws. Here the screen stays as it is, with what was typed, and says so plainly. That is done
before Flet hears of it: it asks for the traceback then, which the browser's Python cannot give of
code without line numbers, and raises instead.
"""

import functools
import inspect
import logging
import sys
from collections.abc import Callable
from typing import Any

from flet.components.component import Component
from flet.components.hooks.use_effect import EffectHook
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.session import Session

from app.domain.wording import tr
from app.views.boundary import SOMETHING_BROKE, plainly
from app.views.state.late_keys import take_typed

log = logging.getLogger("layby.views")

FLETS: Callable[..., None] = Session.handle_invoke_method_results
FLETS_ERROR: Callable[..., None] = Session.error
FLETS_PATCH: Callable[..., None] = Session.apply_patch
FLETS_EVENT: Callable[..., Any] = BaseControl._trigger_event
FLETS_EFFECT: Callable[..., None] = Session.schedule_effect
FLETS_REDRAW: Callable[..., None] = Component.update


def keep_hearing() -> None:
    """Let every answer, event and redraw from now on be taken so."""
    for kind, name, ours in OWN:
        setattr(kind, name, ours)


def take_answer(
    session: Session,
    control_id: int,
    call_id: str,
    result: Any,  # noqa: ANN401 - Flet's
    error: str | None,
) -> None:
    """Hand an answer to whoever waits for it, also where the control ``control_id`` has gone."""
    there = control_id if control_id in session.index else session.page._i
    FLETS(session, there, call_id, result, error)


def stay(session: Session, _message: str) -> None:
    """Keep the screen, and say plainly that something went wrong; Flet's message is never shown.

    Before there is a screen that could say it, Flet's own page does.
    """
    error = sys.exc_info()[1]
    log.error("Flet met %s", type(error).__name__)
    state = session.page.data
    if state is None:
        FLETS_ERROR(session, tr(SOMETHING_BROKE))
        return
    _context_page.set(session.page)
    state.alarm = plainly(error)


def take_values(session: Session, control_id: int, patch: dict[str, Any]) -> None:
    """Take what the page tells of a control's values; what cannot be taken deafens nobody.

    What it tells of a field that has gone, Flet would drop.
    """
    try:
        FLETS_PATCH(session, control_id, patch)
        if isinstance(words := patch.get("value"), str):
            take_typed(session, control_id, words)
    except Exception:
        stay(session, "")


async def take_event(control: BaseControl, name: str, *given: Any) -> None:  # noqa: ANN401 - Flet's
    """Give an event to ``control``; one that has gone meanwhile has no use of it."""
    try:
        _ = control.page
    except RuntimeError:
        log.info("event for a control that has gone")
        return
    try:
        await FLETS_EVENT(control, name, *given)
    except Exception:
        stay(context.page.session, "")


def take_effect(session: Session, hook: EffectHook, is_cleanup: bool) -> None:
    """Have an effect, or what ends it, run so that its mistake ends nothing else."""
    part = "cleanup" if is_cleanup else "setup"
    work = getattr(hook, part)
    if work is not None and not hasattr(work, "__wrapped__"):
        setattr(hook, part, _alone(work, session))
    FLETS_EFFECT(session, hook, is_cleanup)


def _alone(work: Callable[..., Any], session: Session) -> Callable[..., Any]:
    """Give the same work; when it raises, the screen stays and says so."""

    @functools.wraps(work)
    def run() -> Any:  # noqa: ANN401 - what an effect gives, Flet takes
        try:
            return work()
        except Exception:
            stay(session, "")

    @functools.wraps(work)
    async def wait() -> None:
        try:
            await work()
        except Exception:
            stay(session, "")

    return wait if inspect.iscoroutinefunction(work) else run


def redraw(control: Component) -> None:
    """Draw a component anew; where that fails, it stays as it was, and the others are drawn."""
    try:
        FLETS_REDRAW(control)
    except Exception:
        stay(context.page.session, "")


#: What is ours in Flet: the class, the name there, and what is done instead.
OWN: tuple[tuple[type, str, Callable[..., Any]], ...] = (
    (Session, "handle_invoke_method_results", take_answer),
    (Session, "error", stay),
    (Session, "apply_patch", take_values),
    (Session, "schedule_effect", take_effect),
    (BaseControl, "_trigger_event", take_event),
    (Component, "update", redraw),
)
