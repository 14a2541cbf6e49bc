"""What could not be opened: named in plain words, its bytes kept, with a copy for help."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import InputError
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

_TITLE = "Set aside"
_TABLES = {
    "conversations": "A conversation",
    "outbox": "A summary in the outbox",
    "enrolment": "The enrolment with your trust",
    "settings": "The settings of this profile",
}
_OTHER = "Something kept here"
_DAMAGE = {
    Damage.UNREADABLE: "It cannot be read. It was damaged, or changed from outside Layby.",
    Damage.OLDER: "An older version came back in its place.",
    Damage.MISSING: "It is listed but not here any more.",
    Damage.UNLISTED: (
        "It is here, but the list of what you keep does not know it. Perhaps it was deleted and "
        "came back."
    ),
    Damage.NEWER: "A newer Layby wrote it. Update the app and it opens again.",
    Damage.LIST: (
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
        return unlock_first(_TITLE)
    desk = workspace.set_aside
    items = desk.items()
    unknown = _unknown(workspace.unreadable())
    if not items:
        well = [] if unknown else [notice.good("Nothing is set aside. All is well.")]
        return screen(_TITLE, [*well, *unknown, to_profile()])

    def gone() -> None:
        session.revision += 1
        redraw(lambda count: count + 1)

    count = len(items)
    lead = "This item" if count == 1 else f"These {count} items"
    return screen(
        _TITLE,
        [
            body(
                f"{lead} could not be opened and {'was' if count == 1 else 'were'} set aside, "
                "unchanged. The rest is fine."
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
    things = "1 item is" if count == 1 else f"{count} items are"
    words = f"{things} in a form that this version does not know, kept as found. Update the app."
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
            raise InputError("The copy was not saved. Try again.")
        set_saved(True)

    rows: list[ft.Control] = [
        buttons.primary(
            "Save a copy for help", form.doing(save), icon=ft.Icons.SAVE_ALT, disabled=form.busy
        ),
        body(
            "Whoever helps you may have this file: it stays sealed, and nobody can read it "
            "without your passphrase.",
            quiet=True,
        ),
        notice.trouble(form.problem()),
    ]
    if saved:
        rows.append(notice.good("The copy is saved, where this device keeps downloads."))
    return stack(rows)


@component
def SetAsideCard(item: SetAside, desk: SetAsideDesk, gone: Callable[[], None]) -> ft.Control:
    """One item: what it was, what happened, and "Remove it", asked once more."""
    form = use_form()

    async def remove() -> None:
        await desk.dismiss(item)
        gone()

    named = "The list of what you keep" if item.damage is Damage.LIST else ""
    return card(
        [
            section(named or _TABLES.get(item.table, _OTHER)),
            body(_DAMAGE[item.damage]),
            body(f"Its number is {item.record_id[:8]}.", quiet=True),
            Sure(
                "Remove it",
                ["Save a copy for help first, if it matters. Removed, it cannot be brought back."],
                "Yes, remove it",
                "Leave it here",
                form.doing(remove),
                problem=form.problem(),
                loud=False,
            ),
        ]
    )
