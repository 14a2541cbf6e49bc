"""Hold a wellbeing conversation: start it, keep every word, come back to it."""

from collections.abc import Callable
from datetime import date

from app.domain.conversation import Conversation, Outcome
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.usecases.keep_saved import Saver

TABLE = "conversations"


class Conversations:
    """The conversations of the open profile."""

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._today = today

    def start(self, guide: Guide) -> Conversation:
        """Begin a conversation; it is kept from its first keystroke on, not before."""
        return Conversation(guide=guide.id, guide_version=guide.version, held_on=self._today())

    def save(self, conversation: Conversation) -> None:
        """Keep the conversation as it stands; returns at once, the saver makes it durable."""
        conversation.touched = self._next_stamp(conversation)
        self._saver.put(TABLE, conversation.id, conversation.to_document())

    def delete(self, conversation: Conversation) -> None:
        """Take the conversation and its plan off this device for good."""
        self._saver.remove(TABLE, conversation.id)

    def open_ones(self) -> list[Conversation]:
        """Give the unfinished conversations, the last touched first."""
        return [found for found in self._all() if found.outcome is Outcome.OPEN]

    def finished(self) -> list[Conversation]:
        """Give the finished conversations, whose plans stay here, the last touched first."""
        return [found for found in self._all() if found.outcome is not Outcome.OPEN]

    def finish_without_summary(self, conversation: Conversation) -> None:
        """End it with nothing queued; no trace says whether somebody declined."""
        conversation.outcome = Outcome.KEPT
        conversation.summary = ""
        conversation.review = None
        conversation.reviewed_text = ""
        self.save(conversation)

    def unreadable(self) -> int:
        """Count saved conversations that this version cannot read; they are kept as they are."""
        return len(self._saver.tables.all(TABLE)) - len(self._all())

    def _all(self) -> list[Conversation]:
        found = []
        for document in self._saver.tables.all(TABLE):
            try:
                found.append(Conversation.from_document(document))
            except ContentError:
                continue
        return sorted(found, key=lambda conversation: conversation.touched, reverse=True)

    def _next_stamp(self, conversation: Conversation) -> int:
        # A counter, not a clock: order of use is all that is needed, and clocks jump.
        stamps = [
            int(document.get("touched", 0))
            for document in self._saver.tables.all(TABLE)
            if document.get("id") != conversation.id
        ]
        return max([conversation.touched, *(stamp + 1 for stamp in stamps)])
