"""Show a new recovery code until it is on paper, or left for later."""

from dataclasses import replace

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.code_on_paper import CodeOnPaper
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.text import body
from app.views.services import go, use_session

_TITLE = to_say("Your recovery code")


@component
def RecoveryCodeScreen() -> ft.View:
    """The code stays while the profile is open and nothing was said of it."""
    _, session = use_session()
    # Held here too: while the next screen comes, this one still stands.
    code, _ = ft.use_state(session.new_code())
    form = use_form()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))

    def leave() -> None:
        session.put_code_away()
        go("/")

    async def noted() -> None:
        settings = workspace.settings.get()
        await workspace.settings.keep(replace(settings, recovery_noted=True))
        leave()

    if not code:
        return screen(
            tr(_TITLE),
            [
                body(tr("Layby shows a recovery code only once. It can make you a new one.")),
                buttons.primary(tr("Make a new code"), lambda _: go("/profile/code")),
            ],
        )
    return screen(
        tr(_TITLE),
        [
            CodeOnPaper(code, workspace.profile.header.label, form.doing(noted)),
            notice.trouble(form.problem()),
            buttons.quiet(tr("Later"), leave),
            body(
                tr("If you leave it for later, this code is gone and Layby makes you another one."),
                quiet=True,
            ),
        ],
        back=False,
    )
