"""The first screen while no profile is open: help first, then the way in."""

import flet as ft

from app.domain.wording import to_say, tr
from app.store.port import ProfileHeader
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.bay import picture
from app.views.components.cards import stack
from app.views.components.device_tiles import device_tiles
from app.views.components.frame import screen
from app.views.components.own_tiles import open_to_all, prepare, we_did
from app.views.components.text import body, section
from app.views.components.update import UpdateReady
from app.views.screens.install import InstallTile
from app.views.services import go, use_session

#: Why the last profile was locked, by the device's word for it.
_WHY_LOCKED = {
    "asked": to_say("Locked."),
    "idle": to_say("Locked after some minutes without a touch. What was typed is saved."),
    "hidden": to_say("Locked while Layby was out of sight. What was typed is saved."),
    "moved": to_say("Your profile is now open in another window. What was typed here is saved."),
    "pin": to_say("Locked after five wrong PINs. Your passphrase opens it."),
    "erased": to_say("Erased from this device."),
    "signed-out": to_say("You are signed out."),
}

_LINK = to_say(
    "You opened an enrolment link. Open your profile, or create one: then Layby enrols it by "
    "itself."
)
_CODE = to_say("You have an enrolment code? Create a profile first: it then asks for the code.")


@component
def WelcomeScreen() -> ft.View:
    """Help in one tap, profiles to unlock, and the lead's door."""
    services, session = use_session()
    profiles = [_profile_tile(header) for header in session.profiles]
    way_in = buttons.secondary if profiles else buttons.primary
    new = way_in(tr("Create a profile"), lambda _: go("/profile/new"), icon=ft.Icons.PERSON_ADD_ALT)
    controls: list[ft.Control] = [
        UpdateReady(key="update"),
        notice.note(_why_locked(session.forgotten)),
        notice.note(tr(_LINK) if session.link is not None else ""),
        body(tr("Wellbeing conversations that stay between two people. Works without a signal.")),
        buttons.support(lambda _: go("/support")),
        *(profiles or [new, *([] if session.link else [body(tr(_CODE), quiet=True)])]),
        # Crews come for these, at night too: nothing that is done once stands before them.
        section(tr("Open to everyone, without a profile")),
        stack([*open_to_all(), prepare(open_profile=False), *we_did(services.content.actions)]),
    ]
    if not profiles:
        controls.insert(0, picture())
    once: list[ft.Control] = [
        *([new] if profiles else []),
        buttons.quiet(
            tr("Restore a backup"), lambda _: go("/restore"), icon=ft.Icons.SETTINGS_BACKUP_RESTORE
        ),
        buttons.quiet(tr("I am a wellbeing lead"), lambda _: go("/lead"), icon=ft.Icons.INSIGHTS),
        body(
            tr(
                "A profile is not an account. It keeps what you write locked on this device, with "
                "a passphrase that only you know. Nothing leaves it unless you agree to every word."
            ),
            quiet=True,
        ),
        stack([*device_tiles(services), InstallTile()]),
        UpdateReady(last=True, key="late-update"),
    ]
    return screen(tr("Welcome"), controls, support=False, back=False, beside=once)


def _why_locked(by: str) -> str:
    words = _WHY_LOCKED.get(by)
    return tr(words) if words else ""


def _profile_tile(header: ProfileHeader) -> ft.Control:
    return buttons.tile(
        tr("Unlock {label}", label=header.label),
        tr("Opens with your passphrase"),
        lambda _: go(f"/unlock/{header.id}"),
        icon=ft.Icons.LOCK_OUTLINE,
    )
