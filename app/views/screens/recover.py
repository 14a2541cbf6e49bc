"""Open a profile with the recovery code from paper, and give it a new passphrase."""

from dataclasses import replace

import flet as ft

from app.domain import recovery_code
from app.domain.errors import LaybyError
from app.domain.wording import tr
from app.store.port import ProfileHeader
from app.vault.secrets import RecoveryCode
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.choose_passphrase import ChoosePassphrase, chosen
from app.views.components.code_on_paper import renewed
from app.views.components.fields import Line
from app.views.components.form import OPENER, use_form
from app.views.components.frame import already_open, screen
from app.views.components.skeleton import skeleton
from app.views.components.text import body, section
from app.views.components.wait import wait_line
from app.views.components.way_in import elsewhere_notice, use_way_in
from app.views.services import go, use_session


@component
def RecoverScreen() -> ft.View:
    """The code and a new passphrase; once open, the offer of a new code."""
    _, session = use_session()
    wanted = ft.use_route_params().get("profile", "")
    header = next((known for known in session.profiles if known.id == wanted), None)
    used, set_used = ft.use_state("")
    if used and session.workspace is not None:
        return screen(tr("Your passphrase is changed"), [OfferNewCode(used)], back=False)
    if session.workspace is not None:
        return already_open(session)
    if header is None:
        return screen(tr("Recovery code"), [body(tr("That profile is not on this device."))])
    return screen(
        tr("Open {label} with its recovery code", label=header.label),
        [RecoverForm(header, set_used, key=header.id)],
    )


@component
def RecoverForm(header: ProfileHeader, opened: buttons.OnClick) -> ft.Control:
    """``opened`` hears the code as it was read once it has opened the profile."""
    services, session = use_session()
    form = use_form()
    way = use_way_in(header)

    async def recover() -> None:
        code = RecoveryCode(recovery_code.read(form.typed.get(OPENER, "")))
        new = chosen(form)
        profile = await way.open(code)
        if profile is None:
            return
        try:
            await services.keys.change_passphrase(header.id, code, new)
        except LaybyError:
            await services.profiles.close(profile)
            raise
        opened(recovery_code.write(code.raw))
        await session.enter(services, profile)
        session.profiles = await services.profiles.profiles()

    if not way.known:
        return skeleton(tr("One moment…"))
    on_recover, make = form.doing(recover), services.keys.make_passphrase
    return stack(
        [
            elsewhere_notice(way, header),
            Line(
                tr("Recovery code"),
                form.typed.get(OPENER, ""),
                form.hear(OPENER),
                hint=tr("nine groups of four, from your paper"),
                error=form.problem(OPENER),
            ),
            body(tr("Capitals, spaces and dashes do not matter."), quiet=True),
            section(tr("A new passphrase")),
            ChoosePassphrase(form, make, label=tr("New passphrase"), on_submit=on_recover),
            wait_line(way.wait.seconds),
            notice.trouble(form.problem()),
            buttons.primary(
                way.button(tr("Open with this code"), busy=form.busy),
                on_recover,
                disabled=way.wait.seconds > 0,  # not while it opens: see ``buttons.working``
                key="do",
            ),
        ],
        spacing=16,
    )


@component
def OfferNewCode(used: str) -> ft.Control:
    """Keep the code that was just used, or have a new one in its place."""
    services, session = use_session()
    form = use_form()
    workspace = session.workspace
    if workspace is None:
        return body(tr("Unlock your profile first."))

    async def renew() -> None:
        opener = RecoveryCode(recovery_code.read(used))
        profile_id = workspace.profile.header.id
        code = await renewed(
            workspace.settings, lambda: services.keys.new_recovery_code(profile_id, opener)
        )
        session.show_code(code)
        go("/profile/recovery")
        session.profiles = await services.profiles.profiles()

    async def keep() -> None:
        settings = workspace.settings.get()
        await workspace.settings.keep(replace(settings, recovery_noted=True))
        go("/")

    return stack(
        [
            notice.good(
                tr(
                    "{label} is open, with its new passphrase.",
                    label=workspace.profile.header.label,
                )
            ),
            body(
                tr(
                    "The recovery code you just used still works. Has anyone else seen it, or is "
                    "the paper worn? Then make a new one."
                )
            ),
            buttons.primary(tr("Keep the code I have"), form.doing(keep), disabled=form.busy),
            buttons.secondary(
                tr("Make a new recovery code"), form.doing(renew), disabled=form.busy
            ),
            notice.trouble(form.problem()),
        ],
        spacing=16,
    )
