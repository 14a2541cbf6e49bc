"""A lead words the staff groups for their own people, and edits the role families within."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.organisation import STAFF_GROUP_HINTS, STAFF_GROUPS, RoleFamily
from app.usecases.edit_trust import TrustDraft
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line, Tick
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.screens.lead_trust import use_trust


@component
def LeadRolesScreen() -> ft.View:
    """Staff groups and role families, and one button that saves them all."""
    form = use_trust()
    rows: list[ft.Control] = []
    if form.draft is not None:
        rows = [
            body("The ten staff groups and their names are the NHS's own. You say what they mean."),
            *[_group(form.draft, code, form.turn) for code in STAFF_GROUPS],
            section("Role families"),
            body("Roles within a staff group, in your trust's words.", quiet=True),
            Families(form.draft, key=f"families-{form.turn}"),
        ]
    return screen("Staff groups and roles", form.frame(rows))


def _group(draft: TrustDraft, code: str, turn: int) -> ft.Control:
    def hint(words: str) -> None:
        draft.hints[code] = words

    def offer(on: bool) -> None:
        kept = [known for known in draft.offered if known != code]
        draft.offered = [*kept, code] if on else kept

    def build() -> list[ft.Control]:
        return [
            Line(
                f"What “{STAFF_GROUPS[code]}” means here",
                draft.hints.get(code, ""),
                hint,
                hint=STAFF_GROUP_HINTS[code],
            ),
            Tick("Offer it to choose from", code in draft.offered, offer),
        ]

    words = draft.hints.get(code, "").strip() or STAFF_GROUP_HINTS[code]
    shown = words if code in draft.offered else "Not offered"
    return Fold(STAFF_GROUPS[code], shown, build, key=f"{code}-{turn}")  # type: ignore[no-any-return]


@component
def Families(draft: TrustDraft) -> ft.Control:
    """Each family to rename, move to another staff group or take off, with an undo."""
    opened, set_opened = ft.use_state("")
    nothing: tuple[int, RoleFamily] | None = None
    gone, set_gone = ft.use_state(nothing)

    def add() -> None:
        family = RoleFamily(draft.new_id(), "", next(iter(draft.offered), "04"))
        draft.put_family(family)
        set_gone(None)
        set_opened(family.id)

    def remove(family: RoleFamily) -> None:
        set_gone((draft.families.index(family), family))
        draft.families = [one for one in draft.families if one.id != family.id]
        set_opened("")

    def put_back(at: int, family: RoleFamily) -> None:
        draft.families.insert(at, family)
        set_gone(None)

    rows = []
    for family in draft.families:
        rows.append(_tile(family, opened, set_opened))
        if opened == family.id:
            rows.append(_card(draft, family, remove))
    if gone is not None:
        at, family = gone
        rows.append(body(f"Removed: {family.name}", quiet=True))
        rows.append(
            buttons.secondary("Put it back", lambda _: put_back(at, family), icon=ft.Icons.UNDO)
        )
    rows.append(buttons.secondary("Add a role family", lambda _: add(), icon=ft.Icons.ADD))
    return stack(rows)


def _tile(family: RoleFamily, opened: str, open_one: Callable[[str], None]) -> ft.Control:
    is_open = opened == family.id
    return buttons.tile(
        family.name.strip() or "New role family",
        STAFF_GROUPS.get(family.staff_group, ""),
        lambda _: open_one("" if is_open else family.id),
        icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.BADGE_OUTLINED,
        opened=is_open,
    )


def _card(
    draft: TrustDraft, family: RoleFamily, remove: Callable[[RoleFamily], None]
) -> ft.Control:
    def current() -> RoleFamily:
        return next(one for one in draft.families if one.id == family.id)

    groups = [(code, name, "") for code, name in STAFF_GROUPS.items()]
    return card(
        [
            Line(
                "Name of the role family",
                family.name,
                lambda words: draft.put_family(replace(current(), name=words)),
                key=f"name-{family.id}",
            ),
            Choice(
                "Its staff group",
                groups,
                family.staff_group,
                lambda code: draft.put_family(replace(current(), staff_group=code)),
                key=f"group-{family.id}",
            ),
            buttons.quiet("Take it off", lambda _: remove(current()), icon=ft.Icons.DELETE_OUTLINE),
        ]
    )
