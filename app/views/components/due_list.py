"""What is due: overdue first, ticked where it stands, each line leading to its plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import flet as ft

from app.domain.conversation import Conversation
from app.domain.due import DueItem, soonest_first
from app.domain.wording import tr
from app.usecases.due_list import due_list
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import tick_action
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Tick
from app.views.components.text import body, section
from app.views.services import go, use_services
from app.views.theme import LARGE, SMALL

#: On the home screen a longer list would push everything else out of sight.
MOST_AT_HOME = 3


def due_items(workspace: Workspace, today: date) -> list[DueItem]:
    """Give what is due in this profile, the soonest first, and so overdue before all else."""
    return due_list(workspace.plans.all(), workspace.reminders.items(), today)


@component
def DueList(
    workspace: Workspace,
    revision: int,  # noqa: ARG001 - its change is what redraws the list
    *,
    most: int = MOST_AT_HOME,
    rest: str = "",
) -> ft.Control:
    """The first ``most`` of what is due; nothing at all when nothing is.

    ``revision`` is any number that changes when the list may have. ``rest`` is the heading of
    what stands below, where that is not for the list to be read on.
    """
    services = use_services()
    nothing: tuple[DueItem, ...] = ()
    ticked, set_ticked = ft.use_state(nothing)
    today = services.today()
    items = due_items(workspace, today)

    def tick(item: DueItem, done: bool) -> None:
        _tick(workspace, item, done, today)
        others = tuple(known for known in ticked if known != item)
        set_ticked((*others, item) if done else others)

    # What was ticked here stays in sight, ticked, so that a slip of the thumb can be taken back.
    gone = [item for item in ticked if item not in items]
    shown = soonest_first([*items, *gone])[: most + len(gone)]
    if not shown:
        return ft.Container(visible=False)
    rows = [
        DueRow(item, item in gone, today, tick, key=f"{_key(item)}-{item in gone}")
        for item in shown
    ]
    left = len(items) - (len(shown) - len(gone))
    if left > 0:
        rows.append(
            buttons.quiet(tr("Show all that is due ({left} more)", left=left), lambda _: go("/due"))
        )
    below = [section(rest)] if rest else []
    heading = tr("Due") if any(item.on <= today for item in shown) else tr("Coming up")
    return stack([section(heading), *rows, *below], spacing=8)


@component
def DueRow(
    item: DueItem, done: bool, today: date, tick: Callable[[DueItem, bool], None]
) -> ft.Control:
    """One thing due: when, a box to tick, and a way to what it belongs to."""
    rows: list[ft.Control] = [_when(item, today)]
    if item.kind == "review":
        rows += [body(item.title), body(item.detail, quiet=True)]
    else:
        rows.append(Tick(item.title, done, lambda on: tick(item, on)))
        if item.detail:
            rows.append(body(item.detail, quiet=True))
    if item.plan_id:
        rows.append(
            buttons.quiet(
                tr("Open the plan"),
                lambda _: go(f"/plans/{item.plan_id}"),
                icon=ft.Icons.ARTICLE_OUTLINED,
            )
        )
    if item.kind == "review":
        rows.append(StartAgain(item.plan_id))
    return card(rows, spacing=6)


@component
def StartAgain(plan_id: str) -> ft.Control:
    """Begin the conversation at which a colleague's plan is looked at; nothing for one's own."""
    services = use_services()
    session = services.session
    workspace = session.workspace
    record = workspace.plans.get(plan_id) if workspace else None
    guide = next(iter(services.content.managers_guides()), None)
    if workspace is None or record is None or record.mine or guide is None:
        return ft.Container(visible=False)

    def begin() -> None:
        fresh: Conversation = workspace.conversations.start(guide)
        session.conversation = replace(fresh, label=record.label, plan_id=record.id)
        go("/talk/before")

    return buttons.secondary(
        tr("Start the conversation"), lambda _: begin(), icon=ft.Icons.FORUM_OUTLINED
    )


def _when(item: DueItem, today: date) -> ft.Control:
    late = item.overdue(today) and item.timing != "not-before"
    return ft.Row(
        [
            ft.Icon(
                ft.Icons.HISTORY if late else ft.Icons.EVENT_OUTLINED,
                size=LARGE,
                color=ft.Colors.TERTIARY if late else ft.Colors.ON_SURFACE_VARIANT,
            ),
            ft.Text(item.when(today), size=SMALL, expand=True),
        ],
        spacing=8,
    )


def _tick(workspace: Workspace, item: DueItem, done: bool, today: date) -> None:
    if item.kind == "reminder":
        workspace.reminders.done(item.reminder_id, done)
        return
    record = workspace.plans.get(item.plan_id)
    if record is not None:
        tick_action(record, item.action_id, done, today)
        workspace.plans.save(record)


def _key(item: DueItem) -> str:
    return f"{item.kind}{item.plan_id}{item.action_id}{item.reminder_id}"
