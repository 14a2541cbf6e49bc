"""One plan to read, in the person's voice: tick, change, take a copy, look back, delete."""

import flet as ft

from app.domain.days import day_words
from app.domain.plan import Action
from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import tick_action
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.due_list import StartAgain
from app.views.components.frame import screen
from app.views.components.kept_record import use_record
from app.views.components.locked import unlock_first
from app.views.components.own_tiles import bring_in, other_plans
from app.views.components.panes import NO_PANES, Panes
from app.views.components.plan_dates import calendar_button
from app.views.components.plan_words import plan_words
from app.views.components.text import body
from app.views.components.undo import undo
from app.views.screens.plans import plan_name, undoing_plan, use_plans
from app.views.services import Services, go, use_session

_TITLE = to_say("Plan")


@component
def PlanViewScreen() -> ft.View:
    """Read it; a tick is kept at once, a deleted plan can be put back."""
    services, session = use_session()
    plan_id = ft.use_route_params().get("plan", "")
    times, redraw = ft.use_state(0)
    workspace = session.workspace
    deleted = workspace.plans.deleted() if workspace else []
    gone = next((pair for pair in deleted if pair[1].id == plan_id), None)
    panes = use_plans(workspace, plan_id)
    record = use_record(
        # Brought back, it is read anew.
        f"{plan_id} {gone is not None}",
        lambda: workspace.plans.get(plan_id) if workspace else None,
    )
    if workspace is None:
        return unlock_first(tr(_TITLE))
    if gone is not None:
        return _deleted(undo(undoing_plan(workspace, gone, lambda: redraw(times + 1))), panes)
    if record is None:
        return not_here(panes)

    def tick(action: Action, done: bool) -> None:
        tick_action(record, action.id, done, services.today())
        workspace.plans.save(record)
        session.revision += 1
        redraw(times + 1)

    def delete() -> None:
        workspace.plans.delete(record)
        session.revision += 1
        redraw(times + 1)

    return screen(
        plan_name(record),
        [
            *_to_settle(record),
            *_first(record),
            plan_words(record.plan, tick),
        ],
        beside=[
            *_ways_on(services, workspace, record),
            buttons.quiet(tr("Delete this plan"), lambda _: delete(), icon=ft.Icons.DELETE_OUTLINE),
        ],
        panes=panes,
    )


def _first(record: PlanRecord) -> list[ft.Control]:
    """Give what a plan is opened for, before its words: they may be long."""
    here = f"/plans/{record.id}"
    return [
        buttons.tile(
            tr("Take a copy"),
            tr("Codes to scan, a file, a PDF, or on paper"),
            lambda _: go(f"{here}/copy"),
            icon=ft.Icons.QR_CODE_2,
        ),
        buttons.tile(
            tr("Change the plan"), "", lambda _: go(f"{here}/edit"), icon=ft.Icons.EDIT_OUTLINED
        ),
    ]


def _ways_on(services: Services, workspace: Workspace, record: PlanRecord) -> list[ft.Control]:
    here = f"/plans/{record.id}"
    rows: list[ft.Control] = []
    if not record.plan.is_empty():
        rows.append(StartAgain(record.id))
    rows.append(calendar_button(services, workspace, [record]))
    if record.mine:
        # A crew's home leads here alone once the plan is begun: the next copy must find its way in.
        rows.append(bring_in())
        rows += other_plans(workspace, record.id)
    if record.versions:
        last = day_words(record.versions[-1].made_on)
        rows.append(
            buttons.tile(
                tr("What changed"),
                tr("Last kept on {last}", last=last),
                lambda _: go(f"{here}/history"),
                icon=ft.Icons.HISTORY,
            )
        )
    return rows


def _to_settle(record: PlanRecord) -> list[ft.Control]:
    if not record.conflicts:
        return []
    return [
        notice.note(
            tr("Some of it was changed on two devices. Both are kept: choose what counts.")
        ),
        buttons.secondary(tr("Choose now"), lambda _: go(f"/brought/{record.id}")),
    ]


def _deleted(undone: ft.Control, panes: Panes) -> ft.View:
    return screen(
        tr("Plan deleted"),
        [undone, buttons.quiet(tr("All plans"), lambda _: go("/plans"))],
        panes=panes,
    )


def not_here(panes: Panes = NO_PANES) -> ft.View:
    """Say that this plan is not on this device; reached by an old link."""
    return screen(
        tr(_TITLE),
        [
            body(tr("This plan is not on this device.")),
            buttons.primary(tr("All plans"), lambda _: go("/plans")),
        ],
        panes=panes,
    )
