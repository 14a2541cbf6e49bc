"""How many people work where: a file is chosen, read, looked at, and then used or left."""

from collections.abc import Callable, Sequence

import flet as ft

from app.usecases.bring_headcount import HeadcountDesk, HeadcountView, PeopleOf
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Line
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, bullet, section
from app.views.screens.lead_gate import asking
from app.views.screens.lead_opening import use_opening
from app.views.services import use_session

TITLE = "Headcount"

_WHAT = (
    "Bring a list (CSV) with three columns: group, area, headcount. One row for each staff group "
    "in each area, by its name or its code. No people's names, no further columns."
)
_DAY = "Write the day the numbers are for like this: 30 September 2026."
_BEGIN = (
    "This file has a row for each of your staff groups in each of your areas, named as they must "
    "be. Write the numbers in; leave out rows where nobody works."
)
_WAITS = "Reading the headcount in use…"
_KEPT = "Only the sums by group and by area are kept."
#: Errors that are shown at once; the others open under them.
_FIRST = 10


@component
def LeadHeadcountScreen() -> ft.View:
    """What is in use, the file that was chosen, and what it would change."""
    services, session = use_session()
    desk, lead = services.headcount, session.lead
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")

    opening = use_opening(desk.read, held=lambda: desk.standing is not None)

    def show() -> list[ft.Control]:
        return [*_standing(desk.standing), Bring(desk, opening.redraw, key="bring")]

    back = to_figures()
    typed = desk.picked is not None
    return screen(TITLE, opening.rows(show, [back], waits=_WAITS, typed=typed))


def _standing(found: HeadcountView | None) -> list[ft.Control]:
    if found is None or not found.version:
        return [body("No headcount has been brought yet.")]
    said = f"In use: {found.total:,} people, as at {found.as_at}, brought by {found.made_by}."
    return [body(said), _sums(found, key="in-use")]


@component
def Bring(desk: HeadcountDesk, changed: buttons.OnClick) -> ft.Control:
    """Choose a file and say its day; see what it would do; use it."""
    services, session = use_session()
    form = use_form()
    said, say = ft.use_state("")

    async def pick() -> None:
        say("")
        picked = await services.device.pick_file(".csv")
        if picked is not None:
            desk.picked, desk.shown = picked, None
        changed()

    async def look() -> None:
        await asking(session, _nothing_else(desk.preview))
        changed()

    async def use() -> None:
        await asking(session, _nothing_else(desk.apply))
        if desk.picked is None:
            say("In use from now on.")
        changed()

    def typed(words: str) -> None:
        desk.day = words

    file = "" if desk.picked is None else f"File chosen: {_rows(desk.picked)}."
    rows: list[ft.Control] = [
        section("Bring a file"),
        body(f"{_WHAT} {_KEPT}"),
        *([Begin(desk.template, key="begin")] if desk.standing else []),
        buttons.secondary("Choose a file", form.doing(pick), icon=ft.Icons.FOLDER_OPEN),
        *([body(file)] if file else []),
        body(_DAY, quiet=True),
        Line("The numbers are as at", desk.day, typed, hint="30 September 2026",
             error=form.problem("day"), key=f"day-{bool(desk.standing)}"),
        buttons.secondary("See what it would change", form.doing(look), disabled=form.busy),
        notice.trouble(form.problem()),
        notice.good(said),
    ]  # fmt: skip
    if desk.shown is not None:
        rows += _errors(desk.shown) or _preview(desk.shown, form.doing(use), form.busy)
    return stack(rows)


@component
def Begin(template: Callable[[], bytes]) -> ft.Control:
    """A file to start from, with the names that will be understood."""
    services, _ = use_session()
    form = use_form()
    said, say = ft.use_state("")

    async def save() -> None:
        done = await services.device.save_file("layby-headcount.csv", template())
        say("Saved." if done else "")
        if not done:
            form.say("", "This device did not save it. Try again.")

    def build() -> list[ft.Control]:
        return [
            body(_BEGIN),
            buttons.secondary("Save a file to fill in", form.doing(save), icon=ft.Icons.DOWNLOAD),
            notice.trouble(form.problem()),
            notice.good(said),
        ]

    return Fold("A file to start from", "With your groups and areas", build)  # type: ignore[no-any-return]


def _rows(content: bytes) -> str:
    """Say how many rows stand under the line that names the columns."""
    count = max(0, sum(bool(line.strip(b"\0 ,;\t")) for line in content.splitlines()) - 1)
    return f"{count:,} row{'' if count == 1 else 's'} under the names of the columns"


def _nothing_else(ask: buttons.OnClick) -> buttons.OnClick:
    async def run() -> None:
        await ask()

    return run


def _errors(found: HeadcountView) -> list[ft.Control]:
    if not found.errors:
        return []
    count = len(found.errors)
    what = "One thing in it needs putting right" if count == 1 else f"{count} things need a look"
    said: list[ft.Control] = [bullet(one.in_words()) for one in found.errors]
    rows: list[ft.Control] = [
        notice.trouble(f"{what}. Nothing of this file is used until then."),
        *said[:_FIRST],
    ]
    if count > _FIRST:
        rest = said[_FIRST:]
        rows.append(Fold("More of them", f"{len(rest)} more", lambda: rest, key="more"))
    return rows


def _preview(found: HeadcountView, use: buttons.OnClick, busy: bool) -> list[ft.Control]:
    return [
        section("What it would change"),
        body(f"{found.total:,} people in all. Nothing is kept yet."),
        *(notice.note(words) for words in found.warnings),
        _sums(found, key="would"),
        buttons.primary("Use these numbers", use, disabled=busy),
    ]


def _sums(found: HeadcountView, *, key: str) -> ft.Control:
    return ft.Column(
        [
            Fold("By staff group", _named(found.groups), lambda: _people(found.groups),
                 key=f"{key}-groups"),
            Fold("By area", _named(found.areas), lambda: _people(found.areas),
                 key=f"{key}-areas"),
        ],
        spacing=8,
    )  # fmt: skip


def _named(listed: Sequence[PeopleOf]) -> str:
    return f"{sum(one.people is not None for one in listed)} named"


def _people(listed: Sequence[PeopleOf]) -> list[ft.Control]:
    return [card([body(_line(one)) for one in listed], spacing=6)]


def _line(one: PeopleOf) -> str:
    now = "not named" if one.people is None else f"{one.people:,}"
    before = "" if one.before is None or one.before == one.people else f" (before: {one.before:,})"
    return f"{one.name}: {now}{before}"
