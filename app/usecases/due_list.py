"""The due list: what somebody agreed to do, plans to look at again, and reminders, in one."""

from collections.abc import Iterable
from datetime import date

from app.domain.due import DueItem, due_in, is_due, soonest_first
from app.domain.plan_record import PlanRecord
from app.domain.reminder import KeptReminder
from app.domain.wording import tr


def due_list(
    plans: Iterable[PlanRecord], reminders: Iterable[KeptReminder], today: date
) -> list[DueItem]:
    """Give what is due within 14 days and all that is overdue, the soonest first."""
    found = [item for record in plans for item in due_in(record, today)]
    found += [
        DueItem(
            kind="reminder",
            title=tr(reminder.text),
            detail=reminder.about_label.strip(),
            on=reminder.due.date(),
            at=reminder.due.time(),
            timing=reminder.timing,
            reminder_id=reminder.id,
        )
        for reminder in reminders
        if not reminder.done and not reminder.off and is_due(reminder.due.date(), today)
    ]
    return soonest_first(found)
