"""What kind of conversation: the manager's guides, one line each, the routine one first."""

import flet as ft

from app.domain.guide import Guide
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.text import body
from app.views.services import go, use_session
from app.views.state.session import Session

_TITLE = to_say("What kind of conversation?")


@component
def ChooseGuideScreen() -> ft.View:
    """Choose a guide; nothing is kept before the first word is written."""
    services, session = use_session()
    if session.workspace is None:
        return unlock_first(tr(_TITLE))
    guides = services.content.managers_guides()
    if not guides:
        return screen(
            tr(_TITLE), [notice.trouble(tr("The guides could not be read. Update Layby."))]
        )
    return screen(
        tr(_TITLE),
        [
            body(tr("All of them are prompts, not scripts. You can follow the person anywhere.")),
            *[_choice(session, session.workspace, guide) for guide in guides],
        ],
    )


def _choice(session: Session, workspace: Workspace, guide: Guide) -> ft.Control:
    def start() -> None:
        session.conversation = workspace.conversations.start(guide)
        go("/talk/before")

    icon = _ICONS.get(guide.kind, ft.Icons.FORUM_OUTLINED)
    return buttons.tile(guide.title, guide.in_brief, start, icon=icon)


_ICONS = {"check": ft.Icons.HEALTH_AND_SAFETY_OUTLINED}
