"""The plan at the turned screen: read in their own voice, changed in place."""

from collections.abc import Callable
from datetime import date

import flet as ft

from app.domain.conversation import Conversation
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr
from app.usecases.write_plan import finish_plan, leave_action
from app.views.boundary import guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.kept_record import Marks, unmarked
from app.views.components.plan_editor import PlanEditor
from app.views.components.plan_words import plan_words
from app.views.components.text import section

#: Set while they change the plan, so that a restart comes back to it.
PLAN_OPEN = "plan-open"


def their_plan(
    conversation: Conversation,
    record: PlanRecord,
    save: Callable[[], None],
    today: date,
    *,
    changed: Callable[[], None],
    report: Callable[[str], None],
    marks: Marks = unmarked,
) -> ft.Control:
    """Give their plan to read, or to change once they asked to."""

    def open_it() -> None:
        # What its holder had half typed is taken in first: only what is theirs is seen here.
        finish_plan(record, today)
        leave_action(record)
        conversation.drafts[PLAN_OPEN] = "yes"
        changed()

    def close_it() -> None:
        finish_plan(record, today)
        save()
        conversation.drafts.pop(PLAN_OPEN, None)
        changed()

    if conversation.drafts.get(PLAN_OPEN):
        return stack(
            [
                section(tr("Your plan")),
                PlanEditor(record, save, today, own=True, marks=marks, key="their-plan"),
                buttons.secondary(tr("The plan is right now"), guard(close_it, report)),
            ]
        )
    return stack(
        [
            section(tr("Your plan")),
            plan_words(record.plan, within=True, big=True),
            buttons.secondary(
                tr("Write a plan") if record.is_blank() else tr("Change the plan"),
                guard(open_it, report),
                icon=ft.Icons.EDIT_OUTLINED,
            ),
        ]
    )
