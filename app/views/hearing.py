"""Keeps Python's ear to the page open.

Python asks the page to do something with a control, such as to scroll a list, and the page
answers when it is done. Flet takes an answer only while the control is still on the screen, and
raises otherwise; in the browser it raises in the one loop that hears the page, which then is
heard no more: every screen stands still until the app is loaded anew. A list that is scrolled
goes with its screen whenever somebody is quick, or turns a tablet. The answer is known by its
call, whatever became of the control.
"""

from collections.abc import Callable
from typing import Any

from flet.messaging.session import Session

FLETS: Callable[..., None] = Session.handle_invoke_method_results


def keep_hearing() -> None:
    """Let every answer from now on be taken."""
    Session.handle_invoke_method_results = take_answer  # type: ignore[assignment, method-assign]


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
