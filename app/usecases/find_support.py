"""Find support: what to show when, over the national services and the trust's own.

Nothing here is kept: what somebody looked for leaves no trace, not even in memory.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from app.domain.conversation import Conversation
from app.domain.directory import Suggestion, by_need, needs_meant, search, suggest
from app.domain.support import (
    ALWAYS_SHOWN,
    NEEDS,
    SERVICE_TYPES,
    Service,
    checked_words,
    in_full,
    ordered,
)
from app.domain.wording import as_written, left_to_right, sentence, sentences, tr

#: What a trust usually has of its own for a need, as types of service. Where nobody has added
#: one yet, the page of that need says so in a line.
TRUST_SLOTS: Mapping[str, tuple[str, ...]] = {
    "hard-job": ("trauma-support", "peer-support"),
    "mental-health": ("occupational-health", "employee-assistance"),
    "addiction": ("occupational-health", "employee-assistance"),
    "sexual-safety": ("speak-up", "safeguarding"),
    "abuse-at-home": ("safeguarding", "human-resources"),
    "bullying": ("speak-up", "human-resources"),
    "raising-concerns": ("speak-up", "safeguarding"),
    "bereavement": ("chaplaincy", "employee-assistance"),
    "money": ("money", "employee-assistance"),
    "physical-health": ("physical-health", "occupational-health"),
    "family": ("employee-assistance", "staff-network"),
    "menopause": ("staff-network", "occupational-health"),
}

#: What an area of a guide is about, by the area's id, as needs.
AREA_NEEDS: Mapping[str, tuple[str, ...]] = {
    "right-now": ("suicidal-thoughts", "talk-now"),
    "investigation": ("talk-now", "bullying"),
    "bereavement": ("bereavement",),
    "caring": ("family",),
    "menopause": ("menopause",),
    "money": ("money",),
    "at-home": ("family",),
    "home": ("family",),
    "life": ("family",),
    "body": ("physical-health",),
    "able-for": ("physical-health",),
    "relationships": ("bullying",),
    "fairness": ("bullying",),
    "belonging": ("bullying",),
    "voice": ("raising-concerns",),
    "hard-jobs": ("hard-job",),
    "safe-now": ("hard-job",),
}
#: Where no area says more: what a whole guide is about, by its kind.
KIND_NEEDS: Mapping[str, tuple[str, ...]] = {"check": ("hard-job",)}
_ANYTHING = ("mental-health",)
#: What a manager most often points to, for a talk about nothing in particular.
_USUAL_TYPES = ("occupational-health", "employee-assistance", "peer-support", "talking-therapy")
#: As many kinds to tick as fit on a small phone without scrolling.
LIKELY_TYPES = 6
#: Asked for where nothing fits a need: they listen, whatever it is.
_LISTENERS = ("talk-now",)


@dataclass(frozen=True)
class Support:
    """The directory as it stands ``today``; cheap to make, it holds what it is given."""

    services: Sequence[Service]
    today: date

    def urgent(self) -> list[Service]:
        """Give emergency help and crisis lines, most urgent first: to be called at once."""
        return [service for service in ordered(self.services) if service.type in ALWAYS_SHOWN]

    def every(self) -> list[Service]:
        """Give all services, most urgent first."""
        return ordered(self.services)

    def service(self, service_id: str) -> Service | None:
        """Give the service of this id, or None."""
        return next((one for one in self.services if one.id == service_id), None)

    def search(self, words: str) -> list[Service]:
        """Give the services that ``words`` find; none for no words."""
        return search(self.services, words) if words.strip() else []

    def needs_meant(self, words: str) -> list[tuple[str, str]]:
        """Give the needs that ``words`` speak of, as (id, words), in their order to show."""
        return [(need, tr(NEEDS[need])) for need in needs_meant(words)]

    def count(self, need: str) -> int:
        """Tell how many services there are for a need."""
        return len(by_need(self.services, need))

    def for_need(self, need: str, after: int = 0) -> tuple[Suggestion, ...]:
        """Give up to three suggestions for a need, leaving out the first ``after``."""
        return suggest(self.services, (need,), self.today, after=after)

    def listeners(self) -> tuple[Suggestion, ...]:
        """Give up to three who listen to anything, for a need that has nobody of its own."""
        return suggest(self.services, _LISTENERS, self.today)

    def missing(self, need: str) -> list[str]:
        """Name the types a trust usually has for ``need`` and has not added, in small letters."""
        there = {service.type for service in self.services}
        types = TRUST_SLOTS.get(need, ())
        return [tr(SERVICE_TYPES[kind]) for kind in types if kind not in there]

    def for_conversation(
        self, conversation: Conversation, kind: str, types: Collection[str] = ()
    ) -> tuple[Suggestion, ...]:
        """Give up to three suggestions for what is being talked about.

        ``kind`` is the guide's kind. ``types`` are types of service the screen wants besides,
        such as those of a way out. What was written is never read.
        """
        wanted = {*needs_of(conversation, kind), *types}
        found = suggest(self.services, wanted, self.today)
        return found or self.listeners()

    def print_lines(self) -> list[str]:
        """Give the whole list as lines for paper, each service two: how to reach it, and facts."""
        lines = [
            tr(
                "Printed on {in_full}. Numbers can change: look when each was checked.",
                in_full=in_full(self.today),
            )
        ]
        for service in self.every():
            reach = tr(
                "{name}: {ways}", name=left_to_right(service.name), ways=reach_words(service)
            )
            lines += [reach, self._small_print(service)]
        return lines

    def _small_print(self, service: Service) -> str:
        said = dict.fromkeys((service.provided, service.hours, service.eligible, service.cost))
        return sentences((*said, checked_words(service, self.today)))


def needs_of(conversation: Conversation, kind: str) -> tuple[str, ...]:
    """Give the needs that the open area stands for; else the guide's kind; else mood and worry."""
    return AREA_NEEDS.get(conversation.open_area) or KIND_NEEDS.get(kind) or _ANYTHING


