"""Restore a backup: from a file and what opens it, on this device or on a new one."""

from collections.abc import Callable

import flet as ft

from app.domain.days import day_words
from app.domain.errors import InputError, PassphraseTooCommon, PassphraseTooShort
from app.domain.wording import to_say, tr, trn
from app.usecases.back_up import Backup, Restored
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.choose_passphrase import ChoosePassphrase, chosen
from app.views.components.form import OPENER, use_form
from app.views.components.frame import screen
from app.views.components.opener import Opener, opener, uses_code
from app.views.components.progress import use_progress
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("Restore a backup")
_ENDING = ".layby"


_WHAT = to_say("A backup of {label}, made on {day}.")
_BESIDE = to_say(
    "This profile is on this device already. Nothing here is replaced: the backup "
    "becomes a second profile beside it."
)
_BY_CODE = to_say("{message} Use the recovery code, then choose a new passphrase.")


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
            raise InputError(tr("No file was chosen."))
        set_found(None)
        backup = services.backups.read(content)
        set_found((backup, await services.backups.is_here(backup)))

    if restored is not None:
        return screen(tr(_TITLE), _done(restored, locked=session.workspace is None))
    choose = buttons.secondary if found else buttons.primary
    controls: list[ft.Control] = [
        body(tr("A backup file ends in .layby. It opens with its passphrase or recovery code.")),
        choose(
            tr("Choose another file") if found else tr("Choose a backup file"),
            form.doing(pick),
            icon=ft.Icons.FOLDER_OPEN,
            disabled=form.busy,
        ),
        notice.trouble(form.problem()),
    ]
    if found is not None:
        backup, here = found
        controls.append(OpenBackup(backup, here, set_restored, key=str(id(backup))))
    return screen(tr(_TITLE), controls)


@component
def OpenBackup(backup: Backup, here: bool, restored: Callable[[Restored], None]) -> ft.Control:
    """Say what the file is, ask for what opens it, restore it."""
    services, session = use_session()
    form = use_form()
    following = use_progress()
    by_code, set_by_code = ft.use_state(False)

    async def restore() -> None:
        secret, coded = opener(form), uses_code(form)
        new = chosen(form) if here and coded else ""
        try:
            done = await services.backups.restore(
                backup, secret, new_passphrase=new, told=following.told
            )
        except (PassphraseTooShort, PassphraseTooCommon) as error:
            if coded:
                raise
            raise InputError(tr(_BY_CODE, message=error.message), field=OPENER) from error
        form.typed.clear()
        restored(done)
        session.profiles = await services.profiles.profiles()

    on_restore, make = form.doing(restore), services.keys.make_passphrase
    controls: list[ft.Control] = [
        notice.good(tr(_WHAT, label=backup.header.label, day=day_words(backup.made_on)))
    ]
    if here:
        controls.append(notice.note(tr(_BESIDE)))
    controls.append(
        Opener(form, tr("Passphrase of the backup"), on_restore, chose_code=set_by_code),
    )
    if here and by_code:
        controls += [
            section(tr("A passphrase for the second profile")),
            ChoosePassphrase(form, make, label=tr("New passphrase"), on_submit=on_restore),
        ]
    controls += [
        notice.trouble(form.problem()),
        buttons.working(tr("Restore it"), tr("Restoring…"), on_restore, busy=form.busy),
        *([following.bar()] if form.busy else []),
    ]
    return stack(controls, spacing=16)


def _done(restored: Restored, *, locked: bool) -> list[ft.Control]:
    label = restored.header.label
    beside = tr(" It stands beside the one that was here.") if restored.beside else ""
    controls: list[ft.Control] = [
        notice.good(tr("Restored as {label}.{beside}", label=label, beside=beside))
    ]
    if restored.set_aside:
        controls.append(
            notice.note(
                trn(
                    "{count} item in the file could not be opened and was set aside, unchanged.",
                    "{count} items in the file could not be opened and were set aside, unchanged.",
                    restored.set_aside,
                )
            )
        )
    if not locked:
        return [
            *controls,
            body(tr("Lock this profile with the padlock above, then unlock {label}.", label=label)),
            buttons.primary(tr("Go to home"), lambda _: go("/")),
        ]
    return [
        *controls,
        buttons.primary(
            tr("Unlock {label}", label=label),
            lambda _: go(f"/unlock/{restored.header.id}"),
            icon=ft.Icons.LOCK_OPEN,
        ),
        buttons.quiet(tr("Go to home"), lambda _: go("/")),
    ]
