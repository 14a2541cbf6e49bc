"""One theme of the codebook: what it is about, its phrases, examples and frameworks."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.usecases.edit_codebook import CodebookDesk, CodebookDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.heat_grid import WIDE
from app.views.components.live_preview import LivePreview
from app.views.components.text import body, section
from app.views.components.theme_acts import act_rows
from app.views.components.theme_fields import mapping_rows, name_rows, phrase_rows
from app.views.screens.lead_codebook import Ask, use_codebook
from app.views.screens.lead_gate import asking
from app.views.screens.lead_opening import use_opening
from app.views.services import go
from app.views.theme import COLUMN, ROOMY

#: Between the two columns.
_BETWEEN = 24


@component
def LeadCodeScreen() -> ft.View:
    """The theme in the address, as it was left or as the server has it."""
    desk, session, is_in = use_codebook()
    identity = ft.use_route_params().get("theme", "")
    opening = use_opening(desk.open, held=lambda: desk.held is not None)
    draft = desk.held
    theme = draft.theme(identity) if draft is not None and is_in else None

    def show() -> list[ft.Control]:
        if draft is None or theme is None:
            return [body("There is no such theme any more.")]
        if theme["status"] == "retired":
            return [body("It is retired, and stays in the record as it was.")]
        return [Editor(desk, draft, identity, partial(asking, session), key=identity)]

    back = buttons.primary("Done: back to the codebook", lambda _: go("/lead/codebook"))
    typed = draft is not None and draft.changed()
    # As wide as the first of the two columns above it.
    foot = ft.ResponsiveRow(
        [ft.Container(back, col={"xs": 12, "pane": 6})],
        breakpoints={"xs": 0, "pane": WIDE},
        spacing=_BETWEEN,
        key="back",
    )
    rows = opening.rows(show, [foot], waits="Reading the codebook…", typed=typed)
    edited = theme is not None and theme["status"] != "retired"
    label = (theme["label"] if theme is not None else "") or "Theme"
    return screen(label, rows, widest=ROOMY if edited else COLUMN)


@component
def Editor(desk: CodebookDesk, draft: CodebookDraft, identity: str, ask: Ask) -> ft.Control:
    """Two columns where there is room: what it is, and the phrases that show it."""
    edits, set_edits = ft.use_state(0)
    room = float(ft.context.page.width or 0)
    theme = draft.theme(identity)
    if theme is None:
        return ft.Container(visible=False)

    def changed() -> None:
        draft.problems = {
            place: words for place, words in draft.problems.items() if place[0] != identity
        }
        set_edits(lambda count: count + 1)

    def leads_to(other: str) -> None:
        go(f"/lead/codebook/{other}" if other else "/lead/codebook")

    what = [
        *_whole(draft, identity),
        *_said(draft),
        *name_rows(draft, identity, changed),
        section("Where it belongs"),
        *mapping_rows(draft, identity, changed),
    ]
    live = LivePreview(desk, identity, edits, ask, key="live")
    phrases = [live, *phrase_rows(draft, identity, changed)]
    acts = [section("The theme as a whole"), *act_rows(draft, theme, leads_to)]
    # Below its words where there is room for two columns; on a phone the phrases come first.
    first, second = (what + acts, phrases) if room >= WIDE else (what, phrases + acts)
    return ft.ResponsiveRow(
        [
            ft.Container(stack(first, spacing=14), col={"xs": 12, "pane": 6}, key="what"),
            ft.Container(stack(second, spacing=14), col={"xs": 12, "pane": 6}, key="phrases"),
        ],
        breakpoints={"xs": 0, "pane": WIDE},
        spacing=_BETWEEN,
        run_spacing=16,
    )


def _said(draft: CodebookDraft) -> list[ft.Control]:
    return [notice.note(draft.undo[0])] if draft.undo is not None else []


def _whole(draft: CodebookDraft, identity: str) -> list[ft.Control]:
    """Say what does not fit and has no field here to stand by."""
    shown: Callable[[str], bool] = (
        "id",
        "status",
        "since",
        "merged_into",
        "split_into",
        "",
    ).__contains__
    return [
        notice.trouble(words)
        for (theme, name), words in draft.problems.items()
        if theme == identity and shown(name)
    ]
