"""What a lead's screen has a desk open once, and what stands there until it is open."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.skeleton import skeleton
from app.views.screens.lead_gate import asking, gate
from app.views.services import use_session


@dataclass(frozen=True)
class Opening:
    """Whether a desk holds what the screen is about, and what went wrong; ``again`` asks anew."""

    held: bool
    is_in: bool
    problem: str
    report: Callable[[str], None]
    again: Callable[[], Awaitable[None]]
    redraw: Callable[[], None]

    def rows(
        self,
        show: Callable[[], list[ft.Control]],
        then: Sequence[ft.Control],
        *,
        waits: str,
        typed: bool = False,
        stays: bool = False,
    ) -> list[ft.Control]:
        """Give what ``show`` makes of what is open, or what stands in its place.

        ``then`` comes below it, and only once nothing more comes that would push it away.
        ``waits`` says what is waited for, ``typed`` that words wait to be saved; with ``stays``
        they are to be seen after the session has ended, too.
        """
        rows = [*gate(self.is_in, typed=typed), notice.trouble(self.problem)]
        if self.held and (self.is_in or stays):
            return [*rows, *show(), *then]
        if not self.is_in:
            return [*rows, *then]
        if self.problem:
            return [*rows, buttons.secondary("Try again", self.again), *then]
        return [*rows, skeleton(waits)]


def use_opening(
    read: Callable[[], Awaitable[object]], *about: object, held: Callable[[], bool]
) -> Opening:
    """Have a desk ``read`` what is not ``held``, once a lead is in; to be called like a hook.

    It looks again where ``about`` changes.
    """
    _, session = use_session()
    is_in = session.lead is not None
    problem, report = ft.use_state("")
    _, count = ft.use_state(0)

    def redraw() -> None:
        count(lambda turn: turn + 1)

    async def ask() -> None:
        await read()
        redraw()

    async def again() -> None:
        if is_in and not held():
            report("")
            await guard(lambda: asking(session, ask), report)(None)

    ft.use_effect(again, [is_in, *about])
    return Opening(held(), is_in, problem, report, again, redraw)
