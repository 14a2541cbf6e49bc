"""The staff's names as a filter that nobody can read: how large it is, and a new one."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.domain.errors import InputError
from app.domain.roster import Roster
from app.usecases.edit_lists import ListsDesk, ListsDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.services import use_services

_ENDING = ".csv"
_WHAT = (
    "A list of names (CSV) is read here, on this device, into a filter that nobody can read. "
    "The names are not sent, and not kept. Whoever has the filter could still try a name on it, "
    "one at a time."
)


@component
def StaffNames(
    lists: ListsDesk, ask: Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]
) -> ft.Control:
    """Choose a file, see what became of it, send that; or take the names away.

    ``ask`` asks the server and notices when the session has ended.
    """
    services = use_services()
    form = use_form()
    said, say = ft.use_state("")

    async def pick() -> None:
        say("")
        picked = await services.device.pick_file(_ENDING)
        if picked is None:
            raise InputError("No file was chosen.")
        if lists.held is not None:
            lists.read_names(lists.held, picked)

    async def send(roster: Roster | None) -> None:
        draft = lists.held
        if draft is not None:
            await ask(lambda: lists.send_names(draft, roster))
            say("Saved. Devices have it after their next sync.")

    draft = lists.held
    if draft is None:
        return ft.Container(visible=False)
    return stack(
        [
            section("Names of your staff"),
            body(_stands(draft)),
            body(_WHAT),
            buttons.secondary(
                "Choose a list of names",
                form.doing(pick),
                icon=ft.Icons.FOLDER_OPEN,
                disabled=form.busy,
            ),
            notice.trouble(form.problem()),
            notice.good(said),
            *_new(draft.new_names, form.doing(partial(send, draft.new_names)), busy=form.busy),
            *_away(draft, form.doing(partial(send, None))),
        ]
    )


def _new(roster: Roster | None, send: buttons.OnClick, *, busy: bool) -> list[ft.Control]:
    if roster is None:
        return []
    return [
        notice.note(f"Read: {_size(roster.names, roster.one_in)} Nothing is sent yet."),
        buttons.primary("Send this to all devices", send, disabled=busy),
    ]


def _away(draft: ListsDraft, take_away: buttons.OnClick) -> list[ft.Control]:
    if not draft.names[0]:
        return []
    gone = ["Devices forget the names at their next sync. Rare names may then be missed."]
    return [
        Sure("Take the names away", gone, "Yes, take them away", "Keep them",
             take_away, loud=False),
    ]  # fmt: skip


def _stands(draft: ListsDraft) -> str:
    names, one_in = draft.names
    return f"Devices know {_size(names, one_in)}" if names else "Devices know none yet."


def _size(names: int, one_in: int) -> str:
    return f"{names:,} name parts. About 1 in {one_in:,} other words will be marked too."
