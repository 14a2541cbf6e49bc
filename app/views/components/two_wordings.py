"""What two sides wrote in the same place of a plan, taken apart again."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.days import day_words
from app.domain.plan import Plan, Section
from app.domain.plan_merge import ACTION_CONFLICT, REVIEW_CONFLICT
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr

#: What is typed while a difference is settled stands among the record's drafts under this.
DRAFT = "settle:"


@dataclass(frozen=True)
class Wordings:
    """One difference by its ``name`` among the conflicts; ``days`` only for the review day."""

    name: str
    title: str
    ours: str
    theirs: str
    both: str
    days: tuple[date, ...] = ()

    def with_day(self, plan: Plan, index: int) -> Plan:
        """Give the plan with our day (0) or theirs (1)."""
        return replace(plan, review_on=self.days[index])


def unsettled(record: PlanRecord) -> list[str]:
    """Name what can still be settled, in the plan's order; an action that is gone cannot."""
    order = [*(section.value for section in Section), *(_names_of_actions(record)), REVIEW_CONFLICT]
    return [name for name in order if name in record.conflicts]


def wordings(record: PlanRecord, name: str) -> Wordings:
    """Give both sides of one difference."""
    theirs = record.conflicts[name]
    if name == REVIEW_CONFLICT:
        days = (_our_day(record, theirs), date.fromisoformat(theirs))
        ours, their_day = map(day_words, days)
        return Wordings(name, tr("The day to look at it again"), ours, their_day, "", days)
    action = (
        record.plan.action(name.removeprefix(ACTION_CONFLICT))
        if name.startswith(ACTION_CONFLICT)
        else None
    )
    if action is not None:
        title, both = tr("An action: {title}", title=action.owner.title.lower()), action.what
    else:
        title, both = Section(name).title, record.plan.section(Section(name))
    return Wordings(name, title, _without(both, theirs), theirs, both)


def _names_of_actions(record: PlanRecord) -> list[str]:
    return [ACTION_CONFLICT + action.id for action in record.plan.actions]


def _without(both: str, theirs: str) -> str:
    """Take their words out of the joined ones; all of them where they no longer stand at an end."""
    words = theirs.strip()
    for ours in (both.removeprefix(f"{words}\n\n"), both.removesuffix(f"\n\n{words}")):
        if ours != both:
            return ours
    return both


def _our_day(record: PlanRecord, theirs: str) -> date:
    """Find the day that stood here before: the plan has the sooner of both."""
    now = record.plan.review_on
    if now is not None and now.isoformat() != theirs:
        return now
    for version in reversed(record.versions):
        day = version.plan.review_on
        if day is not None and day.isoformat() != theirs:
            return day
    return date.fromisoformat(theirs)
