"""Everything that is due, overdue first, and its days for the device's own calendar."""

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.due_list import DueList, due_items
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.plan_dates import calendar_button
from app.views.components.text import body
from app.views.services import go, use_session

_TITLE = to_say("What is due")
_EVERYTHING = 10_000


@component
def DueScreen() -> ft.View:
    """What somebody agreed to do, plans to look at again, reminders."""
    services, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    items = due_items(workspace, services.today())
    named = {item.plan_id for item in items}
    dated = [record for record in workspace.plans.all() if record.id in named]
    return screen(
        tr(_TITLE),
        [
            body(tr("What is due in the next two weeks, and what has passed.")),
            *([] if items else [empty(tr("Nothing is due."))]),
            DueList(workspace, session.revision, most=_EVERYTHING, key="due"),
            calendar_button(services, workspace, dated),
            buttons.quiet(tr("All plans"), lambda _: go("/plans"), icon=ft.Icons.FOLDER_OUTLINED),
        ],
    )
