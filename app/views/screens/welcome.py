"""The first screen while no profile is open: help first, then the way in."""

import flet as ft

from app.store.port import ProfileHeader
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.components.update import UpdateReady
from app.views.services import go, use_session
from app.views.state.why_locked import why_locked


@component
def WelcomeScreen() -> ft.View:
    """Help in one tap, profiles to unlock, and the lead's door."""
    _, session = use_session()
    profiles = [_profile_tile(header) for header in session.profiles]
    controls: list[ft.Control] = [
        UpdateReady(),
        notice.note(why_locked(session.forgotten)),
        body("Wellbeing conversations that stay between two people. Works without a signal."),
        buttons.support(lambda _: go("/support")),
        *profiles,
    ]
    new = buttons.secondary if profiles else buttons.primary
    controls += [
        new("Create a profile", lambda _: go("/profile/new"), icon=ft.Icons.PERSON_ADD_ALT),
        buttons.quiet(
            "Restore a backup", lambda _: go("/restore"), icon=ft.Icons.SETTINGS_BACKUP_RESTORE
        ),
        buttons.quiet("I am a wellbeing lead", lambda _: go("/lead"), icon=ft.Icons.INSIGHTS),
        body(
            "Support needs no profile. A profile keeps your conversations locked on this device "
            "with a passphrase that only you know.",
            quiet=True,
        ),
    ]
    return screen("Welcome", controls, support=False, back=False)


def _profile_tile(header: ProfileHeader) -> ft.Control:
    return buttons.tile(
        f"Unlock {header.label}",
        "Opens with your passphrase",
        lambda _: go(f"/unlock/{header.id}"),
        icon=ft.Icons.LOCK_OUTLINE,
    )
