"""What a screen asks the server once it stands, and again whenever it asks for something else."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import flet as ft

from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.skeleton import skeleton
from app.views.screens.lead_gate import asking, gate
from app.views.services import use_session

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """An answer as it stands: ``found`` once it came, ``problem`` where it did not."""

    found: Any
    problem: str
    again: buttons.OnClick
    is_in: bool

    def rows(
        self,
        show: Callable[[Any], list[ft.Control]],
        then: Sequence[ft.Control] = (),
        *,
        waits: str = "Reading the figures…",
        typed: bool = False,
    ) -> list[ft.Control]:
        """Give what ``show`` makes of the answer, or what stands in its place.

        ``then`` comes below it, and only once the answer is there or is known not to come: it
        would be pushed from under a finger that already aims at it. ``waits`` says what is waited
        for, ``typed`` that words of the lead's wait to be saved.
        """
        if not self.is_in:
            return [*gate(is_in=False, typed=typed), *then]
        if self.found is not None:
            return [notice.trouble(self.problem), *show(self.found), *then]
        if self.problem:
            again = buttons.secondary("Try again", self.again)
            return [notice.trouble(self.problem), again, *then]
        return [skeleton(waits)]


#: An answer, and what is made of it.
Part = tuple[Asked, Callable[[Any], list[ft.Control]]]


def one_after_another(parts: Sequence[Part], then: ft.Control) -> list[ft.Control]:
    """Give several answers below each other, none before the one above it: none is pushed down.

    ``then`` comes below all of them.
    """
    (asked, show), *below = parts
    if not below or not asked.is_in:
        return asked.rows(show, [then])
    more = one_after_another(below, then) if asked.found is not None or asked.problem else []
    return [*asked.rows(show), *more]


def use_asked(ask: Callable[[], Awaitable[T]], *about: object) -> Asked:
    """Ask once a lead is signed in, and again when ``about`` changes; to be called like a hook.

    Of two answers under way the one that was asked for last counts. An answer about something
    else than what is asked for now is not shown.
    """
    _, session = use_session()
    is_in = session.lead is not None
    nothing: tuple[tuple[object, ...], T | None] = ((), None)
    (known, found), set_found = ft.use_state(nothing)
    problem, set_problem = ft.use_state("")
    wanted = ft.use_ref(about)
    wanted.current = about

    async def read() -> None:
        answer = await ask()
        if wanted.current == about:
            set_found((about, answer))

    async def first() -> None:
        if is_in:
            set_problem("")
            await guard(lambda: asking(session, read), set_problem)(None)

    ft.use_effect(first, [is_in, *about])
    return Asked(found if known == about else None, problem, first, is_in)
