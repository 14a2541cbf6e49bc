"""Adds a theme to the codebook: a new one by its name, or one that comes with Layby."""

import flet as ft

from app.domain.codebook_edit import Form, new_theme, owner_of
from app.domain.errors import InputError
from app.usecases.edit_codebook import CodebookDesk, CodebookDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.text import body, section
from app.views.services import go


@component
def Add(desk: CodebookDesk, draft: CodebookDraft) -> ft.Control:
    """Name a new theme, or take in one that Layby ships and the trust has not.

    Words that came up anew are its first phrases, as far as no other theme has them.
    """
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
        draft.put([*draft.themes, made | {"include": list(free)}])
        desk.came_up = ()
        go(f"/lead/codebook/{made['id']}")

    def take_in(one: Form) -> None:
        draft.put([*draft.themes, dict(one)])
        go(f"/lead/codebook/{one['id']}")

    free = [one for one in desk.came_up if owner_of(draft.themes, one) is None]
    known = {one["id"] for one in draft.themes}
    offered = [one for one in draft.offered if one["id"] not in known]
    rows: list[ft.Control] = [
        section("Name what came up" if desk.came_up else "Add a theme"),
        *([body(f"Its first phrases: {', '.join(free) or 'none yet'}.")] if desk.came_up else []),
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
