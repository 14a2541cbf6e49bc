"""Adds a theme to the codebook: a new one by its name, or one that comes with Layby."""

import flet as ft

from app.domain.codebook_edit import Form, new_theme
from app.domain.errors import InputError
from app.usecases.edit_codebook import CodebookDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.text import section
from app.views.services import go


@component
def Add(draft: CodebookDraft) -> ft.Control:
    """Name a new theme, or take in one that Layby ships and the trust has not."""
    form = use_form()

    async def add() -> None:
        words = form.typed.get("name", "").strip()
        if not words:
            raise InputError("Give it a name.", field="name")
        if len(draft.known()) >= draft.most:
            raise InputError(f"A codebook has {draft.most} themes at most, retired ones included.")
        if any(one["label"].casefold() == words.casefold() for one in draft.themes):
            raise InputError("There is a theme of this name already.", field="name")
        made = new_theme(words, draft.known(), draft.groups[0] if draft.groups else "")
        draft.put([*draft.themes, made])
        go(f"/lead/codebook/{made['id']}")

    def take_in(one: Form) -> None:
        draft.put([*draft.themes, dict(one)])
        go(f"/lead/codebook/{one['id']}")

    known = {one["id"] for one in draft.themes}
    offered = [one for one in draft.offered if one["id"] not in known]
    rows: list[ft.Control] = [
        section("Add a theme"),
        Line("Name of a new theme", "", form.hear("name"), error=form.problem("name")),
        notice.trouble(form.problem()),
        buttons.secondary("Add it", form.doing(add), icon=ft.Icons.ADD),
    ]
    if offered:
        tiles = [
            buttons.tile(
                one["label"], one["description"], lambda _, one=one: take_in(one), icon=ft.Icons.ADD
            )
            for one in offered
        ]
        rows.append(
            Fold("Themes that come with Layby", f"{len(offered)} you do not have", lambda: tiles)
        )
    return stack(rows)
