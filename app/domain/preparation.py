"""Somebody's own preparation for a conversation: notes by area, and the points to raise.

It belongs to the person alone. Whoever holds the conversation never gets it, and no copy of it
can be taken; it is there to be read from, and to be cleared afterwards.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.errors import ContentError, InputError
from app.domain.wording import tr

#: Where half-typed fields are kept: a point not added yet.
POINT = "point"


@dataclass(frozen=True)
class Point:
    """One thing to raise, in the person's words."""

    words: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class Preparation:
    """``notes`` maps a guide area's id to words; ``points`` stand in the person's own order.

    ``drafts`` holds half-typed fields. ``ask`` holds what was chosen and written for a message
    that asks for the conversation; never to whom it goes.
    """

    notes: dict[str, str] = field(default_factory=dict)
    points: tuple[Point, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    ask: dict[str, str] = field(default_factory=dict)

    def add(self, words: str) -> None:
        """Add a point at the end; raises InputError for the field "point" without words."""
        if not words.strip():
            raise InputError(tr("Write the point first, in a few words."), field=POINT)
        self.points = (*self.points, Point(words.strip()))

    def joined(self, earlier: "Preparation") -> "Preparation":
        """Give both in one, the earlier words first; half-typed ones of this, where there are."""
        notes = dict(earlier.notes)
        for area, words in self.notes.items():
            before = notes.get(area, "")
            notes[area] = "\n".join(one for one in (before, words) if one.strip())
        known = {point.id for point in earlier.points}
        return Preparation(
            notes,
            (*earlier.points, *(point for point in self.points if point.id not in known)),
            {**earlier.drafts, **{key: words for key, words in self.drafts.items() if words}},
            {**earlier.ask, **{key: words for key, words in self.ask.items() if words}},
        )

    def add_draft(self) -> None:
        """Add the point that stands half typed; the draft is empty afterwards."""
        self.add(self.drafts.get(POINT, ""))
        self.drafts[POINT] = ""

    def reword(self, point_id: str, words: str) -> None:
        """Change what a point says; it may be empty while it is being typed."""
        self.points = tuple(
            Point(words, point.id) if point.id == point_id else point for point in self.points
        )

    def move_up(self, point_id: str) -> None:
        """Put a point before the one above it; the first one stays where it is."""
        points = list(self.points)
        place = next((n for n, point in enumerate(points) if point.id == point_id), 0)
        if place > 0:
            points[place - 1], points[place] = points[place], points[place - 1]
        self.points = tuple(points)

    def remove(self, point_id: str) -> tuple[Point, int] | None:
        """Take a point off the list; gives it and its place for ``put_back``, None if not there."""
        for place, point in enumerate(self.points):
            if point.id == point_id:
                self.points = self.points[:place] + self.points[place + 1 :]
                return point, place
        return None

    def put_back(self, point: Point, place: int) -> None:
        """Put a point that was taken off back where it stood."""
        self.points = (*self.points[:place], point, *self.points[place:])

    def to_raise(self) -> list[str]:
        """Give the points as they are read aloud, without empty ones."""
        return [point.words.strip() for point in self.points if point.words.strip()]

    def is_blank(self) -> bool:
        """Tell whether there is nothing to keep."""
        written = (*self.notes.values(), *self.drafts.values(), *self.ask.values())
        return not self.points and not any(words.strip() for words in written)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "notes": dict(self.notes),
            "points": [{"id": point.id, "words": point.words} for point in self.points],
            "drafts": dict(self.drafts),
            "ask": dict(self.ask),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Preparation":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            points = document["points"]
            if not isinstance(points, list | tuple):
                raise TypeError
            return cls(
                notes=_words(document["notes"]),
                points=tuple(Point(str(one["words"]), str(one["id"])) for one in points),
                drafts=_words(document["drafts"]),
                ask=_words(document["ask"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("Your preparation could not be read.")) from error


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError
    return {str(key): str(words) for key, words in value.items()}
