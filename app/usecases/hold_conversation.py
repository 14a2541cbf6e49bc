"""Hold a wellbeing conversation: start it, keep every word, come back to it."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from copy import copy, deepcopy
from datetime import date

from app.domain.conversation import Conversation, Outcome
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.sync.outbox import State
from app.usecases.bring_back import Deleted, Gone, Kind
from app.usecases.keep_plans import Plans, person_of
from app.usecases.keep_saved import Saver
from app.usecases.read_once import ReadOnce
from app.usecases.set_reminders import remove_all_of

TABLE = "conversations"
#: Where agreed summaries stand, each under its conversation's ``summary_id``.
OUTBOX = "outbox"
_GONE_WITH_IT = (State.DURABLE, State.WITHDRAWN, State.HELD, State.LOOK)


class Conversations:
    """The conversations of the open profile.

    ``ended`` hears the id of each that needs its guide no longer.
    """

    def __init__(
        self,
        saver: Saver,
        today: Callable[[], date],
        ended: Callable[[str], None] = lambda _: None,
        plans: Plans | None = None,
    ) -> None:
        self._saver = saver
        self._today = today
        self._ended = ended
        self._reader = ReadOnce(Conversation.from_document)
        self._plans = plans or Plans(saver, today)
        self._deleted = Deleted(saver, today)
        # The conversation used last, and its stamp: looked for once, then remembered.
        self._latest: tuple[str, int] | None = None

    def start(self, guide: Guide) -> Conversation:
        """Begin a conversation; it is kept from its first keystroke on, not before."""
        return Conversation(
            guide=guide.id,
            guide_version=guide.version,
            guide_language=guide.language,
            held_on=self._today(),
        )

    def save(self, conversation: Conversation) -> None:
        """Keep the conversation as it stands; returns at once, the saver makes it durable."""
        conversation.touched = self._next_stamp(conversation)
        self._saver.put(TABLE, conversation.id, conversation.to_document())

    def delete(self, conversation: Conversation) -> None:
        """Take the conversation, its plan and its reminders away; see ``bring_back``.

        A plan that another conversation has too, or that is the holder's own, stays.
        Its summary's wording goes too when it is safe at the server, is held and could not be
        mended any more, or needs another look: the server kept nothing of it. One that still
        waits was agreed to be sent, and is; it goes once a backup of the server's holds it.
        """
        self._deleted.keep(
            Kind.CONVERSATION, conversation.label, lambda: self._delete(conversation)
        )

    def _delete(self, conversation: Conversation) -> None:
        self._saver.remove(TABLE, conversation.id)
        self._plans.forget_unlinked(conversation)
        remove_all_of(self._saver, conversation.id)
        item = self._saver.tables.get(OUTBOX, conversation.summary_id)
        if item is not None and item.get("state") in _GONE_WITH_IT:
            self._saver.remove(OUTBOX, conversation.summary_id)
        elif item is not None:
            self._saver.put(OUTBOX, conversation.summary_id, {**item, "let_go": True})

    def people(self) -> list[tuple[str, int]]:
        """Count by label, by name, what is kept: conversations, and plans that stand alone.

        Capitals and spaces make no other person.
        """
        labels = [found.label for found in self._all()]
        labels += [record.label for record in self._plans.unlinked()]
        counts = Counter(map(person_of, labels))
        # As it was written last.
        shown = {person_of(label): label.strip() for label in reversed(labels)}
        return [(shown[person], counts[person]) for person in sorted(shown) if person]

    def delete_person(self, label: str) -> int:
        """Delete every conversation and plan with this label, however capitals and spaces stand.

        They can be brought back together. Gives how many there were, as ``people`` counts them.
        What has no label is nobody's here, and a plan that somebody else's conversation has too
        stays.
        """
        person = person_of(label)
        alone = [
            record
            for record in self._plans.unlinked()
            if person and person_of(record.label) == person
        ]
        found = [known for known in self._all() if person and person_of(known.label) == person]

        def delete() -> None:
            for conversation in found:
                self._delete(conversation)
            for record in alone:
                self._plans.forget(record)

        self._deleted.keep(Kind.PERSON, label.strip(), delete)
        return len(found) + len(alone)

    def bring_back(self, gone: Gone) -> None:
        """Put back a deleted conversation, or all of a person's, with what went along.

        A plan that came back meanwhile from elsewhere is put together with the one that was
        deleted. Summaries that are still to be sent go on as if nothing had been deleted.
        """
        self._plans.bring_back(gone)
        for document in gone.documents:
            summary_id = str(document.content.get("summary_id", ""))
            item = self._saver.tables.get(OUTBOX, summary_id) if document.table == TABLE else None
            if item is not None and item.get("let_go"):
                self._saver.put(OUTBOX, summary_id, {**item, "let_go": False})
        self._latest = None

    def deleted(self) -> list[tuple[Gone, Conversation]]:
        """Give the single conversations that can be brought back."""
        found = []
        for gone in self._deleted.all(Kind.CONVERSATION):
            documents = [one.content for one in gone.documents if one.table == TABLE]
            with suppress(ContentError):
                found += [(gone, Conversation.from_document(one)) for one in documents]
        return found

    def open_ones(self) -> list[Conversation]:
        """Give the unfinished conversations, the last touched first."""
        return [apart(found) for found in self._all() if found.outcome is Outcome.OPEN]

    def finished(self) -> list[Conversation]:
        """Give the finished conversations, whose plans stay here, the last touched first."""
        return [apart(found) for found in self.peek_finished()]

    def peek_finished(self) -> list[Conversation]:
        """Give the same, to be read only: of a thousand, copies take longer than reading."""
        return [found for found in self._all() if found.outcome is not Outcome.OPEN]

    def is_empty(self) -> bool:
        """Tell whether there is no conversation here that can be read."""
        return not self._all()

    def finish_without_summary(self, conversation: Conversation) -> None:
        """End it with nothing queued; no trace says whether somebody declined."""
        conversation.outcome = Outcome.KEPT
        conversation.finished_on = self._today()
        conversation.summary = ""
        conversation.review = None
        conversation.reviewed_text = ""
        self.save(conversation)
        self._ended(conversation.id)

    def ids_under_way(self) -> set[str]:
        """Give the ids of all that have not ended, those that cannot be read among them.

        So are those that can be brought back: they would go on with the guide they began with.
        """
        ids = {str(document.get("id")) for document in self._saver.tables.peek(TABLE)}
        return ids - {found.id for found in self.peek_finished()} | self._deleted.has(TABLE)

    def unreadable(self) -> int:
        """Count saved conversations that this version cannot read; they are kept as they are."""
        return len(self._saver.tables.peek(TABLE)) - len(self._all())

    def _all(self) -> list[Conversation]:
        found = self._reader.all(self._saver.tables.peek(TABLE))
        return sorted(found, key=lambda conversation: conversation.touched, reverse=True)

    def _next_stamp(self, conversation: Conversation) -> int:
        # A counter, not a clock: order of use is all that is needed, and clocks jump.
        latest_id, stamp = self._latest or self._find_latest()
        if latest_id != conversation.id:
            stamp += 1
        self._latest = conversation.id, stamp
        return stamp

    def _find_latest(self) -> tuple[str, int]:
        used = [
            (int(document.get("touched", 0)), str(document.get("id")))
            for document in self._saver.tables.peek(TABLE)
        ]
        stamp, latest_id = max(used, default=(-1, ""))
        return latest_id, stamp


def apart(found: Conversation) -> Conversation:
    """Give the same conversation as one of its own: changing it changes no other."""
    twin = copy(found)
    twin.notes, twin.drafts = dict(found.notes), dict(found.drafts)
    twin.support_offered, twin.themes = list(found.support_offered), list(found.themes)
    twin.review = deepcopy(found.review)
    return twin
