"""The personal plan: seven sections in the person's own words, actions, and a review day.

The plan belongs to the person. It stays on the device and never goes on the wire; a copy
leaves only when the person takes one.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError, InputError
from app.domain.wording import to_say, tr


class Section(StrEnum):
    """A part of the plan that is written in the person's own voice, in the plan's order."""

    KEEPS_WELL = "keeps_well"
    EARLY_SIGNS = "early_signs"
    SETS_OFF = "sets_off"
    AT_WORK = "at_work"
    ADJUSTMENTS = "adjustments"
    IF_WORSE = "if_worse"
    PEOPLE = "people"

    @property
    def title(self) -> str:  # type: ignore[override]  # a heading, not str.title
        """The heading above it."""
        return tr(_SECTIONS[self][0])

    @property
    def hint(self) -> str:
        """A short prompt for a field that is still empty."""
        return tr(_SECTIONS[self][1])


_SECTIONS: Mapping[Section, tuple[str, str]] = {
    Section.KEEPS_WELL: (to_say("What keeps me well"), to_say("Sleep, food, people, time outside")),
    Section.EARLY_SIGNS: (to_say("Early signs"), to_say("What I, or others, notice first")),
    Section.SETS_OFF: (to_say("What sets it off"), to_say("At work or at home")),
    Section.AT_WORK: (to_say("How it shows at work"), to_say("What a shift is like then")),
    Section.ADJUSTMENTS: (
        to_say("Adjustments and flexible working"),
        to_say("What would make work easier"),
    ),
    Section.IF_WORSE: (to_say("If it gets worse"), to_say("What helps then, and what does not")),
    Section.PEOPLE: (to_say("People and services"), to_say("Who I can turn to, and how")),
}


_ORDER = tuple(section.value for section in Section)
_NAMES = frozenset(_ORDER)


class Owner(StrEnum):
    """Who does an action."""

    PERSON = "person"
    HOLDER = "holder"

    @property
    def title(self) -> str:  # type: ignore[override]  # a heading, not str.title
        """The heading above the actions of this owner, in the person's voice."""
        return {"person": tr("What I will do"), "holder": tr("What my manager will do")}[self.value]

    def in_words(self) -> str:
        """Say it from the point of view of whoever holds the conversation."""
        return {"person": tr("My colleague"), "holder": tr("Me")}[self.value]

    def in_persons_words(self) -> str:
        """Say it from the point of view of the person whose plan it is."""
        return {"person": tr("Me"), "holder": tr("My manager")}[self.value]


_OWNERS = {owner.value: owner for owner in Owner}


@dataclass(frozen=True)
class Action:
    """One thing somebody will do; ``due`` is optional, a plan is not a schedule.

    ``done_on`` is the day it was ticked, None while it is not done or where nobody noted it.
    """

    what: str
    owner: Owner = Owner.PERSON
    due: date | None = None
    done: bool = False
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done_on: date | None = None


@dataclass(frozen=True)
class Plan:
    """What the person wrote, what will be done, and when both look again.

    ``words`` maps Section values to text, in the order of the sections, and never to a blank.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    review_on: date | None = None

    def __post_init__(self) -> None:
        """Leave blanks out and put the sections in order; raises ValueError on an unknown one."""
        # By plain strings: a device opens thousands of plans, and asking the enum for each word
        # of each took longer than all the rest.
        if any(text.strip() for name, text in self.words.items() if name not in _NAMES):
            raise ValueError
        given = [(name, self.words.get(name, "")) for name in _ORDER]
        object.__setattr__(self, "words", {name: text for name, text in given if text.strip()})

    def section(self, section: Section) -> str:
        """Give what is written there, "" when nothing is."""
        return self.words.get(section.value, "")

    def with_section(self, section: Section, text: str) -> "Plan":
        """Write a section anew; a blank takes it out."""
        return replace(self, words={**self.words, section.value: text})

    def with_action(self, action: Action) -> "Plan":
        """Add an action, or replace the one with the same id; raises InputError when empty."""
        if not action.what.strip():
            raise InputError(tr("Write what will be done, then add it."), field="action")
        if any(known.id == action.id for known in self.actions):
            kept = tuple(action if known.id == action.id else known for known in self.actions)
            return replace(self, actions=kept)
        return replace(self, actions=(*self.actions, action))

    def without_action(self, action_id: str) -> "Plan":
        """Take an action out; no effect when it is not there."""
        return replace(self, actions=tuple(a for a in self.actions if a.id != action_id))

    def ticked(self, action_id: str, done: bool, today: date) -> "Plan":
        """Tick an action, or take its tick back; no effect when it is not there."""
        found = self.action(action_id)
        if found is None or found.done == done:
            return self
        return self.with_action(replace(found, done=done, done_on=today if done else None))

    def action(self, action_id: str) -> Action | None:
        """Give the action with this id."""
        return next((action for action in self.actions if action.id == action_id), None)

    def is_empty(self) -> bool:
        """Tell whether nothing at all was written."""
        return not (self.words or self.actions or self.review_on)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the store."""
        return {
            "words": dict(self.words),
            "review_on": _iso(self.review_on),
            "actions": [
                {
                    "id": action.id,
                    "what": action.what,
                    "owner": action.owner.value,
                    "due": _iso(action.due),
                    "done": action.done,
                    "done_on": _iso(action.done_on),
                }
                for action in self.actions
            ],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Plan":
        """Read what ``to_document`` wrote, now or when a plan had one section.

        Raises ContentError on anything else.
        """
        try:
            words = document.get("words", {"keeps_well": document.get("keeps_well", "")})
            actions = document.get("actions", [])
            if not (isinstance(actions, list) and isinstance(words, Mapping)):
                raise TypeError
            return cls(
                words={str(key): _text(text) for key, text in words.items()},
                review_on=_day(document.get("review_on")),
                actions=tuple(_action(item) for item in actions),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("A saved plan could not be read.")) from error


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _action(item: object) -> Action:
    if not isinstance(item, Mapping):
        raise TypeError
    return Action(
        what=_text(item["what"]),
        owner=_OWNERS[item["owner"]],
        due=_day(item.get("due")),
        done=bool(item.get("done", False)),
        id=str(item["id"]),
        done_on=_day(item.get("done_on")),
    )
