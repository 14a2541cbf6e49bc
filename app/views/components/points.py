"""The points somebody wants to raise, in their own order."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app.domain.preparation import POINT, Point, Preparation
from app.domain.wording import tr
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Words


@dataclass(frozen=True)
class _Changing:
    """What a tap or a keystroke does to the points; each is kept at once."""

    preparation: Preparation
    save: Callable[[], None]
    done: Callable[[], None]

    def do(self, change: Callable[[], None]) -> Callable[[], None]:
        """Give the handler that makes ``change``, keeps it and draws anew."""

        def run() -> None:
            change()
            self.save()
            self.done()

        return run

    def draft(self, words: str) -> None:
        self.preparation.drafts[POINT] = words
        self.save()

    def reword(self, point: Point) -> Callable[[str], None]:
        def hear(words: str) -> None:
            self.preparation.reword(point.id, words)
            self.save()

        return hear


@component
def Points(preparation: Preparation, save: Callable[[], None]) -> ft.Control:
    """Each point to reword, move up or take off, and a field for the next one."""
    problem, set_problem = ft.use_state("")
    turn, set_turn = ft.use_state(0)
    none_yet: tuple[Point, int] | None = None
    taken, set_taken = ft.use_state(none_yet)

    def done() -> None:
        set_problem("")
        # Another key gives the field below other words.
        set_turn(turn + 1)

    def put_back() -> None:
        if taken is not None:
            preparation.put_back(*taken)
            set_taken(None)

    def row(number: int, point: Point) -> ft.Control:
        up = do(lambda: preparation.move_up(point.id)) if number > 1 else None
        off = do(lambda: set_taken(preparation.remove(point.id)))
        return _point(number, point, changing.reword(point), up, off)

    changing = _Changing(preparation, save, done)
    do, typed = changing.do, preparation.drafts.get(POINT, "")
    add = guard(do(preparation.add_draft), set_problem)
    return stack(
        [
            *[row(number, point) for number, point in enumerate(preparation.points, start=1)],
            *([buttons.quiet(tr("Put the point back"), do(put_back))] if taken else []),
            Words(
                tr("A point I want to raise"), typed, changing.draft, lines=2, key=f"next-{turn}"
            ),
            notice.trouble(problem),
            buttons.secondary(tr("Add this point"), add, icon=ft.Icons.ADD),
        ]
    )


def _point(
    number: int,
    point: Point,
    reword: Callable[[str], None],
    up: Callable[[], None] | None,
    off: Callable[[], None],
) -> ft.Control:
    ways = [
        buttons.icon(tr("Take point {number} off", number=number), ft.Icons.DELETE_OUTLINE, off)
    ]
    if up is not None:
        ways.insert(
            0, buttons.icon(tr("Move point {number} up", number=number), ft.Icons.ARROW_UPWARD, up)
        )
    return stack(
        [
            Words(tr("Point {number}", number=number), point.words, reword, lines=2, key=point.id),
            ft.Row(ways, alignment=ft.MainAxisAlignment.END, spacing=0),
        ],
        spacing=0,
    )
