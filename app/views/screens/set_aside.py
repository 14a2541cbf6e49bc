"""What could not be opened: named in plain words, its bytes kept, with a copy for help."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import InputError
from app.domain.wording import to_say, tr, trn
from app.store.set_aside import Damage, SetAside
from app.usecases.mend import SetAsideDesk
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.services import use_services, use_session

_TITLE = to_say("Set aside")
_TABLES = {
    "conversations": to_say("A conversation"),
    "outbox": to_say("A summary in the outbox"),
    "enrolment": to_say("The enrolment with your trust"),
    "settings": to_say("The settings of this profile"),
}
_OTHER = to_say("Something kept here")
_DAMAGE = {
    Damage.UNREADABLE: to_say("It cannot be read. It was damaged, or changed from outside Layby."),
    Damage.OLDER: to_say("An older version came back in its place."),
    Damage.MISSING: to_say("It is listed but not here any more."),
    Damage.UNLISTED: to_say(
        "It is here, but the list of what you keep does not know it. Perhaps it was deleted and "
        "came back."
    ),
    Damage.NEWER: to_say("A newer Layby wrote it. Update the app and it opens again."),
    Damage.LIST: to_say(
        "The list of what you keep cannot be trusted. What opens is shown; "
        "Layby cannot tell whether anything is missing."
    ),
}


@component
def SetAsideScreen() -> ft.View:
    """Each item with what happened to it; a copy for help; a way to remove it."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    desk = workspace.set_aside
    items = desk.items()
    unknown = _unknown(workspace.unreadable())
    if not items:
        well = [] if unknown else [notice.good(tr("Nothing is set aside. All is well."))]
        return screen(tr(_TITLE), [*well, *unknown, to_profile()])

    def gone() -> None:
        session.revision += 1
        redraw(lambda count: count + 1)

    count = len(items)
    return screen(
        tr(_TITLE),
        [
            body(
                trn(
                    "This item could not be opened and was set aside, unchanged. The rest is fine.",
                    "These {count} items could not be opened and were set aside, unchanged. "
                    "The rest is fine.",
                    count,
                )
            ),
            CopyForHelp(desk),
            *[SetAsideCard(item, desk, gone, key=_key(item)) for item in items],
            *unknown,
            to_profile(),
        ],
    )


def _unknown(count: int) -> list[ft.Control]:
    """Say what opened but is in no form that this version knows."""
    if not count:
        return []
    words = trn(
        "{count} item is in a form that this version does not know, kept as found. Update the app.",
        "{count} items are in a form that this version does not know, kept as found. "
        "Update the app.",
        count,
    )
    return [notice.note(words)]


def _key(item: SetAside) -> str:
    return f"{item.damage}/{item.table}/{item.record_id}"


@component
def CopyForHelp(desk: SetAsideDesk) -> ft.Control:
    """Hand over everything that was set aside as one file, as sealed as it was."""
    services = use_services()
    form = use_form()
    saved, set_saved = ft.use_state(False)

    async def save() -> None:
        set_saved(False)
        name = f"layby-set-aside-{services.today().isoformat()}.json"
        if not await services.device.save_file(name, await desk.export()):
            raise InputError(tr("The copy was not saved. Try again."))
        set_saved(True)

    rows: list[ft.Control] = [
        buttons.primary(
            tr("Save a copy for help"), form.doing(save), icon=ft.Icons.SAVE_ALT, disabled=form.busy
        ),
        body(
            tr(
                "Whoever helps you may have this file: it stays sealed, and nobody can read it "
                "without your passphrase."
            ),
            quiet=True,
        ),
        notice.trouble(form.problem()),
    ]
    if saved:
        rows.append(notice.good(tr("The copy is saved, where this device keeps downloads.")))
    return stack(rows)


@component
def SetAsideCard(item: SetAside, desk: SetAsideDesk, gone: Callable[[], None]) -> ft.Control:
    """One item: what it was, what happened, and "Remove it", asked once more."""
    form = use_form()

    async def remove() -> None:
        await desk.dismiss(item)
        gone()

    named = tr("The list of what you keep") if item.damage is Damage.LIST else ""
    return card(
        [
            section(named or tr(_TABLES.get(item.table, _OTHER))),
            body(tr(_DAMAGE[item.damage])),
            body(tr("Its number is {record_id}.", record_id=item.record_id[:8]), quiet=True),
            Sure(
                tr("Remove it"),
                [
                    tr(
                        "Save a copy for help first, if it matters. Removed, it cannot be brought "
                        "back."
                    )
                ],
                tr("Yes, remove it"),
                tr("Leave it here"),
                form.doing(remove),
                problem=form.problem(),
                loud=False,
            ),
        ]
    )
