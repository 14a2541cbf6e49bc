"""Restore a backup: from a file and what opens it, on this device or on a new one."""

from collections.abc import Callable

import flet as ft

from app.domain.days import day_words
from app.domain.errors import InputError, PassphraseTooCommon, PassphraseTooShort
from app.usecases.back_up import Backup, Restored
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.choose_passphrase import ChoosePassphrase, chosen
from app.views.components.form import OPENER, use_form
from app.views.components.frame import screen
from app.views.components.opener import Opener, opener, uses_code
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = "Restore a backup"
_ENDING = ".layby"


@component
def RestoreScreen() -> ft.View:
    """Choose a file first; then what opens it; then say what was restored."""
    services, session = use_session()
    form = use_form()
    nothing: Restored | None = None
    restored, set_restored = ft.use_state(nothing)
    no_file: tuple[Backup, bool] | None = None
    found, set_found = ft.use_state(no_file)

    async def pick() -> None:
        content = await services.device.pick_file(_ENDING)
        if content is None:
            raise InputError("No file was chosen.")
        set_found(None)
        backup = services.backups.read(content)
        set_found((backup, await services.backups.is_here(backup)))

    if restored is not None:
        return screen(_TITLE, _done(restored, locked=session.workspace is None))
    choose = buttons.secondary if found else buttons.primary
    controls: list[ft.Control] = [
        body("A backup file ends in .layby. It opens with its passphrase or recovery code."),
        choose(
            "Choose another file" if found else "Choose a backup file",
            form.doing(pick),
            icon=ft.Icons.FOLDER_OPEN,
            disabled=form.busy,
        ),
        notice.trouble(form.problem()),
    ]
    if found is not None:
        backup, here = found
        controls.append(OpenBackup(backup, here, set_restored, key=str(id(backup))))
    return screen(_TITLE, controls)


@component
def OpenBackup(backup: Backup, here: bool, restored: Callable[[Restored], None]) -> ft.Control:
    """Say what the file is, ask for what opens it, restore it."""
    services, session = use_session()
    form = use_form()
    by_code, set_by_code = ft.use_state(False)

    async def restore() -> None:
        secret, coded = opener(form), uses_code(form)
        new = chosen(form) if here and coded else ""
        try:
            done = await services.backups.restore(backup, secret, new_passphrase=new)
        except (PassphraseTooShort, PassphraseTooCommon) as error:
            if coded:
                raise
            raise InputError(
                f"{error.message} Use the recovery code, then choose a new passphrase.",
                field=OPENER,
            ) from error
        form.typed.clear()
        restored(done)
        session.profiles = await services.profiles.profiles()

    on_restore = form.doing(restore)
    controls: list[ft.Control] = [
        notice.good(f"A backup of {backup.header.label}, made on {day_words(backup.made_on)}.")
    ]
    if here:
        controls.append(
            notice.note(
                "This profile is on this device already. Nothing here is replaced: the backup "
                "becomes a second profile beside it."
            )
        )
    controls.append(
        Opener(form, "Passphrase of the backup", on_restore, chose_code=set_by_code),
    )
    if here and by_code:
        controls += [
            section("A passphrase for the second profile"),
            ChoosePassphrase(
                form, services.keys.make_passphrase, label="New passphrase", on_submit=on_restore
            ),
        ]
    controls += [
        notice.trouble(form.problem()),
        buttons.working("Restore it", "Restoring…", on_restore, busy=form.busy),
    ]
    return stack(controls, spacing=16)


def _done(restored: Restored, *, locked: bool) -> list[ft.Control]:
    label = restored.header.label
    beside = " It stands beside the one that was here." if restored.beside else ""
    controls: list[ft.Control] = [notice.good(f"Restored as {label}.{beside}")]
    if restored.set_aside:
        count = f"{restored.set_aside} item{'' if restored.set_aside == 1 else 's'}"
        controls.append(
            notice.note(f"{count} in the file could not be opened and were set aside, unchanged.")
        )
    if not locked:
        return [
            *controls,
            body(f"Lock this profile with the padlock above, then unlock {label}."),
            buttons.primary("Go to home", lambda _: go("/")),
        ]
    return [
        *controls,
        buttons.primary(
            f"Unlock {label}",
            lambda _: go(f"/unlock/{restored.header.id}"),
            icon=ft.Icons.LOCK_OPEN,
        ),
        buttons.quiet("Go to home", lambda _: go("/")),
    ]
