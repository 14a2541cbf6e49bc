"""The dates of plans for the device's own calendar; nothing personal is in the file."""

from collections.abc import Sequence

import flet as ft

from app.domain.errors import InputError
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.services import Services

FILE_NAME = "layby-dates.ics"


def has_dates(record: PlanRecord) -> bool:
    """Tell whether the plan has a day to look again, or an action with a day not yet done."""
    plan = record.plan
    return bool(plan.review_on or any(action.due and not action.done for action in plan.actions))


def calendar_button(
    services: Services, workspace: Workspace, records: Sequence[PlanRecord]
) -> ft.Control:
    """Give the button that saves the plans' dates for a calendar; nothing without a date."""
    dated = [record for record in records if has_dates(record)]
    if not dated:
        return ft.Container(visible=False)
    button: ft.Control = CalendarButton(services, workspace, dated)
    return button


@component
def CalendarButton(
    services: Services, workspace: Workspace, records: Sequence[PlanRecord]
) -> ft.Control:
    """Save the file, and say plainly whether that worked."""
    problem, set_problem = ft.use_state("")
    saved, set_saved = ft.use_state(False)

    async def save() -> None:
        set_problem("")
        content = workspace.copies.calendar_of(records)
        if not await services.device.save_file(FILE_NAME, content):
            raise InputError(tr("The calendar file could not be saved. Try again."))
        set_saved(True)

    said = tr("Saved. Open the file to put the dates into your calendar. No name is in it.")
    return stack(
        [
            buttons.secondary(
                tr("Put the dates into your calendar"),
                guard(save, set_problem),
                icon=ft.Icons.EVENT_OUTLINED,
            ),
            notice.trouble(problem),
            *([notice.good(said)] if saved else []),
        ]
    )
