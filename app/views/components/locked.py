"""What a screen says that needs an open profile while none is open."""

import flet as ft

from app.domain.wording import tr
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go


def unlock_first(title: str) -> ft.View:
    """Say that a profile must be opened first; reached by a link or the browser's history."""
    return screen(
        title,
        [
            body(tr("Unlock your profile first.")),
            buttons.primary(tr("Go to home"), lambda _: go("/")),
        ],
    )


def to_profile() -> ft.Control:
    """Give the quiet way back to the screen that looks after the profile."""
    return buttons.quiet(
        tr("Back to this profile"), lambda _: go("/profile"), icon=ft.Icons.PERSON_OUTLINE
    )
