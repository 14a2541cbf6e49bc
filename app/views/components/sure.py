"""Asks once more before something is gone, or done for good, by a second tap."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.text import body


@component
def Sure(
    ask: str,
    consequences: Sequence[str],
    yes: str,
    no: str,
    do: Callable[[], Any],
    *,
    problem: str = "",
    loud: bool = True,
    icon: ft.IconData = ft.Icons.DELETE_OUTLINE,
    gone: bool = True,
) -> ft.Control:
    """A button ``ask``; tapped, it says the consequences and offers ``yes`` and ``no``.

    ``loud`` is False where the button should not draw the eye. ``problem`` says what went
    wrong when ``do`` was tried. ``gone`` is False where nothing is lost, but done for good.
    """
    sure, set_sure = ft.use_state(False)
    if not sure:
        first = buttons.secondary if loud else buttons.quiet
        return stack(
            [
                first(ask, lambda _: set_sure(True), icon=icon),
                notice.trouble(problem),
            ]
        )
    return stack(
        [
            *[body(words) for words in consequences],
            notice.trouble(problem),
            buttons.grave(yes, do) if gone else buttons.primary(yes, do),
            buttons.secondary(no, lambda _: set_sure(False)),
        ]
    )
