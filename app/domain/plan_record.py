"""A plan as it is kept on the device: how it reads now, and how it read whenever it was agreed."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.days import day_words
from app.domain.errors import ContentError
from app.domain.plan import Action, Plan, Section
from app.domain.wording import to_say, tr

#: Version ids are made under this name, from what they follow and what they hold.
_NAMESPACE = uuid.UUID("6f1d7c52-0c0e-4d5b-9a53-1b8e6b0c7f31")


@dataclass(frozen=True)
class Version:
    """A plan as it was agreed, or came from another device, on a day."""

    id: str
    made_on: date
    plan: Plan


@dataclass
class PlanRecord:
    """One person's plan, its history, and what is half typed.

    ``label`` is the holder's own word for the person and never in a copy. ``mine`` is the plan
    of whoever holds this profile. ``drafts`` are fields not yet taken in. ``conflicts`` names
    what was written differently on two sides and waits to be settled: a Section's value,
    ``review_on`` or ``action:<id>``, each with what the other side had. ``seen`` are the ids of
    other sides' versions that went into this plan but are not kept here. ``touched`` orders
    records by use.
    """

    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    label: str = ""
    mine: bool = False
    plan: Plan = field(default_factory=Plan)
    drafts: dict[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    conflicts: dict[str, str] = field(default_factory=dict)
    touched: int = 0
    seen: tuple[str, ...] = ()

    def changed(self) -> bool:
        """Tell whether the plan differs from its last version."""
        return self.plan != (self.versions[-1].plan if self.versions else Plan())

    def cut(self, today: date) -> None:
        """Keep the plan as a version; no effect when nothing changed since the last."""
        if self.changed():
            self.versions = (*self.versions, Version(self.head_id(), today, self.plan))

    def head_id(self) -> str:
        """Give the id of the version that stands for the plan as it reads now, cut or not."""
        if self.versions and not self.changed():
            return self.versions[-1].id
        return version_id(self.id, [version.id for version in self.versions[-1:]], self.plan)

    def is_blank(self) -> bool:
        """Tell whether nothing was ever written here, so that it need not be kept."""
        drafted = any(words.strip() for words in self.drafts.values())
        return self.plan.is_empty() and not self.versions and not drafted

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "label": self.label,
            "mine": self.mine,
            "plan": self.plan.to_document(),
            "drafts": dict(self.drafts),
            "versions": [
                {
                    "id": version.id,
                    "made_on": version.made_on.isoformat(),
                    "plan": version.plan.to_document(),
                }
                for version in self.versions
            ],
            "conflicts": dict(self.conflicts),
            "touched": self.touched,
            "seen": list(self.seen),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "PlanRecord":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            return cls(
                id=str(document["id"]),
                label=str(document.get("label", "")),
                mine=document.get("mine", False) is True,
                plan=Plan.from_document(_mapping(document["plan"])),
                drafts=_words(document.get("drafts", {})),
                versions=tuple(map(_version, _list(document.get("versions", [])))),
                conflicts=_words(document.get("conflicts", {})),
                touched=int(str(document.get("touched", 0))),
                seen=tuple(map(str, _list(document.get("seen", [])))),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("A saved plan could not be read.")) from error


@dataclass(frozen=True)
class Change:
    """One thing that differs between two versions.

    ``kind`` is added, changed or removed; for an action also done or undone. ``where`` is what
    it is about: a section's heading, or ``ACTION`` or ``REVIEW`` in whatever language.
    ``before`` and ``after`` are the words, "" where there were none.
    """

    kind: str
    where: str
    before: str = ""
    after: str = ""

    def in_words(self) -> str:
        """Say it for a person; of an action, or of a day, with its words."""
        if self.where in (ACTION, REVIEW):
            return tr(_SAID[self.where, self.kind], before=self.before, after=self.after)
        return tr(_OF_A_PART[self.kind], what=self.where)


ACTION, REVIEW = "Action", "Review date"
_OF_A_PART = {
    "added": to_say("Added: {what}"),
    "changed": to_say("Changed: {what}"),
    "removed": to_say("Removed: {what}"),
}
_SAID = {
    (ACTION, "added"): to_say("New action: {after}"),
    (ACTION, "changed"): to_say("Action changed: {after}"),
    (ACTION, "removed"): to_say("Action taken out: {before}"),
    (ACTION, "done"): to_say("Done: {after}"),
    (ACTION, "undone"): to_say("Not done after all: {after}"),
    (REVIEW, "added"): to_say("Review set for {after}"),
    (REVIEW, "changed"): to_say("Review moved to {after}"),
    (REVIEW, "removed"): to_say("Review date taken out"),
}


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Tell what is different in ``after``: sections in their order, actions, the review day."""
    found = [
        _change(section.title, before.section(section), after.section(section))
        for section in Section
    ]
    for action_id in dict.fromkeys(known.id for known in (*before.actions, *after.actions)):
        found += _action_changes(before.action(action_id), after.action(action_id))
    days = (day_words(day) if day else "" for day in (before.review_on, after.review_on))
    found.append(_change(REVIEW, *days))
    return tuple(change for change in found if change is not None)


def _change(where: str, before: str, after: str) -> Change | None:
    if before == after:
        return None
    kind = "added" if not before else "changed" if after else "removed"
    return Change(kind, where, before, after)


def _action_changes(before: Action | None, after: Action | None) -> list[Change | None]:
    if before is None or after is None:
        return [_change(ACTION, _said(before), _said(after))]
    found = [_change(ACTION, _said(before), _said(after))]
    if before.done != after.done:
        kind = "done" if after.done else "undone"
        found.append(Change(kind, ACTION, before.what, after.what))
    return found


def _said(action: Action | None) -> str:
    """Say an action as one line: what, by whom, by when."""
    if action is None:
        return ""
    due = tr(", by {day}", day=day_words(action.due)) if action.due else ""
    return f"{action.what} ({action.owner.in_persons_words()}{due})"


def version_id(plan_id: str, parents: Iterable[str], plan: Plan) -> str:
    """Give the id of a version: the same on every device that made the same of the same.

    It follows from the versions before it, in whatever order they are given, and from every
    word in it, so that going back to earlier words is a version of its own.
    """
    held = json.dumps([plan_id, sorted(parents), plan.to_document()], separators=(",", ":"))
    return str(uuid.uuid5(_NAMESPACE, held))


def _version(item: object) -> Version:
    known = _mapping(item)
    made_on = date.fromisoformat(str(known["made_on"]))
    return Version(str(known["id"]), made_on, Plan.from_document(_mapping(known["plan"])))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _words(value: object) -> dict[str, str]:
    return {str(key): str(words) for key, words in _mapping(value).items()}
