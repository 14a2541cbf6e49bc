"""Make a new recovery code: the old paper no longer opens this profile."""

from dataclasses import replace

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.code_on_paper import CodeOnPaper, renewed
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.opener import Opener, opener
from app.views.components.text import body
from app.views.services import go, use_session

_TITLE = to_say("Recovery code")


@component
def NewCodeScreen() -> ft.View:
    """Ask for the passphrase, then show a new code until it is on paper."""
    services, session = use_session()
    form = use_form()
    code, set_code = ft.use_state("")
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    header = workspace.profile.header

    async def make() -> None:
        secret = opener(form)
        made = await renewed(
            workspace.settings, lambda: services.keys.new_recovery_code(header.id, secret)
        )
        form.typed.clear()
        # Shown before anything else can fail: from here on the old code opens nothing.
        set_code(made)
        session.put_code_away()
        session.profiles = await services.profiles.profiles()

    async def noted() -> None:
        settings = workspace.settings.get()
        await workspace.settings.keep(replace(settings, recovery_noted=True))
        go("/profile")

    if code:
        shown = CodeOnPaper(code, header.label, form.doing(noted))
        said = tr("This is your new code. The old one no longer opens this profile.")
        return screen(tr(_TITLE), [notice.good(said), shown, notice.trouble(form.problem())])
    noted_before = workspace.settings.get().recovery_noted
    return screen(
        tr(_TITLE), [*_before(noted_before), *_asking(form, form.doing(make)), to_profile()]
    )


def _before(is_noted: bool) -> list[ft.Control]:
    words = tr("You told Layby that you have a code on paper.")
    if not is_noted:
        words = tr("You have not said yet that your code is on paper.")
    return [
        body(
            tr(
                "A recovery code on paper opens this profile when the passphrase is forgotten. "
                "Nobody else has a copy, so Layby cannot show it twice; it can make a new one."
            )
        ),
        notice.note(words),
    ]


def _asking(form: Form, on_make: buttons.OnClick) -> list[ft.Control]:
    return [
        Opener(form, on_submit=on_make),
        notice.trouble(form.problem()),
        buttons.working(tr("Make a new code"), tr("Making the code…"), on_make, busy=form.busy),
        body(
            tr(
                "The new code takes the place of the old one. Backup files made before today "
                "still open with the old one."
            ),
            quiet=True,
        ),
    ]
