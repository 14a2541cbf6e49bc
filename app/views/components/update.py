"""Offers a new version: on the home screen only, never in the middle of a conversation."""

from collections.abc import Sequence

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.services import go, use_session
from app.views.theme import BODY, BOLD, CORNER, SMALL


def use_first_or_last(
    rows: Sequence[ft.Control], *, there: bool
) -> tuple[list[ft.Control], list[ft.Control]]:
    """Give what stands first on a screen and what stands last; to be called like a hook.

    ``rows`` come first if they are ``there`` as the screen opens. What comes only while it stands
    comes last, and would push from under a finger what it aims at anywhere above.
    """
    from_the_first = ft.use_ref(there).current
    return (list(rows), []) if from_the_first else ([], list(rows))


@component
def UpdateReady() -> ft.Control:
    """A card while a new version waits; nothing otherwise."""
    services, session = use_session()
    if not session.update_waits:
        return ft.Container(visible=False)

    async def update() -> None:
        if session.workspace is not None:
            await session.workspace.saver.flush()
        await services.device.apply_update()

    words = ft.Text(
        tr("Update ready"),
        size=BODY,
        weight=BOLD,
        color=ft.Colors.ON_PRIMARY_CONTAINER,
    )
    detail = ft.Text(
        tr("A newer Layby is on this device. It takes a few seconds; nothing is lost."),
        size=SMALL,
        color=ft.Colors.ON_PRIMARY_CONTAINER,
    )
    rows: list[ft.Control] = [words, detail, buttons.primary(tr("Update now"), update)]
    if session.workspace is not None:
        rows.append(buttons.secondary(tr("Back up first"), lambda _: go("/profile/backup")))
    return ft.Container(
        stack(rows),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        border_radius=CORNER,
        padding=16,
    )
