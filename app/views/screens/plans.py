"""Every plan on this device: mine first, then the others as they were used; built as needed."""

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app.domain.days import day_words
from app.domain.plan_record import PlanRecord
from app.domain.wording import listed, to_say, tr
from app.usecases.bring_back import Gone, Kind
from app.usecases.keep_plans import TABLE
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.fields import Line
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import WORTH_SEARCHING, matching, scrolls, use_window
from app.views.components.panes import PLANS_LIST, ListPane, Panes, use_two_panes
from app.views.components.text import body
from app.views.components.undo import Undoing, undo_earlier, undo_fresh
from app.views.services import go, use_session

_TITLE = to_say("Plans")


@component
def PlansScreen() -> ft.View:
    """Find a plan: one's own on top, a field to look for a label once there are many."""
    _, session = use_session()
    times, redraw = ft.use_state(0)
    wanted, set_wanted = ft.use_state("")
    everything = session.workspace.plans.all() if session.workspace else []
    records = _in_order(matching(everything, wanted, plan_name))
    window = use_window(len(records), of=wanted)
    if session.workspace is None:
        return unlock_first(tr(_TITLE))
    workspace = session.workspace
    deleted = _deleted(workspace, lambda: redraw(times + 1))
    search = Line(tr("Look for a label"), "", set_wanted, key="search")
    said = tr("No plan has this label.") if wanted else tr("No plan is on this device yet.")
    return screen(
        tr(_TITLE),
        [
            body(tr("They stay on this device, locked with your passphrase.")),
            *undo_fresh(deleted),
            *([search] if len(everything) > WORTH_SEARCHING else []),
            *([] if records else [body(said) if wanted else empty(said)]),
            *[_tile(record) for record in window.of(records)],
            *window.rest(),
            *undo_earlier(deleted),
            buttons.quiet(
                tr("Bring a plan in"),
                lambda _: go("/bring"),
                icon=ft.Icons.QR_CODE_SCANNER,
            ),
        ],
        on_scroll=scrolls(window),
    )


def use_plans(workspace: Workspace | None, here: str) -> Panes:
    """Give every plan beside the one that is open ``here``; to be called like any hook."""
    if not use_two_panes() or workspace is None:
        return Panes(PLANS_LIST)
    # A list of nothing but the open one would say nothing.
    others = any(record.id != here for record in workspace.plans.all())
    return Panes(PLANS_LIST, before=PlansPane(workspace, here, key="plans") if others else None)


@component
def PlansPane(workspace: Workspace, here: str) -> ft.Control:
    """The plans as the list that one is open of; the open one stands however far down it is."""
    records = _in_order(workspace.plans.all())
    down = next((at for at, record in enumerate(records, start=1) if record.id == here), 0)
    window = use_window(len(records), first=down)
    rows = [(record.id, _tile(record, record.id == here)) for record in window.of(records)]
    more = [("more", button) for button in window.rest()]
    listed: ft.Control = ListPane(tr(_TITLE), [*rows, *more], here, scrolls(window))
    return listed


def plan_name(record: PlanRecord) -> str:
    """Name a plan for whoever holds this device; never in a copy."""
    return tr("My plan") if record.mine else record.label.strip() or tr("A plan without a label")


def undoing_plan(
    workspace: Workspace, deleted: tuple[Gone, PlanRecord], then: Callable[[], None]
) -> Undoing:
    """Say that a plan was deleted, and how it comes back."""
    gone, record = deleted
    back = partial(workspace.plans.bring_back, gone)
    said = tr("Removed: {what}", what=plan_name(record))
    return Undoing(gone, said, back, workspace.deleted, then)


def _deleted(workspace: Workspace, then: Callable[[], None]) -> list[Undoing]:
    """Give the plans that can be brought back; in the end those that went with something else."""
    found = [undoing_plan(workspace, pair, then) for pair in workspace.plans.deleted()]
    for gone in workspace.deleted.all(Kind.CONVERSATION, Kind.PERSON):
        if not gone.fresh and any(one.table == TABLE for one in gone.documents):
            back = partial(workspace.conversations.bring_back, gone)
            said = tr("Removed: {what}", what=gone.name.strip() or tr("A plan without a label"))
            found.append(Undoing(gone, said, back, workspace.deleted, then))
    return found


def _in_order(records: Sequence[PlanRecord]) -> list[PlanRecord]:
    return sorted(records, key=lambda record: not record.mine)


def _tile(record: PlanRecord, current: bool | None = None) -> ft.Control:
    open_ones = sum(not action.done for action in record.plan.actions)
    parts = [tr("{open_ones} to do", open_ones=open_ones)] if open_ones else []
    if record.plan.review_on:
        parts.append(tr("look again on {day}", day=day_words(record.plan.review_on)))
    if record.conflicts:
        parts.append(tr("something to settle"))
    return buttons.tile(
        plan_name(record),
        listed(parts) or tr("Nothing due"),
        lambda _: go(f"/plans/{record.id}"),
        icon=ft.Icons.PERSON_OUTLINE if record.mine else ft.Icons.ARTICLE_OUTLINED,
        current=current,
    )
