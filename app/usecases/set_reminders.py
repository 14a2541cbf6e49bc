"""Set what a guide reminds of, move it when the incident's time changes, tick it off."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.domain.conversation import Conversation
from app.domain.errors import ContentError
from app.domain.guide import Guide, Reminder
from app.domain.reminder import KeptReminder, worth_setting
from app.usecases.keep_saved import Saver

TABLE = "reminders"
#: The draft that holds the ids of the guide's reminders which are not wanted, by spaces.
NOT_WANTED = "reminders-not-wanted"
#: Moments no further apart than this are of one shift.
ONE_SHIFT = timedelta(hours=12)


class Reminders:
    """The reminders of the open profile. ``now_local`` gives the clock on the wall."""

    def __init__(self, saver: Saver, now_local: Callable[[], datetime]) -> None:
        self._saver = saver
        self._now_local = now_local

    def now(self) -> datetime:
        """Give the clock on the wall."""
        return self._now_local()

    def set_for(self, conversation: Conversation, guide: Guide, incident_at: datetime) -> None:
        """Set the guide's reminders for this conversation, or move those not ticked yet.

        Those not wanted are left out, or taken away again. Done any number of times, each is
        there once.
        """
        now = self._now_local()
        for reminder in guide.reminders:
            key = f"{conversation.id}:{reminder.id}"
            known = self._get(key)
            if not is_wanted(conversation, reminder):
                if known is not None and not known.done:
                    self._saver.remove(TABLE, key)
            elif known is not None:
                moved = known.moved(reminder.due(incident_at), conversation.label)
                if moved != known:
                    self._put(moved)
            elif worth_setting(reminder, incident_at, now):
                self._put(_kept(key, reminder, incident_at, conversation))

    def set_own(self, reminders: Iterable[Reminder], event: datetime, about: str) -> None:
        """Set reminders for oneself, in ``about``'s name, in English; the same are there once.

        They take the place of those that count from another moment of the same shift: whoever
        says again when it was means the same job, and would otherwise read every day twice.
        """
        for reminder in reminders:
            key = f"own:{about}:{reminder.id}:{event.isoformat(timespec='minutes')}"
            for other in self._of_one_shift(f"own:{about}:{reminder.id}:", event):
                if other != key:
                    self._saver.remove(TABLE, other)
            if self._get(key) is None and worth_setting(reminder, event, self._now_local()):
                due = reminder.due(event)
                self._put(KeptReminder(key, reminder.text, due, reminder.timing, about))

    def _of_one_shift(self, begins: str, event: datetime) -> list[str]:
        ids = [known.id for known in self.items() if not known.done and known.id.startswith(begins)]
        moments = ((one, datetime.fromisoformat(one.removeprefix(begins))) for one in ids)
        return [one for one, moment in moments if abs(event - moment) <= ONE_SHIFT]

    def items(self) -> list[KeptReminder]:
        """Give what is set, done or not, the soonest first; what was taken away is left out."""
        known = (_read(document) for document in self._saver.tables.all(TABLE))
        shown = [found for found in known if found is not None and not found.off]
        return sorted(shown, key=lambda found: (found.due, found.id))

    def of(self, conversation_id: str) -> list[KeptReminder]:
        """Give those that a conversation set, the soonest first."""
        return [found for found in self.items() if found.conversation_id == conversation_id]

    def done(self, reminder_id: str, done: bool = True) -> None:
        """Tick one off, or take the tick back; no effect when it is not there."""
        self._change(reminder_id, done=done)

    def remove(self, reminder_id: str) -> None:
        """Take one away for good; its conversation does not set it again."""
        known = self._get(reminder_id)
        if known is not None and known.conversation_id:
            self._change(reminder_id, off=True)
        else:
            self._saver.remove(TABLE, reminder_id)

    def _change(self, reminder_id: str, **values: bool) -> None:
        document = self._saver.tables.get(TABLE, reminder_id)
        if document is not None:
            self._saver.put(TABLE, reminder_id, {**document, **values})

    def _get(self, reminder_id: str) -> KeptReminder | None:
        document = self._saver.tables.get(TABLE, reminder_id)
        return None if document is None else _read(document)

    def _put(self, reminder: KeptReminder) -> None:
        self._saver.put(TABLE, reminder.id, reminder.to_document())


def remove_all_of(saver: Saver, conversation_id: str) -> None:
    """Delete every reminder of a conversation, for its deletion takes all of it."""
    for document in saver.tables.all(TABLE):
        if document.get("conversation_id") == conversation_id:
            saver.remove(TABLE, str(document.get("id")))


def is_wanted(conversation: Conversation, reminder: Reminder) -> bool:
    """Tell whether the holder wants this reminder; every one is, until switched off."""
    return reminder.id not in conversation.drafts.get(NOT_WANTED, "").split()


def want(conversation: Conversation, reminder: Reminder, wanted: bool) -> None:
    """Switch a reminder of the guide on or off for this conversation, before it is set."""
    others = set(conversation.drafts.get(NOT_WANTED, "").split()) - {reminder.id}
    not_wanted = others if wanted else others | {reminder.id}
    if not_wanted:
        conversation.drafts[NOT_WANTED] = " ".join(sorted(not_wanted))
    else:
        conversation.drafts.pop(NOT_WANTED, None)


def _kept(
    key: str, reminder: Reminder, incident_at: datetime, conversation: Conversation
) -> KeptReminder:
    return KeptReminder(
        key,
        reminder.text,
        reminder.due(incident_at),
        reminder.timing,
        conversation.label,
        conversation.id,
    )


def _read(document: dict[str, object]) -> KeptReminder | None:
    try:
        return KeptReminder.from_document(document)
    except ContentError:
        return None
