"""What a trust lists of its own, so that the anonymiser finds it: places, codes, staff names.

Places are hidden in any case and hyphenation; codes are patterns (see ``code_pattern``); staff
names are a filter that cannot be read (see ``roster``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.domain.code_pattern import check_pattern
from app.domain.content import Table
from app.domain.errors import ContentError
from app.domain.roster import Roster

MAX_PLACES, MAX_PATTERNS = 500, 50
SHORTEST_PLACE, LONGEST_PLACE = 3, 80
_UNREADABLE = "The trust's own lists could not be read."

#: Each list, and what a person calls it and one of its entries.
PLACES: Mapping[str, tuple[str, str]] = {
    "stations": ("Stations", "Station"),
    "hospitals": ("Hospitals", "Hospital"),
    "places": ("Other places", "Place"),
}
PATTERNS: Mapping[str, tuple[str, str]] = {
    "call_signs": ("Call signs", "Call sign"),
    "incident_numbers": ("Incident numbers", "Incident number"),
}
LISTS = {**PLACES, **PATTERNS}


@dataclass(frozen=True)
class Misfit:
    """One entry that does not fit: in which list, at which line (from 0), and why."""

    name: str
    line: int
    entry: str
    complaint: str

    def words(self) -> str:
        """Say it in one sentence that names the entry."""
        kind = LISTS[self.name][1]
        shown = self.entry if len(self.entry) <= LONGEST_PLACE else f"{self.entry[:40]}…"
        if not shown or not _can_be_shown(shown):
            return f"{kind} number {self.line + 1}: {self.complaint}"
        return f"{kind} “{shown}”: {self.complaint}"


@dataclass(frozen=True)
class TrustLists:
    """Names of places as people know them, patterns of codes, and the staff's names."""

    stations: tuple[str, ...] = ()
    hospitals: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    call_signs: tuple[str, ...] = ()
    incident_numbers: tuple[str, ...] = ()
    roster: Roster | None = None

    def misfits(self) -> Iterator[Misfit]:
        """Find every entry that does not fit, list by list."""
        yield from _misfits(self, PLACES, MAX_PLACES, "places", check_place)
        yield from _misfits(self, PATTERNS, MAX_PATTERNS, "patterns", check_pattern)

    def check(self) -> None:
        """Judge everything; raises ContentError that names the first entry which does not fit."""
        for misfit in self.misfits():
            raise ContentError(misfit.words())
        if self.roster is not None:
            self.roster.check()

    def words_document(self) -> dict[str, list[str]]:
        """Give the lists that a person writes, without the staff's names."""
        return {name: list(getattr(self, name)) for name in LISTS}

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, as sent by the server and kept on the device."""
        roster = self.roster.to_document() if self.roster is not None else None
        return {**self.words_document(), "roster": roster}

    @classmethod
    def from_document(cls, document: object) -> "TrustLists":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        Lists that are not there are empty; those that this version does not know are left out.
        Entries are judged by ``check``.
        """
        if not isinstance(document, Mapping):
            raise ContentError(_UNREADABLE)
        lists: dict[str, Any] = {name: _entries(document.get(name, [])) for name in LISTS}
        roster = document.get("roster")
        return cls(**lists, roster=None if roster is None else Roster.from_document(roster))

    def sound(self) -> "TrustLists":
        """Give the lists without the entries that do not fit."""
        bad = {(one.name, one.line) for one in self.misfits()}
        kept: dict[str, Any] = {
            name: tuple(
                entry
                for line, entry in enumerate(getattr(self, name))
                if (name, line) not in bad
            )
            for name in LISTS
        }  # fmt: skip
        return TrustLists(**kept, roster=self.roster)


assert {one.name for one in fields(TrustLists)} == {*LISTS, "roster"}  # noqa: S101


def parse_lists(text: str) -> TrustLists:
    """Read and judge a file (TOML) with a list of texts for each of ``LISTS``.

    What is not there is empty. Raises ContentError that names the place.
    """
    table = Table.read(text, "lists")
    found: dict[str, Any] = {name: table.texts(name) for name in LISTS}
    lists = TrustLists(**found)
    table.finish()
    lists.check()
    return lists


def tidied(lines: Iterable[str]) -> tuple[str, ...]:
    """Give what was typed one a line: no empty lines, no needless spaces."""
    return tuple(filter(None, (" ".join(line.split()) for line in lines)))


def check_place(place: str) -> None:
    """Judge one place's name; raises ContentError with what is wrong, without naming it."""
    if "#" in place or "@" in place:
        raise ContentError("this looks like a pattern. Write it under call signs or numbers.")
    letters = sum(sign.isalpha() for sign in place)
    if not SHORTEST_PLACE <= len(place) <= LONGEST_PLACE or letters < SHORTEST_PLACE:
        raise ContentError(
            f"a place has at least {SHORTEST_PLACE} letters, and {LONGEST_PLACE} signs at most."
        )
    if not _can_be_shown(place):
        raise ContentError("there are characters in it that cannot be shown.")


def _can_be_shown(words: str) -> bool:
    return words.isprintable() and not any(0xD800 <= ord(sign) <= 0xDFFF for sign in words)


def _misfits(
    lists: TrustLists,
    names: Mapping[str, tuple[str, str]],
    most: int,
    kind: str,
    judge: Callable[[str], None],
) -> Iterator[Misfit]:
    seen: set[str] = set()
    count = 0
    for name in names:
        for line, entry in enumerate(getattr(lists, name)):
            count += 1
            complaint = f"{most} {kind} are the most." if count > most else ""
            if entry.casefold() in seen:
                complaint = "this is there twice."
            seen.add(entry.casefold())
            try:
                judge(entry)
            except ContentError as error:
                complaint = error.message
            if complaint:
                yield Misfit(name, line, entry, complaint)


def _entries(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ContentError(_UNREADABLE)
    if len(value) > MAX_PLACES * 2:
        raise ContentError(f"{MAX_PLACES} places are the most.")
    return tuple(value)
