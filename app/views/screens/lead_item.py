"""A lead edits one service, one guide, or what the trust adds to a guide."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.content_check import hints
from app.domain.content_draft import Path
from app.usecases.edit_content import EditDesk
from app.usecases.open_item import ChangedMeanwhile, OpenItem
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.lead_actions import Acts, action_rows, state_words
from app.views.components.lead_conflict import conflict_rows
from app.views.components.lead_fields import field_rows
from app.views.components.lead_parts import Gone, Moves, entry_rows, own_prompts, part_rows
from app.views.components.text import body, bullet, section
from app.views.screens.lead_gate import asking, gate, use_desk
from app.views.services import go, use_services

_ADDING = "Your trust's additions stand after the guide's own words. Nothing of it is taken away."
_CHANGING = "Your trust's version takes the place of Layby's. Take it back to have ours again."


@component
def LeadItemScreen() -> ft.View:
    """Open the item once a lead is signed in; what is typed outlives the session."""
    desk, session, is_in = use_desk()
    params = ft.use_route_params()
    kind, identity = params.get("kind", ""), params.get("item", "")
    problem, set_problem = ft.use_state("")
    _, redraw = ft.use_state(0)
    item = desk.held(kind, identity)

    async def read() -> None:
        await desk.open(kind, identity)
        redraw(lambda count: count + 1)

    async def first() -> None:
        if is_in and item is None:
            set_problem("")
            await guard(lambda: asking(session, read), set_problem)(None)

    ft.use_effect(first, [is_in, kind, identity])
    rows: list[ft.Control] = [*gate(is_in, typed=item is not None), notice.trouble(problem)]
    if item is not None:
        rows.append(Editor(desk, item, key=f"{kind}-{identity}"))
    elif problem and is_in:
        rows.append(buttons.secondary("Try again", lambda _: first()))
    elif is_in:
        rows.append(body("Reading it…", quiet=True))
    back = buttons.quiet("Back to the list", lambda _: go("/lead/content"))
    return screen(_title(kind, item), [*rows, back])


def _title(kind: str, item: OpenItem | None) -> str:
    name = item.title() if item is not None else ""
    if kind == "overlay":
        return f"Add to “{name}”" if name else "Add to a guide"
    return name or ("A service" if kind == "service" else "A guide")


@component
def Editor(desk: EditDesk, item: OpenItem) -> ft.Control:
    """One level of the item at a time: its fields, its entries, and at the top what to do."""
    services = use_services()
    _, session, _ = use_desk()
    top: Path = ()
    at, set_at = ft.use_state(top)
    turn, set_turn = ft.use_state(0)
    problem, set_problem = ft.use_state("")
    good, set_good = ft.use_state("")
    none_gone: Gone | None = None
    gone, set_gone = ft.use_state(none_gone)
    no_conflict: ChangedMeanwhile | None = None
    conflict, set_conflict = ft.use_state(no_conflict)

    def changed() -> None:
        set_turn(lambda count: count + 1)

    def show(path: Path) -> None:
        set_good("")
        set_at(path)

    def doing(work: Callable[[OpenItem], Awaitable[None]], said: str) -> buttons.OnClick:
        async def run() -> None:
            set_problem("")
            set_good("")
            set_conflict(None)
            was = item.id
            try:
                await asking(session, lambda: work(item))
            except ChangedMeanwhile as error:
                set_conflict(error)
                return
            except Exception:
                set_turn(lambda count: count + 1)
                raise
            set_good(said)
            changed()
            if item.id != was:
                go(f"/lead/content/{item.kind}/{item.id}")

        return guard(run, set_problem)

    def check() -> None:
        fits = desk.check(item)
        set_problem("" if fits else "Some things need another look.")
        set_good("It fits." if fits else "")
        changed()

    def keep_mine(theirs: OpenItem) -> None:
        desk.keep_mine(item, theirs)
        set_conflict(None)
        set_good("Save it again, and yours comes after theirs.")

    def leave(step: Callable[[], None]) -> None:
        step()
        go("/lead/content")

    moves = Moves(show, changed, set_gone)
    if at:
        return stack(
            [
                section(item.draft.name(at)),
                *_about_whole(item, at),
                *own_prompts(item, at),
                *field_rows(item, at, turn),
                *part_rows(item, at, gone, moves),
                *entry_rows(item, at, moves),
            ],
            spacing=12,
        )
    return stack(
        [
            body(state_words(item), quiet=True),
            *_what_it_means(item),
            notice.trouble(problem),
            notice.good(good),
            *conflict_rows(
                item,
                conflict,
                lambda: conflict and keep_mine(conflict.theirs),
                lambda: conflict and leave(lambda: desk.take_theirs(item, conflict.theirs)),
            ),
            *_complaints(item, show),
            *([bullet(said) for said in hints(item.draft, services.today())] if good else []),
            *field_rows(item, (), turn),
            *part_rows(item, (), gone, moves),
            *action_rows(
                item,
                Acts(
                    check=lambda _: check(),
                    save=doing(desk.save, "Saved as a draft. No device has it yet."),
                    publish=doing(desk.publish, "Published. Devices get it at their next sync."),
                    retire=doing(desk.retire, "Taken back. Devices hear of it at their next sync."),
                    leave_out=lambda: leave(lambda: desk.close(item)),
                ),
            ),
        ],
        spacing=12,
    )


def _what_it_means(item: OpenItem) -> list[ft.Control]:
    if item.kind == "overlay":
        return [body(_ADDING)]
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
