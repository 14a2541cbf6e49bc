"""A reminder that was set: to come back to someone, at a time a guide gives.

Its words are the guide's own, and its time counts from the incident. Nothing rings: it stands
in the due list, where its holder ticks it off.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.domain.days import clock_words, weekday_words
from app.domain.errors import ContentError
from app.domain.guide import TIMINGS, Reminder
from app.domain.wording import listed, to_say, tr

#: Where no time was typed it counts from here: nothing that must not come earlier ever does.
END_OF_DAY = time(23, 59)

#: How a day to come is said, by the timing.
TO_COME: Mapping[str, str] = {
    "not-before": to_say("Not before {day}"),
    "about": to_say("At about {day}"),
}


@dataclass(frozen=True)
class KeptReminder:
    """One reminder. ``due`` is a moment on the clock on the wall, without a time zone.

    ``timing`` is one of TIMINGS. ``about_label`` is the holder's own word for the person and
    never leaves the device. ``conversation_id`` is "" for one that someone set for themselves.
    ``off`` says that it was taken away while its conversation stays, so that it is not set
    again behind its holder's back.
    """

    id: str
    text: str
    due: datetime
    timing: str
    about_label: str = ""
    conversation_id: str = ""
    done: bool = False
    off: bool = False

    def moved(self, due: datetime, about_label: str) -> "KeptReminder":
        """Give it for another moment and label; one that is done stays as it was."""
        return self if self.done else replace(self, due=due, about_label=about_label)

    def when(self) -> str:
        """Say when: ``Not before Thursday 26 November, 14:30``."""
        return when(self.timing, self.due)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "text": self.text,
            "due": self.due.isoformat(timespec="minutes"),
            "timing": self.timing,
            "about_label": self.about_label,
            "conversation_id": self.conversation_id,
            "done": self.done,
            "off": self.off,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "KeptReminder":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            due = datetime.fromisoformat(str(document["due"]))
            timing = str(document["timing"])
            if timing not in TIMINGS or due.tzinfo is not None:
                raise ValueError
            return cls(
                id=str(document["id"]),
                text=str(document["text"]),
                due=due,
                timing=timing,
                about_label=str(document["about_label"]),
                conversation_id=str(document["conversation_id"]),
                done=document["done"] is True,
                off=document.get("off", False) is True,
            )
        except (KeyError, ValueError) as error:
            raise ContentError(tr("A saved reminder could not be read.")) from error


def when(timing: str, due: datetime) -> str:
    """Say a moment as firmly as it is meant: ``At about Friday 4 December``."""
    day, clock = as_firm(timing, due)
    return tr(TO_COME[timing], day=with_clock(weekday_words(day), clock))


def as_firm(timing: str, due: datetime) -> tuple[date, time | None]:
    """Give the day, and the time where that is meant, of what falls ``due`` at a moment.

    "About" goes with a day alone. What must not come before the end of a day may come from the
    next day on.
    """
    if timing != "not-before":
        return due.date(), None
    if due.time() == END_OF_DAY and due.date() < date.max:
        return due.date() + timedelta(days=1), None
    return due.date(), due.time()


def with_clock(day: str, clock: time | None) -> str:
    """Say a day, and the time of day where there is one: ``Friday 4 December, 09:05``."""
    return day if clock is None else listed((day, clock_words(clock)))


def worth_setting(reminder: Reminder, event: datetime, now: datetime) -> bool:
    """Tell whether a reminder still helps: one for "about" a time that has gone does not.

    What comes "not before" a time that has gone may come now, so it stands in the list.
    """
    return reminder.timing == "not-before" or reminder.due(event) > now
