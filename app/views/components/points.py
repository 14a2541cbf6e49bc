"""The points somebody wants to raise, in their own order."""

from collections.abc import Callable

import flet as ft

from app.domain.preparation import POINT, Point, Preparation
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Words


@component
def Points(preparation: Preparation, save: Callable[[], None]) -> ft.Control:
    """Each point to reword, move up or take off, and a field for the next one."""
    problem, set_problem = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    def do(change: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            change()
            save()
            set_problem("")
            # Another key gives the field below other words.
            set_turn(turn + 1)

        return run

    def draft(words: str) -> None:
        preparation.drafts[POINT] = words
        save()

    rows = [
        _point(number, point, preparation, save, do)
        for number, point in enumerate(preparation.points, start=1)
    ]
    return stack(
        [
            *rows,
            Words(
                "A point I want to raise",
                preparation.drafts.get(POINT, ""),
                draft,
                lines=2,
                key=f"next-{turn}",
            ),
            notice.trouble(problem),
            buttons.secondary(
                "Add this point", guard(do(preparation.add_draft), set_problem), icon=ft.Icons.ADD
            ),
        ]
    )


def _point(
    number: int,
    point: Point,
    preparation: Preparation,
    save: Callable[[], None],
    do: Callable[[Callable[[], None]], Callable[[], None]],
) -> ft.Control:
    def reword(words: str) -> None:
        preparation.reword(point.id, words)
        save()

    ways: list[ft.Control] = []
    if number > 1:
        up = do(lambda: preparation.move_up(point.id))
        ways.append(buttons.icon(f"Move point {number} up", ft.Icons.ARROW_UPWARD, up))
    off = do(lambda: preparation.remove(point.id))
    ways.append(buttons.icon(f"Take point {number} off", ft.Icons.DELETE_OUTLINE, off))
    return card(
        [
            Words(f"Point {number}", point.words, reword, lines=2, key=point.id),
            ft.Row(ways, alignment=ft.MainAxisAlignment.END, spacing=0),
        ],
        spacing=4,
    )
