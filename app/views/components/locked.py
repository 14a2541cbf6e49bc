"""What a screen says that needs an open profile while none is open."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.wording import tr
from app.store.port import ProfileHeader
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.components.unlock_form import UnlockForm
from app.views.services import go, use_session


def unlock_first(title: str) -> ft.View:
    """Say that a profile must be opened first; reached by a link or the browser's history."""
    return screen(
        title,
        [WaysIn()],
    )


@component
def WaysIn() -> ft.Control:
    """The way to a profile: those of this device, right here, or a new one where none is."""
    _, session = use_session()
    if session.profiles:
        return stack(
            [
                body(tr("Unlock your profile first.")),
                UnlockHere(session.profiles),
                buttons.quiet(tr("Go to home"), lambda _: go("/")),
            ]
        )
    return stack(
        [
            body(
                tr(
                    "A profile is not an account. It keeps what you write locked on this device, "
                    "with a passphrase that only you know. Nothing leaves it unless you agree to "
                    "every word."
                )
            ),
            buttons.primary(
                tr("Create a profile"), lambda _: go("/profile/new"), icon=ft.Icons.PERSON_ADD_ALT
            ),
            buttons.quiet(tr("Go to home"), lambda _: go("/")),
        ]
    )


@component
def UnlockHere(profiles: Sequence[ProfileHeader]) -> ft.Control:
    """Unlock where one is and stay there: of several profiles, choose one first."""
    wanted, want = ft.use_state(profiles[0].id if len(profiles) == 1 else "")
    header = next((one for one in profiles if one.id == wanted), None)
    if header is not None:
        # The screen is drawn anew by itself once its profile is open.
        form: ft.Control = UnlockForm(header, lambda: None, key=header.id)
        return form
    return stack([_choice(one, want) for one in profiles])


def _choice(header: ProfileHeader, want: Callable[[str], None]) -> ft.Control:
    return buttons.tile(
        tr("Unlock {label}", label=header.label),
        tr("Opens with your passphrase"),
        lambda _: want(header.id),
        icon=ft.Icons.LOCK_OUTLINE,
        leads_on=False,
    )


def to_profile() -> ft.Control:
    """Give the quiet way back to the screen that looks after the profile."""
    return buttons.quiet(
        tr("Back to this profile"), lambda _: go("/profile"), icon=ft.Icons.PERSON_OUTLINE
    )
