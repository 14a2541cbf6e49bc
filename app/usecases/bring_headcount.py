"""A lead brings a headcount file: it is read, looked at, and then used or left.

What was picked and typed is held here, apart from any screen, until it is used or put away.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from app.domain.days import read_past_day
from app.domain.errors import InputError
from app.sync.reading_calls import ReadingCalls
from app.usecases.answer_reading import (
    Found,
    a_day,
    each,
    flag,
    maybe_whole,
    text,
    texts,
    understood,
    whole,
)
from app.usecases.one_reader import OneReader

_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Misfit:
    """What is wrong in a row (1 is the file's first line) and column ("" for the whole row)."""

    row: int
    column: str
    message: str

    def in_words(self) -> str:
        """Say where, and what."""
        where = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{where}: {self.message}"


@dataclass(frozen=True)
class PeopleOf:
    """A group or area: people now and before, None where not named."""

    id: str
    name: str
    people: int | None
    before: int | None


@dataclass(frozen=True)
class HeadcountView:
    """The headcount in use, or what a file would make of it."""

    version: int
    as_at: str
    made_by: str
    total: int
    applied: bool
    errors: tuple[Misfit, ...]
    warnings: tuple[str, ...]
    groups: tuple[PeopleOf, ...]
    areas: tuple[PeopleOf, ...]


class HeadcountDesk(OneReader):
    """Holds a picked file; methods that ask raise a SyncError when it fails."""

    def __init__(self, calls: ReadingCalls, today: Callable[[], date] = date.today) -> None:
        self._calls = calls
        self._today = today
        self.forget()

    def forget(self) -> None:
        """Put the file away."""
        self.picked: bytes | None = None
        self.day = ""
        self.shown: HeadcountView | None = None
        self.standing: HeadcountView | None = None

    def template(self) -> bytes:
        """Give a file to fill in: each staff group in each area, as CSV that spreadsheets know."""
        found, written = self.standing, io.StringIO()
        groups, areas = (found.groups, found.areas) if found else ((), ())
        rows = csv.writer(written)
        rows.writerow(("group", "area", "headcount"))
        named = product(_written(groups), _written(areas))
        rows.writerows((group, area, "") for group, area in named)
        return written.getvalue().encode("utf-8-sig")

    async def read(self) -> HeadcountView:
        """Give the headcount in use."""
        found = await self._calls.headcount()
        self.standing = understood(lambda: _view(found))
        return self.standing

    async def preview(self) -> HeadcountView:
        """Have the picked file read; raises InputError where there is none, or no day."""
        self.shown = await self._ask(apply=False)
        return self.shown

    async def apply(self) -> HeadcountView:
        """Use the picked file; what is then in use stands in ``standing``."""
        found = await self._ask(apply=True)
        if found.applied:
            self.forget()
            self.standing = found
        else:
            self.shown = found
        return found

    async def _ask(self, *, apply: bool) -> HeadcountView:
        if self.picked is None:
            raise InputError("Choose the file first.")
        if len(self.picked) > _MOST_BYTES:
            raise InputError("The file is larger than 4 MB. Is it the right one?")
        day = read_past_day(self.day, today=self._today(), field="day")
        version = self.standing.version if self.standing else 0
        found = await self._calls.bring_headcount(
            self.picked, day.isoformat(), version, apply=apply
        )
        return understood(lambda: _view(found))


def _view(found: Found) -> HeadcountView:
    return HeadcountView(
        whole(found, "version"),
        a_day(found, "as_at"),
        text(found, "made_by"),
        whole(found, "total"),
        flag(found, "applied"),
        each(
            found,
            "errors",
            lambda one: Misfit(whole(one, "row"), text(one, "column"), text(one, "message")),
        ),
        texts(found, "warnings"),
        each(found, "groups", _people),
        each(found, "areas", _people),
    )


def _people(one: Found) -> PeopleOf:
    people = maybe_whole(one, "people"), maybe_whole(one, "before")
    return PeopleOf(text(one, "id"), text(one, "name"), *people)


def _written(listed: Sequence[PeopleOf]) -> list[str]:
    """Name each as a file may: by its name, or by its id where several have one name."""
    names = Counter(one.name.casefold() for one in listed)
    return [one.id if names[one.name.casefold()] > 1 else one.name for one in listed]
