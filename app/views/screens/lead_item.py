"""A lead edits one service, one guide, or what the trust adds to a guide."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.content_check import hints
from app.domain.content_draft import Path
from app.usecases.edit_content import EditDesk
from app.usecases.open_item import OpenItem
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.lead_actions import action_rows, state_words
from app.views.components.lead_conflict import conflict_rows
from app.views.components.lead_fields import field_rows
from app.views.components.lead_parts import Gone, Moves, entry_rows, own_prompts, part_rows
from app.views.components.text import body, bullet, section
from app.views.screens.lead_gate import use_desk
from app.views.screens.lead_opening import use_opening
from app.views.screens.lead_work import use_work
from app.views.services import go, use_services

_UNNAMED = {"service": "A service", "action": "You said, we did"}
_ADDING = "Your trust's additions stand after the guide's own words. Nothing of it is taken away."
_ANSWERING = (
    "Crews read this under “You said, we did”. Answer what many people said, never one person, "
    "and use words of your own."
)
_CHANGING = "Your trust's version takes the place of Layby's. Take it back to have ours again."


@component
def LeadItemScreen() -> ft.View:
    """Open the item once a lead is signed in; what is typed outlives the session."""
    desk, _, _ = use_desk()
    params = ft.use_route_params()
    kind, identity = params.get("kind", ""), params.get("item", "")
    item = desk.held(kind, identity)

    async def read() -> None:
        await desk.open(kind, identity)

    opening = use_opening(read, kind, identity, held=lambda: desk.held(kind, identity) is not None)
    none: ft.View | None = None
    view = ft.use_ref(none)

    async def to_top() -> None:
        if view.current is not None:
            await view.current.scroll_to(offset=0, duration=0)

    def show() -> list[ft.Control]:
        return [Editor(desk, item, to_top, key=f"{kind}-{identity}")]

    back = buttons.quiet("Back to the list", lambda _: go("/lead/content"))
    typed = item is not None
    rows = opening.rows(show, [back], waits="Reading it…", typed=typed, stays=True)
    view.current = screen(_title(kind, item), rows)
    return view.current


def _title(kind: str, item: OpenItem | None) -> str:
    name = item.title() if item is not None else ""
    if kind == "overlay":
        return f"Add to “{name}”" if name else "Add to a guide"
    # What is not finished yet, such as “Late finishes and breaks: ”, ends without its colon.
    return name.rstrip(": ") or _UNNAMED.get(kind, "A guide")


@component
def Editor(desk: EditDesk, item: OpenItem, to_top: Callable[[], Awaitable[None]]) -> ft.Control:
    """One level of the item at a time: its fields, its entries, and at the top what to do.

    ``to_top`` scrolls the screen back: another level is another page to whoever reads it, and
    the client's own jump back from a longer one leaves a screen reader behind.
    """
    services = use_services()
    work = use_work(desk, item)
    top: Path = ()
    at, set_at = ft.use_state(top)
    none_gone: Gone | None = None
    gone, set_gone = ft.use_state(none_gone)

    def show(path: Path) -> None:
        work.clear()
        set_at(path)
        start(to_top, lambda _: None)

    moves = Moves(show, work.changed, set_gone)
    fields = [*field_rows(item, at, work.turn), *part_rows(item, at, gone, moves)]
    if at:
        name = section(item.draft.name(at))
        above = [name, *_about_whole(item, at), *own_prompts(item, at)]
        return stack([*above, *fields, *entry_rows(item, at, moves)], spacing=12)
    said = work.said
    # Below the buttons, not at the top: there nobody would see it who has just tapped one.
    told = [
        notice.trouble(said.problem),
        notice.good(said.good),
        *conflict_rows(item, said.conflict, work.keep_mine, work.take_theirs),
        *([bullet(hint) for hint in hints(item.draft, services.today())] if said.good else []),
    ]
    return stack(
        [
            body(state_words(item), quiet=True),
            *_what_it_means(item),
            *_complaints(item, show),
            *fields,
            *action_rows(item, work.acts(), told),
        ],
        spacing=12,
    )


def _what_it_means(item: OpenItem) -> list[ft.Control]:
    if item.kind == "overlay":
        return [body(_ADDING)]
    if item.kind == "action":
        return [body(_ANSWERING)]
    return [body(_CHANGING)] if item.shipped else []


def _about_whole(item: OpenItem, path: Path) -> list[ft.Control]:
    return [notice.trouble(c.words) for c in item.complaints if (c.path, c.field) == (path, "")]


def _complaints(item: OpenItem, show: Callable[[Path], None]) -> list[ft.Control]:
    """Give a row for each complaint that is about an entry; it leads there."""
    rows = _about_whole(item, ())
    for path in dict.fromkeys(c.path for c in item.complaints if c.path):
        said = next(c.words for c in item.complaints if c.path == path)
        rows.append(_wrong(item, path, said, show))
    if any(c.field and not c.path for c in item.complaints):
        rows.append(body("What else does not fit is marked below.", quiet=True))
    return rows


def _wrong(item: OpenItem, path: Path, said: str, show: Callable[[Path], None]) -> ft.Control:
    return buttons.tile(
        f"Look at: {item.draft.name(path)}", said, lambda _: show(path), icon=ft.Icons.ERROR_OUTLINE
    )
