"""A guide: prompts for one kind of wellbeing conversation, all optional, in any order.

NHS guidance advises against a fixed script, so a guide offers areas and prompts, says the
limits of confidentiality before anything else, and helps in the moment. It never holds a
clinical score. How a guide is written down is told in ``assets/guides/README.md``;
``guide_file`` reads it, ``guide_rules`` judges it, ``guide_set`` puts a trust's own beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.wording import to_say

#: What a guide is for, id to name.
KINDS: Mapping[str, str] = {
    "conversation": to_say("A wellbeing conversation between two people"),
    "check": to_say("A short, practical check after an incident"),
    "preparation": to_say("Someone's own preparation, alone"),
}

#: Who opens the guide. A crew's guide is never offered to a manager.
USERS: Mapping[str, str] = {
    "manager": to_say("Managers and others who hold it"),
    "crew": to_say("Crew, alone"),
}

#: How firmly a reminder's time is meant, id to its name on the form of a guide. What is said of
#: a day is a whole sentence (``reminder``): in other languages these words follow the day.
TIMINGS: Mapping[str, str] = {"not-before": "Not before", "about": "At about"}

#: The ways out that every guide has: around the manager, and to sexual safety support. About
#: 1 in 7 of TASC's clients were affected, some by managers (College of Paramedics, 2025).
REQUIRED_EXITS = ("manager-is-the-problem", "sexual-safety")

#: The help that every guide has, because a life may be in danger in any conversation.
REQUIRED_HELP = "danger-now"


@dataclass(frozen=True)
class Prompt:
    """One question to offer. ``hwb`` and ``hse`` are framework ids, for the trust's counts.

    ``short`` puts it into the three-minute mode.
    """

    id: str
    text: str
    hwb: tuple[str, ...]
    hse: tuple[str, ...]
    follow_ups: tuple[str, ...]
    short: bool = False


@dataclass(frozen=True)
class PromptArea:
    """Prompts on one part of life at work."""

    id: str
    title: str
    about: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Source:
    """What a guide rests on. ``dated`` is the source's own date, in words."""

    id: str
    title: str
    organisation: str
    dated: str
    checked_on: date


@dataclass(frozen=True)
class Fact:
    """One thing that is so, in a sentence or two; ``sources`` are ids within the guide."""

    id: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Help:
    """Help in the moment for whoever uses the guide."""

    id: str
    title: str
    lines: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Exit:
    """A way out of this conversation to somebody else; ``services`` are types of service."""

    id: str
    title: str
    lines: tuple[str, ...]
    services: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Reminder:
    """Something to come back to. ``timing`` is one of TIMINGS, ``after`` counts from the event."""

    id: str
    text: str
    timing: str
    after: timedelta
    sources: tuple[str, ...]

    def due(self, event: datetime) -> datetime:
        """Give the moment it falls due, when the incident was at ``event``.

        Both are times on a British clock on the wall. Where it goes forward in between, a day
        has 23 hours: what must not come before its time then stands an hour later.
        """
        due = event + self.after
        if self.timing != "not-before":
            return due
        years = range(event.year, due.year + 1)
        return due + sum(event < _forward(year) <= due for year in years) * timedelta(hours=1)


def _forward(year: int) -> datetime:
    """Give when clocks go forward: the last Sunday of March at one (Summer Time Order 2002)."""
    last = datetime(year, 3, 31, 1)
    return last - timedelta(days=last.isoweekday() % 7)


@dataclass(frozen=True)
class Guide:
    """One kind of conversation. ``limits`` is said before starting.

    ``common`` is the id of the guide that lends this one its limits, help and exits, or "".
    ``order`` places it in a list, lower first; ``review_offsets_days`` are the days from today
    that are offered for the review; ``limits_sources`` are ids of sources.
    """

    id: str
    version: int
    language: str
    kind: str
    used_by: str
    order: int
    common: str
    title: str
    in_brief: str
    purpose: str
    time_needed: str
    private_check: tuple[str, ...]
    opening: tuple[str, ...]
    limits: tuple[str, ...]
    limits_sources: tuple[str, ...]
    areas: tuple[PromptArea, ...]
    closing: tuple[str, ...]
    plan_ideas: tuple[str, ...]
    review_offsets_days: tuple[int, ...]
    reminders: tuple[Reminder, ...]
    facts: tuple[Fact, ...]
    in_the_moment: tuple[Help, ...]
    exits: tuple[Exit, ...]
    sources: tuple[Source, ...]

    def prompts(self) -> Iterator[Prompt]:
        """Give every prompt, area by area."""
        return (prompt for area in self.areas for prompt in area.prompts)

    def short_areas(self) -> tuple[PromptArea, ...]:
        """Give the areas with only what belongs to the three-minute mode; none is empty."""
        kept = (
            PromptArea(area.id, area.title, area.about, tuple(p for p in area.prompts if p.short))
            for area in self.areas
        )
        return tuple(area for area in kept if area.prompts)


def all_texts(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every text of a guide, part by part, each with its place."""
    yield "title", (guide.title, guide.in_brief, guide.purpose, guide.time_needed)
    for name in ("private_check", "opening", "limits", "closing", "plan_ideas"):
        yield name, getattr(guide, name)
    for area in guide.areas:
        yield f"area {area.id}", (area.title, area.about)
        for prompt in area.prompts:
            yield f"prompt {prompt.id}", (prompt.text, *prompt.follow_ups)
    for reminder in guide.reminders:
        yield f"reminder {reminder.id}", (reminder.text,)
    for fact in guide.facts:
        yield f"fact {fact.id}", (fact.text,)
    for found in guide.in_the_moment:
        yield f"in_the_moment {found.id}", (found.title, *found.lines)
    for way in guide.exits:
        yield f"exit {way.id}", (way.title, *way.lines)
