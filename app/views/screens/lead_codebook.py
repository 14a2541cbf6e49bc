"""The codebook as a list of themes under their headings; what would change; publish."""

from collections.abc import Awaitable, Callable
from functools import partial
from itertools import groupby

import flet as ft

from app.domain.codebook_edit import Form
from app.usecases.edit_codebook import CodebookDesk, CodebookDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.add_theme import Add
from app.views.components.cards import in_a_column, side_by_side, stack
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.screens.lead_gate import asking, use_desk
from app.views.screens.lead_learning import preview_rows
from app.views.screens.lead_opening import use_opening
from app.views.services import go, use_services
from app.views.state.session import Session
from app.views.theme import ROOMY

TITLE = "Codebook"
#: Runs what asks the server, so that an ended session is noticed.
Ask = Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]


def use_codebook() -> tuple[CodebookDesk, Session, bool]:
    """Give the desk, the session, and whether a lead is in; to be called like a hook."""
    _, session, is_in = use_desk()
    return use_services().codebook, session, is_in


@component
def LeadCodebookScreen() -> ft.View:
    """The list, and one place to try out, save and publish."""
    desk, session, _ = use_codebook()
    said, say = ft.use_state("")
    opening = use_opening(desk.open, held=lambda: desk.held is not None)
    draft = desk.held

    async def told(words: str) -> None:
        say(words)
        await opening.again()

    def show() -> list[ft.Control]:
        rows: list[ft.Control] = [notice.good(said)]
        if draft is None:
            return rows
        add = in_a_column([Add(desk, draft, key="add")], "add")
        listed = [*_undo(draft, opening.redraw), *_list(draft)]
        decide = Decide(desk, session, told, opening.redraw, key="decide")
        # What a lead came to name stands first; otherwise the themes there are do.
        named = [add, *listed] if desk.came_up else [*listed, add]
        note = in_a_column([body(draft.note, quiet=True)], "note")
        return [*rows, note, *named, in_a_column([decide], "decide")]

    back = buttons.quiet("Back to how well themes are told", lambda _: go("/lead/learning"))
    typed = draft is not None and draft.changed()
    rows = opening.rows(show, [back], waits="Reading the codebook…", typed=typed)
    return screen(TITLE, rows, widest=ROOMY)


def _undo(draft: CodebookDraft, redraw: Callable[[], None]) -> list[ft.Control]:
    if draft.undo is None:
        return []

    def take_back() -> None:
        draft.take_back()
        redraw()

    back = buttons.secondary("Undo that", lambda _: take_back(), icon=ft.Icons.UNDO)
    return [notice.note(draft.undo[0]), back]


def _list(draft: CodebookDraft) -> list[ft.Control]:
    shown = [one for one in draft.themes if one["status"] != "retired"]
    gone = [one for one in draft.themes if one["status"] == "retired"]
    rows: list[ft.Control] = []
    headings = list(dict.fromkeys(one["group"] for one in shown))
    for heading, themes in groupby(sorted(shown, key=_place(headings)), lambda one: one["group"]):
        rows.append(section(str(heading) or "No heading yet"))
        rows.append(side_by_side([_tile(draft, one) for one in themes], f"under-{heading}"))
    if gone:
        told = f"{len(gone)} that are kept in the record"
        rows.append(Fold("Retired", told, lambda: [_gone(draft, one) for one in gone]))
    return rows


def _place(headings: list[str]) -> Callable[[Form], int]:
    return lambda one: headings.index(one["group"])


def _tile(draft: CodebookDraft, one: Form) -> ft.Control:
    wrong = draft.wrong(one["id"])
    detail = "Needs another look" if wrong else _detail(draft, one)
    icon = ft.Icons.ERROR_OUTLINE if wrong else ft.Icons.SELL_OUTLINED
    return buttons.tile(
        one["label"] or "No name yet",
        detail,
        lambda _: go(f"/lead/codebook/{one['id']}"),
        icon=icon,
    )


def _detail(draft: CodebookDraft, one: Form) -> str:
    count = len(one["include"])
    words = f"{count} phrase{'' if count == 1 else 's'}"
    in_use = next((live for live in draft.live if live["id"] == one["id"]), None)
    if in_use is None:
        words += ", new" if one["status"] == "live" else ", not in use yet"
    elif in_use != one:
        words += ", edited"
    change = draft.preview.of(one["id"]) if draft.preview else None
    if change is not None and change.changed:
        words += f": {change.gains} gain it, {change.loses} lose it"
    return words


def _gone(draft: CodebookDraft, one: Form) -> ft.Control:
    became = ""
    if one["merged_into"]:
        became = f", merged into {draft.names([one['merged_into']])}"
    elif one["split_into"]:
        became = f", split into {draft.names(one['split_into'])}"
    return body(f"{one['label']}{became}")


@component
def Decide(
    desk: CodebookDesk,
    session: Session,
    told: Callable[[str], Awaitable[None]],
    redraw: Callable[[], None],
) -> ft.Control:
    """See what would change, save, publish, leave out."""
    form = use_form()
    draft = desk.held

    def doing(act: Callable[[], Awaitable[str]]) -> buttons.OnClick:
        return form.doing(partial(_do, session, act, told, redraw))

    if draft is None:
        return ft.Container(visible=False)
    rows: list[ft.Control] = [section("Try it, then publish")]
    if draft.preview is not None:
        rows += preview_rows(draft.preview)
    return stack(
        [
            *rows,
            *[notice.trouble(words) for place, words in draft.problems.items() if not place[0]],
            # Their tiles above may be far out of sight.
            *[_tile(draft, one) for one in draft.themes if draft.wrong(one["id"])],
            notice.trouble(form.problem()),
            buttons.secondary(
                "See what would change", doing(partial(_look, desk)), icon=ft.Icons.CALCULATE
            ),
            buttons.secondary("Save as a draft", doing(partial(_save, desk))),
            buttons.working(
                "Publish the codebook", "One moment…", doing(desk.publish), busy=form.busy
            ),
            Sure(
                "Leave out what was edited",
                ["Every edit since the last publishing goes, also what other leads saved."],
                "Yes, leave it out",
                "Keep it",
                doing(partial(_leave_out, desk)),
                loud=False,
                key="leave",
            ),
        ]
    )


async def _do(
    session: Session,
    act: Callable[[], Awaitable[str]],
    told: Callable[[str], Awaitable[None]],
    redraw: Callable[[], None],
) -> None:
    """Ask, say what came of it, and show the list as it stands then, also after a refusal."""

    async def ask() -> None:
        await told(await act())

    try:
        await asking(session, ask)
    finally:
        redraw()


async def _look(desk: CodebookDesk) -> str:
    await desk.look()
    return ""


async def _save(desk: CodebookDesk) -> str:
    await desk.save()
    return "Saved as a draft. Your trust's other leads see it; devices do not."


async def _leave_out(desk: CodebookDesk) -> str:
    await desk.leave_out()
    return "What was edited is left out."
