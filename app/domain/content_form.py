"""What a lead fills in to edit a service, a guide, or what is added to one: fields and parts.

A form is data: the same few rules open, judge and write every one of them (``content_draft``).
Field and part names are those of the classes they fill; labels are for people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a field is filled in. LINES is a text a line; CITES ticks the guide's own sources."""

    LINE = "line"
    WORDS = "words"
    LINES = "lines"
    CHOICE = "choice"
    TICKS = "ticks"
    CITES = "cites"
    FLAG = "flag"
    DAY = "day"
    WHOLE = "whole"


@dataclass(frozen=True)
class Field:
    """One thing to fill in; ``needed`` ones cannot stay empty. ``under`` is a heading before it."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    needed: bool = True
    under: str = ""
    highest: int = 999


@dataclass(frozen=True)
class Part:
    """A list of entries. ``place`` is what the rules call it, ``called`` the field that names one.

    ``made`` is the class of an entry; ``about`` says in a sentence what it is for.
    """

    name: str
    place: str
    title: str
    one: str
    called: str
    made: type
    fields: tuple[Field, ...]
    parts: tuple["Part", ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Form:
    """All that there is to fill in for one kind of item: service, guide or overlay."""

    kind: str
    fields: tuple[Field, ...]
    parts: tuple[Part, ...] = ()

    def part(self, names: tuple[str, ...]) -> Part:
        """Give the part that is reached by these names, one inside the other."""
        here: Form | Part = self
        for name in names:
            here = next(part for part in here.parts if part.name == name)
        if isinstance(here, Form):
            raise KeyError(names)
        return here
