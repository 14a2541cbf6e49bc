"""Bring a copy of a plan together with the plan kept here, and lose nothing on either side.

Each section and each field of an action is compared with the newest version that both sides
had. What only one side changed is taken from it. What both wrote differently stays in both
wordings, in the same order on every device, and is named among the record's conflicts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_copy import PlanCopy
from app.domain.plan_record import PlanRecord, Version, version_id

T = TypeVar("T")
#: How a record's conflicts name the review day, and an action, before its id.
REVIEW_CONFLICT = "review_on"
ACTION_CONFLICT = "action:"


@dataclass(frozen=True)
class Merged:
    """The record as it is now, and what this merge left to settle: by name, the other's words."""

    record: PlanRecord
    conflicts: dict[str, str]


def merge(record: PlanRecord, copy: PlanCopy) -> Merged:
    """Bring a copy in; the record given is left as it is.

    The result's versions hold what each side had and what came of it, so that the other side
    only has to follow when it reads a copy of this. A copy that was brought in before, or that
    is older than what is here, changes no word. Raises ValueError for another plan's copy.
    """
    if copy.plan_id != record.id:
        raise ValueError("a copy of another plan")
    head = copy.version_ids[-1]
    known = {record.head_id(), *record.seen, *(version.id for version in record.versions)}
    if head in known:
        # What led there counts as seen too: the same words may have been written on both sides.
        led_there = tuple(name for name in copy.version_ids if name not in known)
        return Merged(replace(record, seen=(*record.seen, *led_there)) if led_there else record, {})
    now = replace(record, drafts=dict(record.drafts), conflicts=dict(record.conflicts))
    now.cut(copy.made_on)
    theirs = Version(head, copy.made_on, copy.plan)
    if not now.versions or now.versions[-1].id in copy.version_ids:
        return Merged(_following(now, copy, theirs), {})
    base = next((v.plan for v in reversed(now.versions) if v.id in copy.version_ids), Plan())
    both = _Both(base, now.plan, copy.plan)
    now.plan = both.plan()
    now.versions, ours = (*now.versions[:-1], theirs, now.versions[-1]), now.versions[-1]
    if now.plan == copy.plan != ours.plan:
        now.versions = (*now.versions[:-2], ours, theirs)
    elif now.plan != ours.plan:
        joint = version_id(now.id, [ours.id, head], now.plan)
        made_on = max(ours.made_on, copy.made_on)
        now.versions = (*now.versions[:-2], ours, theirs, Version(joint, made_on, now.plan))
    now.seen = _seen(now, copy)
    now.conflicts.update(both.conflicts)
    return Merged(now, both.conflicts)


def _following(record: PlanRecord, copy: PlanCopy, theirs: Version) -> PlanRecord:
    """Take the copy as it is: everything that is here went into it."""
    kept = {
        name: words
        for name, words in record.conflicts.items()
        if _worded(copy.plan, name) == _worded(record.plan, name)
    }
    versions = (*record.versions, theirs)
    followed = replace(record, plan=copy.plan, conflicts=kept, versions=versions)
    followed.seen = _seen(followed, copy)
    return followed


def _seen(record: PlanRecord, copy: PlanCopy) -> tuple[str, ...]:
    ours = {version.id for version in record.versions}
    return tuple(
        known for known in dict.fromkeys((*record.seen, *copy.version_ids)) if known not in ours
    )


def _worded(plan: Plan, name: str) -> object:
    if name == REVIEW_CONFLICT:
        return plan.review_on
    if name.startswith(ACTION_CONFLICT):
        return plan.action(name.removeprefix(ACTION_CONFLICT))
    return plan.words.get(name, "")


class _Both:
    """One three-way merge, gathering its conflicts. Which side is which changes only these."""

    def __init__(self, base: Plan, ours: Plan, theirs: Plan) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self.conflicts: dict[str, str] = {}

    def plan(self) -> Plan:
        words = {
            section.value: self._words(
                section.value, *(plan.section(section) for plan in self._sides())
            )
            for section in Section
        }
        return Plan(words, self._actions(), self._review())

    def _sides(self) -> tuple[Plan, Plan, Plan]:
        return self._base, self._ours, self._theirs

    def _words(self, name: str, base: str, ours: str, theirs: str) -> str:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        both = _joined(ours, theirs)
        # Emptied there and rewritten here, or written on here: nobody has to choose.
        if both not in (ours, theirs):
            self.conflicts[name] = theirs
        return both

    def _review(self) -> date | None:
        base, ours, theirs = (plan.review_on for plan in self._sides())
        if ours is not None and theirs is not None and base not in (ours, theirs):
            if ours != theirs:
                self.conflicts[REVIEW_CONFLICT] = theirs.isoformat()
            return min(ours, theirs)
        return _newer(base, ours, theirs, _sooner)

    def _actions(self) -> tuple[Action, ...]:
        before, ours, theirs = (
            {action.id: action for action in plan.actions} for plan in self._sides()
        )
        kept = []
        for known in _order(list(before), list(ours), list(theirs)):
            base, here, there = before.get(known), ours.get(known), theirs.get(known)
            if here is not None and there is not None:
                kept.append(self._action(base, here, there))
            else:
                found = here or there
                # Gone on one side: it stays only where it is new, or was changed meanwhile.
                if found is not None and found != base:
                    kept.append(found)
        return tuple(kept)

    def _action(self, base: Action | None, ours: Action, theirs: Action) -> Action:
        if ours == theirs:
            return ours
        was = base or Action("", done=False, id=ours.id)
        done = _newer(base and base.done, ours.done, theirs.done, lambda one, two: one or two)
        done_on = _newer(was.done_on, ours.done_on, theirs.done_on, _sooner)
        return Action(
            what=self._words(ACTION_CONFLICT + ours.id, was.what, ours.what, theirs.what),
            owner=_newer(base.owner if base else None, ours.owner, theirs.owner, _persons),
            due=_newer(was.due, ours.due, theirs.due, _sooner),
            done=bool(done),
            id=ours.id,
            done_on=done_on if done else None,
        )


def _newer(base: T | None, ours: T, theirs: T, choose: Callable[[T, T], T]) -> T:
    """Give what one side changed; where both did, what ``choose`` makes of the two."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else choose(ours, theirs)


def _sooner(one: date | None, two: date | None) -> date | None:
    return min((day for day in (one, two) if day is not None), default=None)


def _persons(_one: Owner, _two: Owner) -> Owner:
    return Owner.PERSON


def _joined(one: str, two: str) -> str:
    """Give both texts, or the one that has the other in it; the order follows from the words."""
    first, second = sorted((one, two), key=lambda text: (text.strip(), text))
    for text, other in ((first, second), (second, first)):
        if text.strip() in other:
            return other
    return f"{first.strip()}\n\n{second.strip()}"


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Give every id once: those of the base in its order, then the new ones as they were added."""
    return list(dict.fromkeys((*base, *min(ours, theirs), *max(ours, theirs))))
