"""A leaflet: a few plain lines to read alone, each part with its sources.

Leaflets are for crew, open to anybody without a profile: after a hard job, asking for a
conversation, a two-minute pause. Like guides they are data (``assets/leaflets/README.md``):
versioned, sourced, and never a clinical score.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.breathing import LONGEST_BREATH, SHORTEST_BREATH, Pace
from app.domain.content import Table
from app.domain.content_rules import Complaint, citations, places, scores, unlisted, used_twice
from app.domain.errors import ContentError
from app.domain.guide import Reminder, Source
from app.domain.guide_file import (
    read_language,
    read_reminders,
    read_sources,
    read_version,
)
from app.domain.support import NEEDS

#: Longest line, in characters: it is read on a small screen by someone who is tired.
LONGEST_LINE = 200
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Part:
    """One heading with its lines. ``needs`` looks up who can help (``support.NEEDS``)."""

    id: str
    title: str
    lines: tuple[str, ...]
    needs: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Words to send or say: ``title`` stands in the list, ``text`` is the words themselves."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class OfferedPace:
    """A pace of breathing to choose; the first of a leaflet is the one it begins with."""

    id: str
    title: str
    pace: Pace
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Leaflet:
    """One leaflet. ``reminders`` count from the event that the leaflet is about."""

    id: str
    version: int
    language: str
    title: str
    in_brief: str
    parts: tuple[Part, ...]
    phrases: tuple[Phrase, ...]
    paces: tuple[OfferedPace, ...]
    reminders: tuple[Reminder, ...]
    sources: tuple[Source, ...]

    def part(self, part_id: str) -> Part | None:
        """Give the part of this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give every text, each with its place."""
        yield "title", (self.title, self.in_brief)
        for part in self.parts:
            yield f"part {part.id}", (part.title, *part.lines)
        for phrase in self.phrases:
            yield f"phrase {phrase.id}", (phrase.title, phrase.text)
        for offered in self.paces:
            yield f"pace {offered.id}", (offered.title,)
        for reminder in self.reminders:
            yield f"reminder {reminder.id}", (reminder.text,)

    def source_of(self, source_id: str) -> Source | None:
        """Give the source of this id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


def parse_leaflet(text: str) -> Leaflet:
    """Read and judge one leaflet; raises ContentError naming the place that does not fit."""
    table = Table.read(text, "leaflet")
    leaflet = Leaflet(
        id=table.slug("id"),
        version=read_version(table),
        language=read_language(table),
        title=table.text("title"),
        in_brief=table.text("in_brief"),
        parts=tuple(_part(entry) for entry in table.tables("part")),
        phrases=tuple(_phrase(entry) for entry in table.tables("phrase", at_least=0)),
        paces=tuple(_pace(entry) for entry in table.tables("pace", at_least=0)),
        reminders=read_reminders(table),
        sources=read_sources(table, at_least=1),
    )
    table.finish()
    for place, complaint in _complaints(leaflet):
        raise ContentError(f"leaflet: {place}: {complaint}")
    return leaflet


def _part(table: Table) -> Part:
    part = Part(
        id=table.slug("id"),
        title=table.text("title"),
        lines=table.texts("lines", at_least=1),
        needs=table.choices("needs", NEEDS),
        sources=table.texts("sources", at_least=1),
    )
    table.finish()
    return part


def _phrase(table: Table) -> Phrase:
    phrase = Phrase(table.slug("id"), table.text("title"), table.text("text"))
    table.finish()
    return phrase


def _pace(table: Table) -> OfferedPace:
    bounds = {"lowest": SHORTEST_BREATH, "highest": LONGEST_BREATH}
    pace = Pace(table.whole("seconds_in", **bounds), table.whole("seconds_out", **bounds))
    offered = OfferedPace(
        id=table.slug("id"),
        title=table.text("title"),
        pace=pace,
        sources=table.texts("sources", at_least=1),
    )
    table.finish()
    return offered


def _complaints(leaflet: Leaflet) -> Iterator[Complaint]:
    yield from used_twice(_places(leaflet))
    yield from unlisted(_citations(leaflet), leaflet.sources, "leaflet")
    yield from scores(leaflet.texts(), "leaflet")
    for place, texts in leaflet.texts():
        for number, text in enumerate(texts):
            titled = number == 0 and not place.startswith("reminder")
            longest = LONGEST_TITLE if titled else LONGEST_LINE
            if len(text) > longest:
                yield place, f"“{text[:40]}…” has {len(text)} characters; {longest} are the most."


def _places(leaflet: Leaflet) -> list[str]:
    return [
        *places("part", leaflet.parts),
        *places("phrase", leaflet.phrases),
        *places("pace", leaflet.paces),
        *places("reminder", leaflet.reminders),
        *places("source", leaflet.sources),
    ]


def _citations(leaflet: Leaflet) -> list[tuple[str, str]]:
    return [
        *citations("part", leaflet.parts),
        *citations("pace", leaflet.paces),
        *citations("reminder", leaflet.reminders),
    ]
