"""Makes a backup file and hands it over; on its own screen and before risky steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import flet as ft

from app.domain.errors import InputError
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.progress import use_progress
from app.views.services import use_services

_NOT_SAVED = to_say("The file was not saved, so there is no new backup. Try again.")


@component
def BackUpNow(
    workspace: Workspace, done: Callable[[], None] = lambda: None, *, main: bool = True
) -> ft.Control:
    """The button, what it is doing, and how it went. ``done`` is called once it is saved.

    ``main`` is False where another button is what the screen is for.
    """
    services = use_services()
    form = use_form()
    following = use_progress()
    doing, say_doing = ft.use_state("")
    saved, set_saved = ft.use_state("")
    left_out, set_left_out = ft.use_state(0)

    async def back_up() -> None:
        set_saved("")
        say_doing(tr("Gathering and sealing what is here…"))
        file = await services.backups.make(workspace.profile, workspace.saver, following.told)
        say_doing(tr("Handing you the file…"))
        if not await services.device.save_file(file.name, file.content):
            raise InputError(tr(_NOT_SAVED))
        # Only now: a backup that nobody has is none.
        await _note_it(workspace, services.today())
        set_left_out(file.left_out)
        set_saved(file.name)
        done()

    button = buttons.primary if main else buttons.secondary
    return stack(
        [
            button(
                doing if form.busy and doing else tr("Back up now"),
                form.doing(back_up),
                icon=ft.Icons.SAVE_ALT,
                disabled=form.busy,
                key="do",
            ),
            *([following.bar()] if form.busy else []),
            notice.trouble(form.problem()),
            *(_how_it_went(saved, left_out) if saved else []),
        ]
    )


async def _note_it(workspace: Workspace, today: date) -> None:
    count, _ = workspace.profile.tables.kept()
    settings = workspace.settings.get()
    await workspace.settings.keep(replace(settings, last_backup_on=today, last_backup_count=count))


def _how_it_went(saved: str, left_out: int) -> list[ft.Control]:
    rows = [
        notice.good(
            tr(
                "Backed up as {saved}. Look for it where this device keeps downloads, and copy "
                "it to another place.",
                saved=saved,
            )
        )
    ]
    if left_out:
        rows.append(
            notice.note(
                tr(
                    "Damaged beyond what a backup can hold, so not in it: {left_out}. "
                    "It stays set aside on this device.",
                    left_out=left_out,
                )
            )
        )
    return rows
