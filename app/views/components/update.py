"""Offers a new version: on the home screen only, never in the middle of a conversation."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.late import use_place
from app.views.services import go, use_session
from app.views.theme import BODY, BOLD, CORNER, SMALL


@component
def UpdateReady(*, last: bool = False) -> ft.Control:
    """A card while a new version waits; nothing otherwise. ``last`` as for ``use_place``."""
    services, session = use_session()
    if not use_place(session.update_waits, last=last):
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
