"""What a screen says that needs an open profile while none is open."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go, use_session


def unlock_first(title: str) -> ft.View:
    """Say that a profile must be opened first; reached by a link or the browser's history."""
    return screen(
        title,
        [WaysIn()],
    )


@component
def WaysIn() -> ft.Control:
    """The way to a profile: home, where those of this device are, or a new one where none is."""
    _, session = use_session()
    if session.profiles:
        return stack(
            [
                body(tr("Unlock your profile first.")),
                buttons.primary(tr("Go to home"), lambda _: go("/")),
            ]
        )
    return stack(
        [
            body(
                tr(
                    "A profile is no account. It keeps what you write locked on this device, with "
                    "a passphrase that only you know. Nothing leaves it unless you agree to every "
                    "word."
                )
            ),
            buttons.primary(
                tr("Create a profile"), lambda _: go("/profile/new"), icon=ft.Icons.PERSON_ADD_ALT
            ),
            buttons.quiet(tr("Go to home"), lambda _: go("/")),
        ]
    )


def to_profile() -> ft.Control:
    """Give the quiet way back to the screen that looks after the profile."""
    return buttons.quiet(
        tr("Back to this profile"), lambda _: go("/profile"), icon=ft.Icons.PERSON_OUTLINE
    )
