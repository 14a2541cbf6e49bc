"""My points, large enough to read from in the conversation."""

import flet as ft

from app.domain.errors import ContentError
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.text import numbered, section
from app.views.screens.prepare import GUIDE
from app.views.services import Services, go, use_session
from app.views.theme import LARGE, TITLE

_TITLE = to_say("What I want to say")


@component
def PrepareReadScreen() -> ft.View:
    """The points first, then the notes; nothing here can be changed by a slip of the hand."""
    services, session = use_session()
    if session.workspace is None:
        return unlock_first(tr(_TITLE))
    points, notes = _written(services, session.workspace)
    rows: list[ft.Control] = [
        numbered(n, words, size=TITLE) for n, words in enumerate(points, start=1)
    ]
    for title, words in notes:
        rows += [section(title), ft.Text(words, size=LARGE)]
    if not rows:
        rows = [empty(tr("Nothing is written yet."))]
    return screen(
        tr(_TITLE),
        [
            *rows,
            buttons.secondary(
                tr("Back to my preparation"), lambda _: go("/prepare"), icon=ft.Icons.EDIT_OUTLINED
            ),
        ],
    )


def _written(services: Services, workspace: Workspace) -> tuple[list[str], list[tuple[str, str]]]:
    try:
        preparation = workspace.preparation.get()
    except ContentError:
        return [], []
    guide = services.content.guides.get(GUIDE)
    areas = [(area.id, area.title) for area in guide.areas] if guide else []
    known = {area_id for area_id, _ in areas}
    areas += [(one, tr("Written before")) for one in sorted(preparation.notes) if one not in known]
    notes = [(title, preparation.notes.get(area_id, "").strip()) for area_id, title in areas]
    return preparation.to_raise(), [(title, words) for title, words in notes if words]
