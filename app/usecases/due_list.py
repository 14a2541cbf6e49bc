"""The due list: what somebody agreed to do, plans to look at again, and reminders, in one."""

from collections.abc import Iterable
from datetime import date

from app.domain.due import DueItem, due_in, is_due, soonest_first
from app.domain.plan_record import PlanRecord
from app.domain.reminder import KeptReminder, as_firm
from app.domain.wording import tr


def due_list(
    plans: Iterable[PlanRecord], reminders: Iterable[KeptReminder], today: date
) -> list[DueItem]:
    """Give what is due within 14 days and all that is overdue, the soonest first."""
    found = [item for record in plans for item in due_in(record, today)]
    reminded = [_item(one) for one in reminders if not one.done and not one.off]
    return soonest_first([*found, *(item for item in reminded if is_due(item.on, today))])


def _item(reminder: KeptReminder) -> DueItem:
    day, clock = as_firm(reminder.timing, reminder.due)
    about = reminder.about_label.strip()
    return DueItem(
        kind="reminder",
        title=tr(reminder.text),
        # One's own is named by Layby, in today's language; a colleague by the holder's own word.
        detail=about if reminder.conversation_id else tr(about),
        on=day,
        at=clock,
        timing=reminder.timing,
        reminder_id=reminder.id,
    )
