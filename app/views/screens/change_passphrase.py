"""Change the passphrase; works without a signal."""

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.choose_passphrase import ChoosePassphrase, chosen
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.opener import Opener, opener
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("Change the passphrase")


@component
def ChangePassphraseScreen() -> ft.View:
    """The present one, then a new one; what was typed stays when something is wrong."""
    services, session = use_session()
    form = use_form()
    done, set_done = ft.use_state(False)
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    profile_id = workspace.profile.header.id

    async def change() -> None:
        present, new = opener(form), chosen(form)
        await services.keys.change_passphrase(profile_id, present, new)
        form.typed.clear()
        set_done(True)
        session.profiles = await services.profiles.profiles()

    if done:
        return screen(
            tr(_TITLE), [*_changed(), buttons.primary(tr("Done"), lambda _: go("/profile"))]
        )
    on_change = form.doing(change)
    return screen(
        tr(_TITLE),
        [
            section(tr("The one you use now")),
            Opener(form, tr("Present passphrase")),
            section(tr("The new one")),
            ChoosePassphrase(
                form, services.keys.make_passphrase, label=tr("New passphrase"), on_submit=on_change
            ),
            notice.trouble(form.problem()),
            buttons.working(
                tr("Change the passphrase"), tr("Changing it…"), on_change, busy=form.busy
            ),
            to_profile(),
        ],
    )


def _changed() -> list[ft.Control]:
    return [
        notice.good(
            tr("The passphrase is changed. From now on only the new one opens this profile.")
        ),
        body(
            tr(
                "The recovery code on your paper stays the same. Backup files made before today "
                "still open with the old passphrase."
            )
        ),
    ]