def likely_types(conversation: Conversation, kind: str) -> tuple[list[str], list[str]]:
    """Give the types of service to tick first for this talk, up to six, and then all others.

    What is ticked already always stands in the first list. ``kind`` is the guide's kind.
    """
    needs = needs_of(conversation, kind)
    likely = [type_ for need in needs for type_ in TRUST_SLOTS.get(need, ())]
    likely = list(dict.fromkeys([*likely, "crisis-line", *_USUAL_TYPES]))[:LIKELY_TYPES]
    first = [*likely, *(type_ for type_ in conversation.support_offered if type_ not in likely)]
    first = [type_ for type_ in first if type_ in SERVICE_TYPES]
    return first, [type_ for type_ in SERVICE_TYPES if type_ not in first]


def note_offered(conversation: Conversation, type_: str, offered: bool) -> None:
    """Note on ``conversation`` whether a type of service was offered; the order stays theirs."""
    kept = [known for known in conversation.support_offered if known != type_]
    conversation.support_offered = [*kept, type_] if offered else kept


def reach_words(service: Service) -> str:
    """Say every way to reach a service, as somebody would write it down."""
    ways = []
    if service.phone:
        steps = f" ({service.phone_steps})" if service.phone_steps else ""
        ways.append(tr("call {number}", number=f"{service.phone}{steps}"))
    if service.text_number:
        keyword, number = service.text_keyword, service.text_number
        ways.append(
            tr("text {keyword} to {number}", keyword=keyword, number=number)
            if keyword
            else tr("text {number}", number=number)
        )
    if service.email:
        ways.append(tr("write to {email}", email=service.email))
    if service.website:
        ways.append(as_written(service.website.removeprefix("https://").rstrip("/")))
    if service.how_to_reach:
        ways.append(service.how_to_reach)
    # Right behind an address a stop would be typed with it.
    address = service.website or (service.email and ways[-1].endswith(service.email))
    if service.how_to_reach or not address:
        ways[-1] = sentence(ways[-1])
    # The mark between two keeps their numbers apart in every direction.
    return reduce(lambda one, other: tr("{one}; {other}", one=one, other=other), ways)


def need_tiles() -> list[tuple[str, str]]:
    """Give NEEDS as (id, words), danger first, in the order to show them."""
    return [(need, tr(words)) for need, words in NEEDS.items()]
