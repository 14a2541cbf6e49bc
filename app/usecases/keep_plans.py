"""Keep personal plans: one record each, whoever talked about it and however often."""

from collections.abc import Callable
from datetime import date

from app.domain.conversation import Conversation
from app.domain.errors import ContentError
from app.domain.plan_record import PlanRecord
from app.usecases.keep_saved import Saver

TABLE = "plans"
#: Each conversation names its plan by ``plan_id``.
CONVERSATIONS = "conversations"


class Plans:
    """The plans of the open profile."""

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._today = today
        # The plan used last, and its stamp: looked for once, then remembered.
        self._latest: tuple[str, int] | None = None

    def get(self, plan_id: str) -> PlanRecord | None:
        """Give a saved plan; None when there is none, or none that this version can read."""
        document = self._saver.tables.get(TABLE, plan_id) if plan_id else None
        return None if document is None else _read(document)

    def all(self) -> list[PlanRecord]:
        """Give every saved plan, the last used first."""
        found = [record for record in map(_read, self._saver.tables.all(TABLE)) if record]
        return sorted(found, key=lambda record: record.touched, reverse=True)

    def unreadable(self) -> int:
        """Count saved plans that this version cannot read; they are kept as they are."""
        return len(self._saver.tables.all(TABLE)) - len(self.all())

    def mine(self) -> PlanRecord:
        """Give the plan of whoever holds this profile; a new one, not yet saved, if there is none.

        Of several, the one used last.
        """
        return next((record for record in self.all() if record.mine), PlanRecord(mine=True))

    def of(self, conversation: Conversation) -> PlanRecord:
        """Give the conversation's plan; a new one, linked but not yet saved, if there is none."""
        found = self.get(conversation.plan_id)
        if found is None:
            taken = conversation.plan_id and self._saver.tables.get(TABLE, conversation.plan_id)
            found = PlanRecord(label=conversation.label)
            if conversation.plan_id and not taken:
                found.id = conversation.plan_id
            conversation.plan_id = found.id
        return found

    def earlier(self, conversation: Conversation) -> PlanRecord | None:
        """Give the plan used last with this person, when it is not this conversation's already."""
        person = person_of(conversation.label)
        known = [
            record
            for record in self.all()
            if person and person_of(record.label) == person and not record.plan.is_empty()
        ]
        if any(record.id == conversation.plan_id for record in known):
            return None
        return known[0] if known else None

    def carry_on(self, conversation: Conversation, record: PlanRecord) -> None:
        """Make an earlier plan this conversation's, and save it."""
        conversation.plan_id = record.id
        self.save(record)

    def save(self, record: PlanRecord) -> None:
        """Keep the plan as it stands; returns at once, the saver makes it durable."""
        record.touched = self._next_stamp(record)
        self._saver.put(TABLE, record.id, record.to_document())

    def agree(self, record: PlanRecord) -> None:
        """Keep the plan as it reads today as a version of its own, and save it."""
        record.cut(self._today())
        self.save(record)

    def delete(self, record: PlanRecord) -> None:
        """Take a plan with all its versions off this device for good."""
        self._saver.remove(TABLE, record.id)

    def _next_stamp(self, record: PlanRecord) -> int:
        # A counter, not a clock: order of use is all that is needed, and clocks jump.
        latest_id, stamp = self._latest or self._find_latest()
        if latest_id != record.id:
            stamp += 1
        self._latest = record.id, stamp
        return stamp

    def _find_latest(self) -> tuple[str, int]:
        used = [(record.touched, record.id) for record in self.all()]
        stamp, latest_id = max(used, default=(-1, ""))
        return latest_id, stamp


def person_of(label: str) -> str:
    """Give a label as people mean it: capitals and spaces make no other person."""
    return " ".join(label.split()).casefold()


def _read(document: dict[str, object]) -> PlanRecord | None:
    try:
        return PlanRecord.from_document(document)
    except ContentError:
        return None
