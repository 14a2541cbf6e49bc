"""The outbox as its owner sees it: word for word what is sent, and why something waits."""

from collections.abc import Sequence
from typing import Any

import flet as ft

from app.domain.server_meta import ServerMeta
from app.domain.wording import to_say, tr
from app.sync.outbox import ARRIVED, OutboxItem, State, wants_a_look
from app.usecases.why_waiting import WhyWaiting
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import scrolls, use_window
from app.views.components.outbox_card import OutboxCard
from app.views.components.outbox_export import SaveSent
from app.views.components.outbox_status import OutboxStatus
from app.views.components.text import body
from app.views.services import go, use_session

_UNREADABLE = to_say(
    "{count} more cannot be read by this version of Layby. Nothing of it is lost: it is kept as "
    "it is."
)
_HOW = to_say(
    "Each summary goes alone, at a random moment, with nothing that shows who sent it or from "
    "which device."
)
_KEYS = to_say(
    "Code of your trust's keys: {code}. Every colleague's Layby shows the same. If yours stays "
    "different for more than a day, tell whoever looks after Layby at your trust."
)


@component
def OutboxScreen() -> ft.View:
    """What needs somebody, what waits, what the server has confirmed, as it is on opening."""
    services, session = use_session()
    workspace = session.workspace
    make: Any = dict
    places: Any = ft.use_ref(make).current
    items = in_place(sorted(workspace.outbox.items(), key=_place), places) if workspace else []
    window = use_window(len(items))
    if workspace is None:
        return unlock_first(tr("Outbox"))
    outbox = workspace.outbox
    why = WhyWaiting(outbox, workspace.enrolments, outbox.now)
    said = why.of_all(items)
    unreadable = outbox.unreadable()
    rows: list[ft.Control] = [
        OutboxStatus(workspace, items, said, services.today(), key="status"),
        *[
            OutboxCard(item, session, _beyond(said, why.of(item)), key=item.id)
            for item in window.of(items)
        ],
        *window.rest(),
        *([notice.note(tr(_UNREADABLE, count=unreadable))] if unreadable else []),
        SaveSent(items, key="save"),
        body(tr(_HOW), quiet=True),
        *_keys(outbox.meta.kept()),
        buttons.secondary(tr("Go to home"), lambda _: go("/")),
    ]
    return screen(tr("Outbox"), rows, on_scroll=scrolls(window))


def _beyond(said: str, why: str) -> str:
    """Give what holds one of them up where that is not said of all of them already."""
    return "" if why == said else why


def _keys(meta: ServerMeta | None) -> list[ft.Control]:
    """Let two people see whether their devices were given the same keys."""
    if meta is None:
        return []
    return [body(tr(_KEYS, code=meta.common_code), quiet=True)]


def in_place(items: Sequence[OutboxItem], places: dict[str, int]) -> list[OutboxItem]:
    """Sort ``items`` by where each stood before, what is new last; ``places`` remembers it.

    A summary that is sent while somebody looks on does not jump away from under their finger.
    """
    for item in items:
        places.setdefault(item.id, len(places))
    return sorted(items, key=lambda item: places[item.id])


def _place(item: OutboxItem) -> tuple[int, int]:
    """Sort what needs somebody first, then what waits, the latest of what was sent after that."""
    if wants_a_look(item) or item.state is State.HELD:
        return 0, 0
    if item.state in ARRIVED or item.state is State.WITHDRAWN:
        return 2, -(item.sent_on or item.queued_on).toordinal()
    return 1, item.queued_on.toordinal()
