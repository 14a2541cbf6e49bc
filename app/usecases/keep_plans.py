"""Keep personal plans: one record each, whoever talked about it and however often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.conversation import Conversation
from app.domain.errors import ContentError, InputError
from app.domain.plan import Section
from app.domain.plan_copy import PlanCopy, copy_of, write_copy
from app.domain.plan_merge import ACTION_CONFLICT, REVIEW_CONFLICT, merge
from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.bring_back import Deleted, Gone, Kind
from app.usecases.keep_saved import Saver
from app.usecases.write_plan import take_drafts

TABLE = "plans"
#: Each conversation names its plan by ``plan_id``.
CONVERSATIONS = "conversations"
_UNREADABLE = to_say(
    "This plan is on this device already, in a form that Layby cannot read. Nothing was changed."
)


@dataclass(frozen=True)
class Brought:
    """A copy that was taken in: the plan as it is now, and how many differences to settle."""

    record: PlanRecord
    is_new: bool
    conflicts: int


class Plans:
    """The plans of the open profile.

    Every plan is read once, and the same record is given to whoever asks for it, so that two
    parts of a screen never write over each other. ``all`` is asked for at every redraw.
    """

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._today = today
        self._read: dict[str, PlanRecord] | None = None
        self._unreadable = 0
        self._deleted = Deleted(saver, today)
        # Given out, but not written in yet.
        self._fresh: dict[str, PlanRecord] = {}
        self._fresh_mine = PlanRecord(mine=True)

    def get(self, plan_id: str) -> PlanRecord | None:
        """Give a saved plan; None when there is none, or none that this version can read."""
        return self._known().get(plan_id)

    def all(self) -> list[PlanRecord]:
        """Give every saved plan, the last used first."""
        return sorted(self._known().values(), key=lambda record: record.touched, reverse=True)

    def unreadable(self) -> int:
        """Count saved plans that this version cannot read; they are kept as they are."""
        self._known()
        return self._unreadable

    def mine(self) -> PlanRecord:
        """Give the plan of whoever holds this profile; a new one, not yet saved, if there is none.

        Of several, the one used last.
        """
        return next((record for record in self.all() if record.mine), self._fresh_mine)

    def of(self, conversation: Conversation) -> PlanRecord:
        """Give the conversation's plan; a new one, linked but not yet saved, if there is none."""
        plan_id = conversation.plan_id
        found = self.get(plan_id) or self._fresh.get(plan_id)
        if found is None:
            found = PlanRecord(label=conversation.label)
            # One that cannot be read is not written over.
            if plan_id and self._saver.tables.get(TABLE, plan_id) is None:
                found.id = plan_id
            conversation.plan_id = found.id
            self._fresh[found.id] = found
        # A label may be written, or mended, after the plan was begun.
        renamed = conversation.label not in ("", found.label) and not found.mine
        if renamed and not self._is_linked(found.id, but=conversation.id):
            found.label = conversation.label
        return found

    def earlier(self, conversation: Conversation) -> PlanRecord | None:
        """Give the plan used last with this person, unless theirs is this conversation's already.

        People are told apart by label, as in ``person_of``; nobody's without one.
        """
        person = person_of(conversation.label)
        known = [
            record
            for record in self.all()
            if person and person_of(record.label) == person and not record.is_blank()
        ]
        if any(record.id == conversation.plan_id for record in known):
            return None
        return known[0] if known else None

    def carry_on(self, conversation: Conversation, record: PlanRecord) -> None:
        """Make an earlier plan this conversation's, and save it.

        What was begun in this conversation goes into it, unless another one needs it too. The
        conversation is to be saved as well.
        """
        begun = self.get(conversation.plan_id) or self._fresh.get(conversation.plan_id)
        if begun is not None and begun is not record and not begun.mine:
            merged = merge(record, replace(copy_of(begun), plan_id=record.id)).record
            record.plan = merged.plan
            record.conflicts = {**begun.conflicts, **merged.conflicts}
            take_drafts(record, begun.drafts)
            self._fresh.pop(begun.id, None)
            if not self._is_linked(begun.id, but=conversation.id):
                self.forget(begun)
        conversation.plan_id = record.id
        record.label = record.label or conversation.label
        self.save(record)

    def save(self, record: PlanRecord) -> None:
        """Keep the plan as it stands; returns at once, the saver makes it durable."""
        known = self._known()
        latest = max(known.values(), key=lambda one: one.touched, default=None)
        # A counter, not a clock: order of use is all that is needed, and clocks jump.
        if latest is None or latest.id != record.id:
            record.touched = latest.touched + 1 if latest else 0
        known[record.id] = record
        self._fresh.pop(record.id, None)
        if record is self._fresh_mine:
            self._fresh_mine = PlanRecord(mine=True)
        self._saver.put(TABLE, record.id, record.to_document())

    def agree(self, record: PlanRecord) -> None:
        """Keep the plan as it reads today as a version of its own, and save it."""
        record.cut(self._today())
        self.save(record)

    def delete(self, record: PlanRecord) -> None:
        """Take a plan with all its versions away; see ``bring_back``."""
        self._deleted.keep(Kind.PLAN, record.label, lambda: self.forget(record))

    def deleted(self) -> list[tuple[Gone, PlanRecord]]:
        """Give the single plans that can be brought back."""
        both = [(gone, _read(gone.documents[0].content)) for gone in self._deleted.all(Kind.PLAN)]
        return [(gone, record) for gone, record in both if record is not None]

    def bring_back(self, gone: Gone) -> None:
        """Put back a deleted plan, and what went with it; one that came anew joins with it."""
        rest = self._deleted.bring_back(gone)
        self._read = None
        for record in (_read(one.content) for one in rest if one.table == TABLE):
            if record is not None and (known := self.get(record.id)) is not None:
                known.label = known.label or record.label
                self.bring(copy_of(record))

    def forget(self, record: PlanRecord) -> None:
        """Take a plan with all its versions off this device for good."""
        self._known().pop(record.id, None)
        self._saver.remove(TABLE, record.id)

    def write_copy(self, record: PlanRecord) -> bytes:
        """Give the copy to take along; the plan as it reads now becomes a version first.

        So the other side's answer finds what it answers to. Raises CopyTooLarge.
        """
        self.agree(record)
        return write_copy(record)

    def bring(self, copy: PlanCopy, *, mine: bool = False) -> Brought:
        """Take a copy in and save it; with the plan that is here already if there is one.

        ``mine`` says whose a plan is that is new here. The same copy again changes nothing.
        Raises InputError where the plan is here but cannot be read: it is not written over.
        """
        known = self.get(copy.plan_id)
        if known is None and self._saver.tables.get(TABLE, copy.plan_id) is not None:
            raise InputError(tr(_UNREADABLE))
        record = replace(known) if known else PlanRecord(copy.plan_id, mine=mine)
        record.cut(self._today())
        merged = merge(record, copy)
        if known is None:
            self.save(merged.record)
            return Brought(merged.record, True, len(merged.conflicts))
        if merged.record is not record:
            # The one that screens hold already goes on as the merged one.
            known.plan, known.versions = merged.record.plan, merged.record.versions
            known.conflicts, known.seen = merged.record.conflicts, merged.record.seen
            self.save(known)
        return Brought(known, False, len(merged.conflicts))

    def settle(self, record: PlanRecord, section: str, words: str) -> None:
        """Take the words agreed where two sides had written differently, and save.

        ``section`` is a name among the record's conflicts. Raises InputError where an action
        would be left without words, and keeps what is there.
        """
        if section.startswith(ACTION_CONFLICT):
            action = record.plan.action(section.removeprefix(ACTION_CONFLICT))
            if action is not None:
                record.plan = record.plan.with_action(replace(action, what=words.strip()))
        elif section != REVIEW_CONFLICT:
            record.plan = record.plan.with_section(Section(section), words)
        record.conflicts.pop(section, None)
        self.save(record)

    def forget_unlinked(self, conversation: Conversation) -> None:
        """Delete a deleted conversation's plan, unless it is mine or another one links it."""
        plan_id = conversation.plan_id
        document = self._saver.tables.get(TABLE, plan_id)
        if document is None or document.get("mine") is True:
            return
        if not self._is_linked(plan_id, but=conversation.id):
            # One that cannot be read as well: deleting must leave nothing behind.
            self._unreadable -= self._known().pop(plan_id, None) is None
            self._saver.remove(TABLE, plan_id)

    def unlinked(self) -> list[PlanRecord]:
        """Give other people's plans that no conversation here links, the last used first."""
        documents = self._saver.tables.peek(CONVERSATIONS)
        linked = {document.get("plan_id") for document in documents}
        return [record for record in self.all() if not record.mine and record.id not in linked]

    def _is_linked(self, plan_id: str, but: str = "") -> bool:
        return any(
            document.get("plan_id") == plan_id and document.get("id") != but
            for document in self._saver.tables.peek(CONVERSATIONS)
        )

    def _known(self) -> dict[str, PlanRecord]:
        if self._read is None:
            documents = self._saver.tables.peek(TABLE)
            found = [record for record in map(_read, documents) if record is not None]
            self._read = {record.id: record for record in found}
            self._unreadable = len(documents) - len(found)
        return self._read


def person_of(label: str) -> str:
    """Give a label as people mean it: capitals and spaces make no other person."""
    return " ".join(label.split()).casefold()


def _read(document: Mapping[str, object]) -> PlanRecord | None:
    try:
        return PlanRecord.from_document(document)
    except ContentError:
        return None
