"""Make a profile: what its holder does, and one passphrase known to nobody else."""

from collections.abc import Mapping

import flet as ft

from app.domain.errors import InputError, StoreError
from app.domain.profile import ProfileSettings, Role
from app.domain.wording import to_say, tr
from app.views.boundary import component, sound_alarm
from app.views.components import buttons, notice
from app.views.components.choose_passphrase import (
    ChoosePassphrase,
    chosen,
    offer,
)
from app.views.components.form import Form, use_form
from app.views.components.frame import already_open, screen
from app.views.components.role_ticks import RoleTicks
from app.views.components.text import body, section
from app.views.services import go, use_session
from app.views.state.session import Session
from app.views.state.watch import lost

_ROLES = "roles"
_NEXT = to_say(
    "Nobody can reset this passphrase, not even your trust. Next you get a recovery code for "
    "paper, in case you forget it."
)


@component
def NewProfileScreen() -> ft.View:
    """Ask for roles and a passphrase, and open the new profile."""
    services, session = use_session()
    form = use_form()
    made, set_made = ft.use_state(True)
    roles: set[Role] = ft.use_state(_begun_as(ft.use_route_params()))[0]
    if session.workspace is not None:
        return already_open(session, tr("Your profile is made."))
    offer(form, services.keys.make_passphrase)

    def tick(role: Role, on: bool) -> None:
        (roles.add if on else roles.discard)(role)

    async def create() -> None:
        if not roles:
            raise InputError(tr("Tick at least one. You can change it later."), field=_ROLES)
        made = await services.profiles.create(chosen(form), lost(services))
        await session.enter(services, made.profile)
        session.show_code(made.recovery_code)
        go("/profile/recovery")
        session.profiles = await services.profiles.profiles()
        await services.device.ask_to_persist()
        await _keep(session, frozenset(roles))

    on_create = form.doing(create)
    return screen(
        tr("Create a profile"),
        [
            section(tr("What do you do?")),
            RoleTicks(frozenset(roles), tick),
            notice.trouble(form.problem(_ROLES)),
            section(tr("Your passphrase")),
            body(tr("It locks everything you write here. Only you know it.")),
            ChoosePassphrase(
                form, services.keys.make_passphrase, on_submit=on_create, made_now=set_made
            ),
            notice.trouble(form.problem() or _roles_missing(form)),
            buttons.working(
                # Nobody is asked for the words again: who taps says that they have them.
                tr("I have the words. Create profile") if made else tr("Create profile"),
                tr("Making your profile…"),
                on_create,
                busy=form.busy,
            ),
            notice.note(tr(_NEXT)),
        ],
    )


async def _keep(session: Session, roles: frozenset[Role]) -> None:
    workspace = session.workspace
    try:
        if workspace is not None:
            await workspace.settings.keep(ProfileSettings(roles=roles))
    except StoreError as error:  # this screen is gone; the saver goes on trying
        sound_alarm(error.message)


def _begun_as(params: Mapping[str, str]) -> set[Role]:
    """Give the role that is ticked already: only who came from what is crews' own said so.

    Nobody else's: who goes on without looking would get somebody else's home.
    """
    return {Role.CREW} if params.get("role") == Role.CREW else set()


def _roles_missing(form: Form) -> str:
    """Say by the button, too, that no role is ticked: on a phone the boxes are out of sight."""
    missing = form.problem(_ROLES)
    return f"{tr('What do you do?')} {missing}" if missing else ""
