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
    none_yet: tuple[Point, int] | None = None
    taken, set_taken = ft.use_state(none_yet)

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

    def take_off(point: Point) -> Callable[[], None]:
        return do(lambda: set_taken(preparation.remove(point.id)))

    def put_back() -> None:
        if taken is not None:
            preparation.put_back(*taken)
            set_taken(None)

    def reword(point: Point) -> Callable[[str], None]:
        def hear(words: str) -> None:
            preparation.reword(point.id, words)
            save()

        return hear

    def row(number: int, point: Point) -> ft.Control:
        up = do(lambda: preparation.move_up(point.id)) if number > 1 else None
        return _point(number, point, reword(point), up, take_off(point))

    rows = [row(number, point) for number, point in enumerate(preparation.points, start=1)]
    return stack(
        [
            *rows,
            *([buttons.quiet("Put the point back", do(put_back))] if taken else []),
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
    reword: Callable[[str], None],
    up: Callable[[], None] | None,
    off: Callable[[], None],
) -> ft.Control:
    ways = [buttons.icon(f"Take point {number} off", ft.Icons.DELETE_OUTLINE, off)]
    if up is not None:
        ways.insert(0, buttons.icon(f"Move point {number} up", ft.Icons.ARROW_UPWARD, up))
    return card(
        [
            Words(f"Point {number}", point.words, reword, lines=2, key=point.id),
            ft.Row(ways, alignment=ft.MainAxisAlignment.END, spacing=0),
        ],
        spacing=4,
    )
