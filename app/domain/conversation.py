"""A wellbeing conversation as it is kept on the device, from the first tap to the end.

Nothing here goes on the wire. What leaves is a ``WireSummary`` made at the very end, after
anonymising and after a person has agreed the exact words.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError, TransitionError
from app.domain.plan import Plan


class Step(StrEnum):
    """Where a conversation stands. Any earlier step may be revisited."""

    BEFORE = "before"
    TALK = "talk"
    PLAN = "plan"
    SUMMARY = "summary"
    CHECK = "check"


STEPS = tuple(Step)


class Outcome(StrEnum):
    """How a conversation ended.

    KEPT covers both "no summary wanted" and "not now": no record says that somebody declined.
    """

    OPEN = "open"
    QUEUED = "queued"
    KEPT = "kept"


@dataclass
class Conversation:
    """The working state of one conversation.

    ``label`` is the holder's own word for the person and never leaves the device. ``notes``
    maps a guide area's id to what was written there. ``drafts`` holds half-typed fields (an
    action not yet added, a date not yet readable), so that they too survive anything.
    ``review`` is the saved state of the anonymiser's review for exactly the text in
    ``reviewed_text``. ``finished_on`` is the day it ended, ``keep_notes`` that its holder wants
    the notes for as long as the plan, ``notice_on`` the day they were shown that the notes
    will be removed (``app.domain.retention``); documents from before these have none of them.
    """

    guide: str
    guide_version: int
    held_on: date
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    label: str = ""
    staff_group: str = ""
    area: str = ""
    role_family: str = ""
    private_enough: bool = False
    limits_said: bool = False
    notes: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    summary: str = ""
    review: dict[str, object] | None = None
    reviewed_text: str = ""
    step: Step = Step.BEFORE
    open_area: str = ""
    outcome: Outcome = Outcome.OPEN
    summary_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    touched: int = 0
    finished_on: date | None = None
    keep_notes: bool = False
    notice_on: date | None = None

    def may_enter(self, step: Step) -> bool:
        """Tell whether ``step`` may be opened: the limits are said before the first note."""
        return step is Step.BEFORE or self.limits_said

    def enter(self, step: Step) -> None:
        """Go to a step; raises TransitionError before the limits were said or after the end."""
        if self.outcome is not Outcome.OPEN:
            raise TransitionError("This conversation is finished.")
        if not self.may_enter(step):
            raise TransitionError("First say what stays private and what cannot.")
        self.step = step

    def missing_for_summary(self) -> list[str]:
        """Name what a summary still needs, in the order it should be asked for."""
        wanted = {"staff group": self.staff_group, "trust area": self.area}
        return [name for name, value in wanted.items() if not value]

    def is_blank(self) -> bool:
        """Tell whether nothing was typed yet, so that leaving needs no trace."""
        return not (
            self.label.strip()
            or any(words.strip() for words in (*self.notes.values(), *self.drafts.values()))
            or self.summary.strip()
            or not self.plan.is_empty()
        )

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "guide": self.guide,
            "guide_version": self.guide_version,
            "held_on": self.held_on.isoformat(),
            "label": self.label,
            "staff_group": self.staff_group,
            "area": self.area,
            "role_family": self.role_family,
            "private_enough": self.private_enough,
            "limits_said": self.limits_said,
            "notes": dict(self.notes),
            "drafts": dict(self.drafts),
            "plan": self.plan.to_document(),
            "summary": self.summary,
            "review": self.review,
            "reviewed_text": self.reviewed_text,
            "step": self.step.value,
            "open_area": self.open_area,
            "outcome": self.outcome.value,
            "summary_id": self.summary_id,
            "touched": self.touched,
            "finished_on": self.finished_on and self.finished_on.isoformat(),
            "keep_notes": self.keep_notes,
            "notice_on": self.notice_on and self.notice_on.isoformat(),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Conversation":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            values = dict(document)
            plan = values["plan"]
            if not isinstance(plan, Mapping):
                raise TypeError
            values["plan"] = Plan.from_document(plan)
            values["notes"] = _words(values["notes"])
            values["drafts"] = _words(values["drafts"])
            values["held_on"] = date.fromisoformat(str(values["held_on"]))
            values["finished_on"] = _day(values.get("finished_on"))
            values["notice_on"] = _day(values.get("notice_on"))
            values["keep_notes"] = values.get("keep_notes", False) is True
            values["step"] = Step(str(values["step"]))
            values["outcome"] = Outcome(str(values["outcome"]))
            return cls(**values)  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError("A saved conversation could not be read.") from error


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError
    return {str(key): str(words) for key, words in value.items()}


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
