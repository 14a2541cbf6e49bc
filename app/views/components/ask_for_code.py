"""What a lead says of a new enrolment code: for how many devices, how long, and where."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.area_scope import scope_line
from app.domain.errors import InputError
from app.domain.organisation import Area
from app.domain.wording import tr, trn
from app.usecases.lead_codes import DAYS, Codes, LeadCodes
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Line, Tick
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.text import body, section

_USES = "uses"
#: Logical pixels by which an area stands in from the one it lies in.
_INDENT = 20


@component
def AskForCode(
    desk: LeadCodes,
    codes: Codes,
    make: Callable[[], Awaitable[None]],
) -> ft.Control:
    """The form; ``make`` has the server make what ``desk.draft`` says."""
    form = use_form()
    draft = desk.draft
    chosen, choose = ft.use_state(draft.areas)

    def typed(words: str) -> None:
        draft.uses = words

    def days(value: str) -> None:
        draft.days = int(value)

    def tick(area: str, on: bool) -> None:
        left = tuple(one for one in draft.areas if one != area)
        draft.areas = (*left, area) if on else left
        choose(draft.areas)

    async def check_and_make() -> None:
        draft.number()
        if not codes.whole_trust and not draft.areas:
            raise InputError(tr("Choose the areas it is for: your account is for some areas only."))
        await make()

    choices = [(str(count), days_words(count), "") for count in sorted(DAYS)]
    rows: list[ft.Control] = [
        section(tr("Make a code")),
        Line(tr("For how many devices"), draft.uses, typed, error=form.problem(_USES)),
        body(tr("How long it works")),
        Choice(tr("How long it works"), choices, str(draft.days), days),
        _where(codes, chosen, lambda area: area in draft.areas, tick),
        notice.trouble(form.problem()),
        buttons.working(
            tr("Make the code"), tr("Making it…"), form.doing(check_and_make), busy=form.busy
        ),
    ]
    return stack(rows, spacing=16)


def _where(
    codes: Codes,
    chosen: tuple[str, ...],
    ticked: Callable[[str], bool],
    tick: Callable[[str, bool], None],
) -> ft.Control:
    whole = codes.whole_trust
    own = tr("These are the areas your account is for.")
    return Fold(  # type: ignore[no-any-return]
        tr("Where it is for"),
        scope_line(codes.areas, chosen) if chosen or whole else tr("Choose areas"),
        lambda: [
            body(tr("None ticked means all areas.") if whole else own, quiet=True),
            *[area_tick(area, codes.areas, ticked(area.id), tick) for area in codes.areas],
        ],
        icon=ft.Icons.MAP_OUTLINED,
        key="where",
    )


def area_tick(
    area: Area, areas: tuple[Area, ...], ticked: bool, tick: Callable[[str, bool], None]
) -> ft.Control:
    """Give a box to tick for an area, standing in from the one it lies in."""

    def hear(on: bool) -> None:
        tick(area.id, on)

    row = Tick(area.name, ticked, hear, key=area.id)
    # The row begins with the room, on whichever side rows begin.
    return ft.Row(
        [ft.Container(width=_INDENT * _depth(area, areas)), ft.Container(row, expand=True)],
        spacing=0,
    )


def _depth(area: Area, areas: tuple[Area, ...]) -> int:
    parents = {one.id: one.parent for one in areas}
    depth, above = 0, area.parent
    while above in parents and depth < len(parents):
        depth, above = depth + 1, parents[above]
    return depth


def days_words(count: int) -> str:
    """Say how many days."""
    return trn("{count} day", "{count} days", count)
