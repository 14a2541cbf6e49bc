"""A lead says what is hidden in every summary: places, codes, and the names of the staff."""

from functools import partial

import flet as ft

from app.domain.trust_lists import PATTERNS, PLACES
from app.usecases.edit_content import EditDesk
from app.usecases.edit_lists import ListsDesk, ListsDraft
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Words
from app.views.components.frame import screen
from app.views.components.staff_names import StaffNames
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.components.try_lists import TryLists
from app.views.screens.lead_gate import asking, use_desk
from app.views.screens.lead_opening import use_opening
from app.views.services import go

TITLE = "Places and codes to hide"
_HINTS = {
    "stations": "Retford\nStow-on-the-Wold",
    "hospitals": "Castle Hill Hospital",
    "places": "What people call places among themselves",
    "call_signs": "RR ##",
    "incident_numbers": "CAD-######-##",
}


@component
def LeadListsScreen() -> ft.View:
    """The lists as they are being typed, one button that saves them, and the staff's names."""
    desk, session, _ = use_desk()
    lists = desk.lists
    good, set_good = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    opening = use_opening(desk.open_lists, held=lambda: lists.held is not None)

    async def save() -> None:
        draft = lists.held
        if draft is None:
            return
        opening.report("")
        set_good("")
        before = dict(draft.typed)
        try:
            await asking(session, lambda: lists.save(draft))
        finally:
            now = lists.held or draft
            step = 1 if now.typed != before else 0
            set_turn(lambda count: count + step)
        set_good("Saved. Devices have it after their next sync.")

    def show() -> list[ft.Control]:
        names = [StaffNames(lists, partial(asking, session), key="names")] if opening.is_in else []
        ways = _ways(guard(save, opening.report), lambda: _leave_out(desk))
        return [notice.good(good), *_rows(lists, turn), *ways, *names]

    back = buttons.quiet("Back to the list", lambda _: go("/lead/content"))
    typed = lists.changed()
    rows = opening.rows(show, [back], waits="Reading it…", typed=typed, stays=True)
    return screen(TITLE, rows)


def _leave_out(desk: EditDesk) -> None:
    desk.lists.close()
    desk.kept.drop_lists()
    go("/lead/content")


def _rows(lists: ListsDesk, turn: int) -> list[ft.Control]:
    draft = lists.held
    if draft is None:
        return []
    return [
        body(
            "Layby hides these in every summary, on the device, before anybody sees it: in any "
            "case, with or without hyphens, long names also misspelt."
        ),
        section("Places"),
        *[_field(draft, name, turn) for name in PLACES],
        section("Codes"),
        body("Write # for each digit and @ for each letter that changes. RR ## finds rr12 too."),
        *[_field(draft, name, turn) for name in PATTERNS],
        TryLists(draft, key=f"try-{turn}"),
    ]


def _field(draft: ListsDraft, name: str, turn: int) -> ft.Control:
    title, _ = {**PLACES, **PATTERNS}[name]

    def typed(words: str) -> None:
        draft.typed[name] = words

    return Words(  # type: ignore[no-any-return]
        f"{title}, one a line",
        draft.typed[name],
        typed,
        hint=_HINTS[name],
        error=draft.problems().get(name, ""),
        key=f"{name}-{turn}",
    )


def _ways(save: buttons.OnClick, leave_out: buttons.OnClick) -> list[ft.Control]:
    gone = ["What you changed here since it was last saved is gone."]
    return [
        buttons.primary("Save for all devices", save),
        body("Devices have it after their next sync.", quiet=True),
        Sure("Leave out what I changed", gone, "Yes, leave it out", "Keep it", leave_out,
             loud=False),
    ]  # fmt: skip
