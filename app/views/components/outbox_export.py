"""Saves a file of what was sent, for whoever wants it in black and white."""

from collections.abc import Sequence

import flet as ft

from app.domain.errors import InputError
from app.domain.wording import tr
from app.sync.outbox import OutboxItem
from app.usecases.export_sent import FILE_NAME, sent_file, sent_ones
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.services import use_session


@component
def SaveSent(items: Sequence[OutboxItem]) -> ft.Control:
    """The button, and how it went; nothing while nothing was sent."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    saved, set_saved = ft.use_state(False)

    async def save() -> None:
        set_saved(False)
        set_problem("")
        content = sent_file(
            items, session.organisation, services.content.codebook, services.today()
        )
        if not await services.device.save_file(FILE_NAME, content):
            raise InputError(tr("The file was not saved. Try again."))
        set_saved(True)

    if not sent_ones(items):
        return ft.Column(visible=False)
    return stack(
        [
            buttons.secondary(
                tr("Save a list of what was sent"),
                guard(save, set_problem),
                icon=ft.Icons.SAVE_ALT,
                key="save-sent",
            ),
            body(tr("A plain text file, word for word. Whoever has it can read it."), quiet=True),
            notice.trouble(problem),
            *([notice.good(tr("Saved."))] if saved else []),
        ]
    )
