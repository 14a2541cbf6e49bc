"""What is due: an agreed action, a day to look at a plan again, a reminder."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.domain.days import clock_words, day_words
from app.domain.plan import Owner
from app.domain.plan_record import PlanRecord
from app.domain.reminder import TO_COME, with_clock
from app.domain.wording import to_say, tr

#: What lies further ahead than this is not yet worth a line.
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class DueItem:
    """One line of the due list. ``kind`` is action, review or reminder.

    ``detail`` is who it is about and, of an action, whose it is. ``at`` is None where only the
    day counts. ``timing`` is how firmly a reminder means its moment, one of TIMINGS, else "".
    The ids say what it leads to; those that do not apply are "".
    """

    kind: str
    title: str
    detail: str
    on: date
    at: time | None = None
    timing: str = ""
    plan_id: str = ""
    action_id: str = ""
    reminder_id: str = ""

    def overdue(self, today: date) -> bool:
        """Tell whether its day has passed; on the day itself it is due, not late."""
        return self.on < today

    def when(self, today: date) -> str:
        """Say when, as firmly as it is meant: ``Not before Thursday 26 November 2026, 14:30``."""
        if self.on == today:
            return tr(_TODAY[self.timing], time=clock_words(self.at)) if self.at else tr("Today")
        late, ahead = _WHEN[self.timing]
        said = late if self.overdue(today) else ahead
        return tr(said, day=with_clock(day_words(self.on), self.at))


#: How a day that has passed is said, and one to come, by the timing. What may come from a moment
#: on is not late once that has passed.
_WHEN = {
    "": (to_say("Was due {day}"), "{day}"),
    "not-before": (to_say("Any time since {day}"), TO_COME["not-before"]),
    "about": (to_say("Was due at about {day}"), TO_COME["about"]),
}
_TODAY = {
    "": to_say("Today, {time}"),
    "not-before": to_say("Today, not before {time}"),
}


def is_due(on: date, today: date) -> bool:
    """Tell whether a day belongs in the list: soon, today, or passed."""
    return on <= today or on - today <= AHEAD


def due_in(record: PlanRecord, today: date) -> list[DueItem]:
    """Give what a plan has due: actions that are not done, and the review."""
    about = tr("My plan") if record.mine else record.label.strip() or tr("A plan without a name")
    found = [
        DueItem(
            kind="action",
            title=action.what,
            detail=f"{about} · {_owner(record, action.owner)}",
            on=action.due,
            plan_id=record.id,
            action_id=action.id,
        )
        for action in record.plan.actions
        if action.due is not None and not action.done and is_due(action.due, today)
    ]
    day = record.plan.review_on
    if day is not None and is_due(day, today):
        title = tr("Look at the plan again")
        found.append(DueItem("review", title, about, day, plan_id=record.id))
    return found


def soonest_first(items: Iterable[DueItem]) -> list[DueItem]:
    """Order by day, then time; what has no time comes after what has one that day.

    Two that read the same keep their places, whatever else is in the list.
    """
    return sorted(items, key=_place)


def _place(item: DueItem) -> tuple[object, ...]:
    which = (item.plan_id, item.action_id, item.reminder_id)
    return (item.on, item.at or time.max, item.kind, item.title, *which)


def _owner(record: PlanRecord, owner: Owner) -> str:
    return owner.in_persons_words() if record.mine else owner.in_words()
