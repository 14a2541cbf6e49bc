"""A wellbeing conversation as it is kept on the device, from the first tap to the end.

Nothing here goes on the wire. What leaves is a ``WireSummary`` made at the very end, after
anonymising and after a person has agreed the exact words.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.errors import ContentError, TransitionError
from app.domain.saved_fields import day_in, ids_in, moment_in, one_of, words_in
from app.domain.second_look import Asked, checked_code, new_code
from app.domain.wording import to_say, tr


class Step(StrEnum):
    """Where a conversation stands. Any earlier step may be revisited."""

    BEFORE = "before"
    TALK = "talk"
    PLAN = "plan"
    SUMMARY = "summary"
    CHECK = "check"
    TOGETHER = "together"


STEPS = tuple(Step)


class Holder(StrEnum):
    """Who holds the conversation, as far as the person is concerned."""

    LINE_MANAGER = "line-manager"
    CHOSEN = "chosen"

    def in_words(self) -> str:
        """Say it to whoever holds the conversation."""
        return {
            "line-manager": tr("Their line manager"),
            "chosen": tr("Someone the person chose"),
        }[self.value]


#: How someone would rather get to a service, id to words; "" is not said.
SELF_REFERRAL: Mapping[str, str] = {
    "self": to_say("They will get in touch themselves"),
    "referred": to_say("They would like to be referred"),
}

#: The colleague's own answers to "did this help?", from not at all to very much.
HELPFUL = range(1, 6)


class Outcome(StrEnum):
    """How a conversation ended.

    KEPT covers both "no summary wanted" and "not now": no record says that somebody declined.
    """

    OPEN = "open"
    QUEUED = "queued"
    KEPT = "kept"


#: Of how many themes two people may say that a summary is about them: more would say little.
MOST_THEMES = 5


@dataclass
class Conversation:
    """The working state of one conversation.

    ``label`` is the holder's own word for the person and never leaves the device. ``notes``
    maps a guide area's id to what was written there. ``drafts`` holds half-typed fields (a
    date not yet readable), so that they too survive anything. The plan has a record of its
    own, ``plan_id``. ``holder`` is a Holder or "". ``short`` is the three-minute mode,
    ``silent`` that the colleague types instead of talking. ``focus`` is the key of the field
    the cursor was last in. ``incident_at`` is the moment of the incident on the clock on the
    wall, for guides that check on someone after one. ``support_offered`` holds SERVICE_TYPES
    ids, ``self_referral`` one of SELF_REFERRAL or "". ``helpful`` is the colleague's own
    answer, 1 to 5. ``themes`` are ids of the codebook that the two ticked.
    ``review`` is the saved state of the anonymiser's review for exactly the text in
    ``reviewed_text``. ``finished_on`` is the day it ended, ``keep_notes`` that its holder wants
    the notes for as long as the plan, ``notice_on`` the day they were shown that the notes
    will be removed (``app.domain.retention``); documents from before these have none of them.
    ``withdrawal_code`` goes nowhere but for its hash (``app.domain.second_look``); ``asked``
    says who wants the summary looked over once more, after it was agreed and sent.
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
    plan_id: str = ""
    holder: str = ""
    short: bool = False
    silent: bool = False
    focus: str = ""
    incident_at: datetime | None = None
    support_offered: list[str] = field(default_factory=list)
    self_referral: str = ""
    helpful: int | None = None
    guide_language: str = "en"
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
    withdrawal_code: str = field(default_factory=new_code)
    asked: Asked = Asked.NOBODY
    themes: list[str] = field(default_factory=list)

    def may_enter(self, step: Step) -> bool:
        """Tell whether ``step`` may be opened: the limits are said before the first note."""
        return step is Step.BEFORE or self.limits_said

    def enter(self, step: Step) -> None:
        """Go to a step; raises TransitionError before the limits were said or after the end."""
        if self.outcome is not Outcome.OPEN:
            raise TransitionError(tr("This conversation is finished."))
        if not self.may_enter(step):
            raise TransitionError(tr("First say what stays private and what cannot."))
        self.step = step

    def missing_for_summary(self) -> list[str]:
        """Name what a summary still needs, in the order it should be asked for."""
        wanted = {"staff group": self.staff_group, "trust area": self.area}
        return [name for name, value in wanted.items() if not value]

    def pick_theme(self, theme: str, on: bool) -> None:
        """Say that the summary is about ``theme``, or not; never about more than MOST_THEMES."""
        kept = [known for known in self.themes if known != theme]
        self.themes = [*kept, theme] if on and len(kept) < MOST_THEMES else kept

    def is_blank(self) -> bool:
        """Tell whether nothing was typed yet, so that leaving needs no trace."""
        return not (
            self.label.strip()
            or any(words.strip() for words in (*self.notes.values(), *self.drafts.values()))
            or self.summary.strip()
            or self.plan_id
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
            "plan_id": self.plan_id,
            "holder": self.holder,
            "short": self.short,
            "silent": self.silent,
            "focus": self.focus,
            "incident_at": self.incident_at and self.incident_at.isoformat(),
            "support_offered": list(self.support_offered),
            "self_referral": self.self_referral,
            "helpful": self.helpful,
            "guide_language": self.guide_language,
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
            "withdrawal_code": self.withdrawal_code,
            "asked": self.asked.value,
            "themes": list(self.themes),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Conversation":
        """Read what ``to_document`` wrote, now or in an earlier version of Layby.

        An old document's ``plan`` is passed over here: ``adopt_plans`` gives it a record of its
        own. Raises ContentError on anything else.
        """
        try:
            values = {key: value for key, value in document.items() if key != "plan"}
            values["notes"] = words_in(values["notes"])
            values["drafts"] = words_in(values["drafts"])
            values["held_on"] = date.fromisoformat(str(values["held_on"]))
            values["finished_on"] = day_in(values.get("finished_on"))
            values["notice_on"] = day_in(values.get("notice_on"))
            values["keep_notes"] = values.get("keep_notes", False) is True
            values["step"] = Step(str(values["step"]))
            values["outcome"] = Outcome(str(values["outcome"]))
            values["incident_at"] = moment_in(values.get("incident_at"))
            values["support_offered"] = ids_in(values.get("support_offered", []))
            values["themes"] = ids_in(values.get("themes", []))
            values["holder"] = one_of(values.get("holder", ""), tuple(Holder))
            values["self_referral"] = one_of(values.get("self_referral", ""), SELF_REFERRAL)
            values["helpful"] = _helpful(values.get("helpful"))
            code = values["withdrawal_code"] if "withdrawal_code" in values else new_code()
            values["withdrawal_code"] = checked_code(code)
            values["asked"] = Asked(str(values.get("asked", "")))
            return cls(**values)  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("A saved conversation could not be read.")) from error


def _helpful(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or value not in HELPFUL):
        raise ValueError
    return value  # type: ignore[return-value]


def choose_first(missing: Sequence[str]) -> str:
    """Say what a summary still needs, of what ``missing_for_summary`` names."""
    if len(missing) > 1:
        return tr("Choose the staff group and the trust area first.")
    if missing == ["staff group"]:
        return tr("Choose the staff group first.")
    return tr("Choose the trust area first.")
