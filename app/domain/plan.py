"""The personal plan: actions with an owner and a date, and a day to look at it again.

The plan belongs to the person. It stays on the device and never goes on the wire; a copy
leaves only when the person takes one.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import ContentError, InputError

#: A review further away than this is almost always a slip of the finger in the year.
FURTHEST_REVIEW = timedelta(days=366 * 2)


class Owner(StrEnum):
    """Who does an action."""

    PERSON = "person"
    HOLDER = "holder"

    def in_words(self) -> str:
        """Say it from the point of view of the two people in the room."""
        return {"person": "My colleague", "holder": "Me"}[self.value]


@dataclass(frozen=True)
class Action:
    """One thing somebody will do; ``due`` is optional, a plan is not a schedule."""

    what: str
    owner: Owner = Owner.PERSON
    due: date | None = None
    done: bool = False
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class Plan:
    """What keeps the person well, what will be done, and when both look again."""

    keeps_well: str = ""
    actions: tuple[Action, ...] = ()
    review_on: date | None = None

    def with_action(self, action: Action) -> "Plan":
        """Add an action, or replace the one with the same id; raises InputError when empty."""
        if not action.what.strip():
            raise InputError("Write what will be done, then add it.", field="action")
        if any(known.id == action.id for known in self.actions):
            kept = tuple(action if known.id == action.id else known for known in self.actions)
            return replace(self, actions=kept)
        return replace(self, actions=(*self.actions, action))

    def without_action(self, action_id: str) -> "Plan":
        """Take an action out; no effect when it is not there."""
        return replace(self, actions=tuple(a for a in self.actions if a.id != action_id))

    def is_empty(self) -> bool:
        """Tell whether nothing at all was written."""
        return not (self.keeps_well.strip() or self.actions or self.review_on)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the store."""
        return {
            "keeps_well": self.keeps_well,
            "review_on": _iso(self.review_on),
            "actions": [
                {
                    "id": action.id,
                    "what": action.what,
                    "owner": action.owner.value,
                    "due": _iso(action.due),
                    "done": action.done,
                }
                for action in self.actions
            ],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Plan":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            actions = document.get("actions", [])
            if not isinstance(actions, list):
                raise TypeError
            return cls(
                keeps_well=str(document.get("keeps_well", "")),
                review_on=_day(document.get("review_on")),
                actions=tuple(_action(item) for item in actions),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError("A saved plan could not be read.") from error


def read_day(text: str, *, today: date, field: str) -> date:
    """Read a typed day such as ``5/12``, ``5 Dec`` or ``05/12/2026``; no year means the next one.

    Raises InputError, with a sentence that says what would work, for days that do not exist,
    lie in the past or are more than two years away.
    """
    parts = [part for part in text.lower().replace(",", " ").translate(_SEPARATORS).split() if part]
    day, month, year = _parts(parts, field)
    try:
        found = date(year or today.year, month, day)
        if year is None and found < today:
            found = date(today.year + 1, month, day)
    except (ValueError, OverflowError) as error:
        raise InputError("There is no such day. Try 5 December or 05/12.", field=field) from error
    if found < today:
        raise InputError("That day has passed. Choose a day from today on.", field=field)
    if found - today > FURTHEST_REVIEW:
        raise InputError("That is more than two years away. Check the year.", field=field)
    return found


_SEPARATORS = str.maketrans("/.-", "   ")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}


def _parts(parts: list[str], field: str) -> tuple[int, int, int | None]:
    if len(parts) not in (2, 3) or not parts[0].rstrip("stndrh").isdecimal():
        raise InputError("Write a day and a month, such as 5 December or 05/12.", field=field)
    day = int(parts[0].rstrip("stndrh"))
    month = int(parts[1]) if parts[1].isdecimal() else _MONTHS.get(parts[1], 0)
    if len(parts) == 2:
        return day, month, None
    if not parts[2].isdecimal() or len(parts[2]) not in (2, 4):
        raise InputError("Write the year with four digits, such as 2027.", field=field)
    year = int(parts[2])
    return day, month, year + 2000 if len(parts[2]) == 2 else year


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _action(item: object) -> Action:
    if not isinstance(item, Mapping):
        raise TypeError
    return Action(
        what=str(item["what"]),
        owner=Owner(item["owner"]),
        due=_day(item.get("due")),
        done=bool(item.get("done", False)),
        id=str(item["id"]),
    )
