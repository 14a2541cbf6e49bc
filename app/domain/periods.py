"""Weeks and quarters: the only times that leave a device or reach a lead.

A summary carries an ISO 8601 week (``2026-W47``) and nothing finer. A week belongs to the
calendar quarter that holds its Thursday, as ISO 8601 assigns weeks to years, so every week
lies in exactly one quarter and quarters never overlap (no differencing of views). The weeks of
a quarter make three blocks of four, four and the rest ("4-4-5"): blocks nest in quarters and
quarters in years, and figures are kept for no other time, whatever is asked.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_BLOCK = re.compile(r"([0-9]{4})-Q([1-4])-B([1-3])")
_YEAR = re.compile(r"[0-9]{4}")
_BLOCK_WEEKS = 4
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, order=True)
class IsoWeek:
    """An ISO 8601 week; ``number`` is 1–53."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """Give the week that holds ``day``."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """Read ``YYYY-Www``; raises ValueError where no such week exists."""
        match = _WEEK.fullmatch(text)
        if not match:
            raise ValueError("not an ISO week")
        week = cls(int(match[1]), int(match[2]))
        date.fromisocalendar(week.year, week.number, 1)
        return week

    @property
    def thursday(self) -> date:
        """The day that decides the week's year and quarter."""
        return date.fromisocalendar(self.year, self.number, 4)

    def weeks_after(self, other: "IsoWeek") -> int:
        """Count whole weeks from ``other`` to this one; negative when this one is earlier."""
        return (self.thursday - other.thursday).days // 7

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter; ``number`` is 1–4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Give the quarter that holds ``day``."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def of_week(cls, week: IsoWeek) -> "Quarter":
        """Give the quarter that holds the week's Thursday."""
        return cls.of(week.thursday)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read ``YYYY-Qn``; raises ValueError for anything else."""
        match = _QUARTER.fullmatch(text)
        if not match:
            raise ValueError("not a quarter")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The quarter's first calendar day."""
        return date(self.year, 3 * self.number - 2, 1)

    def previous(self) -> "Quarter":
        """Give the quarter before."""
        return Quarter.of(self.first_day - timedelta(days=1))

    def in_words(self) -> str:
        """Say it for a person: ``October to December 2026``."""
        months = (
            "January to March",
            "April to June",
            "July to September",
            "October to December",
        )
        return f"{months[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"


@dataclass(frozen=True, order=True)
class Block:
    """Four weeks, or the four to six that end a quarter; ``number`` is 1–3 in its quarter."""

    year: int
    quarter_number: int
    number: int

    @classmethod
    def of_week(cls, week: IsoWeek) -> "Block":
        """Give the block that holds the week."""
        quarter = Quarter.of_week(week)
        place = week.weeks_after(_first_week(quarter)) // _BLOCK_WEEKS
        return cls(quarter.year, quarter.number, min(place, 2) + 1)

    @classmethod
    def parse(cls, text: str) -> "Block":
        """Read ``YYYY-Qn-Bn``; raises ValueError for anything else."""
        match = _BLOCK.fullmatch(text)
        if not match:
            raise ValueError("not a block")
        return cls(int(match[1]), int(match[2]), int(match[3]))

    @property
    def quarter(self) -> Quarter:
        """The quarter it is a part of."""
        return Quarter(self.year, self.quarter_number)

    @property
    def first_week(self) -> IsoWeek:
        """The first of its weeks."""
        start = _first_week(self.quarter).thursday
        return IsoWeek.of(start + timedelta(weeks=_BLOCK_WEEKS * (self.number - 1)))

    @property
    def last_week(self) -> IsoWeek:
        """The last of its weeks."""
        return IsoWeek.of(self.next().first_week.thursday - timedelta(weeks=1))

    @property
    def first_day(self) -> date:
        """The Monday it begins on."""
        return self.first_week.thursday - timedelta(days=3)

    @property
    def last_day(self) -> date:
        """The Sunday it ends on."""
        return self.last_week.thursday + timedelta(days=3)

    def next(self) -> "Block":
        """Give the block after."""
        if self.number < 3:
            return Block(self.year, self.quarter_number, self.number + 1)
        if self.quarter_number < 4:
            return Block(self.year, self.quarter_number + 1, 1)
        return Block(self.year + 1, 1, 1)

    def in_words(self) -> str:
        """Say it for a person: ``5 October to 1 November 2026``."""
        return in_whole_weeks(self)

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.quarter_number}-B{self.number}"


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year as blocks make it: the twelve whose weeks' Thursdays lie in it."""

    number: int

    @classmethod
    def parse(cls, text: str) -> "Year":
        """Read ``YYYY``; raises ValueError for anything else."""
        if not _YEAR.fullmatch(text):
            raise ValueError("not a year")
        return cls(int(text))

    def in_words(self) -> str:
        """Say it for a person."""
        return f"the year {self.number}"

    def __str__(self) -> str:
        return f"{self.number:04d}"


Span = Block | Quarter | Year


def parse_span(text: str) -> Span:
    """Read a block, a quarter or a year; raises ValueError for anything else."""
    for kind in (Block, Quarter, Year):
        try:
            return kind.parse(text)
        except ValueError:
            continue
    raise ValueError("not a period")


def enclosing(span: Span) -> Span | None:
    """Give the next longer period that holds this one; None for a year."""
    if isinstance(span, Block):
        return span.quarter
    return Year(span.year) if isinstance(span, Quarter) else None


def blocks_in(span: Span) -> tuple[Block, ...]:
    """Give the blocks that make up a period, in order."""
    if isinstance(span, Block):
        return (span,)
    if isinstance(span, Quarter):
        return tuple(Block(span.year, span.number, number) for number in (1, 2, 3))
    return tuple(b for n in (1, 2, 3, 4) for b in blocks_in(Quarter(span.number, n)))


def in_whole_weeks(span: Span) -> str:
    """Say from which Monday to which Sunday a period goes: ``29 June to 27 September 2026``."""
    blocks = blocks_in(span)
    first, last = blocks[0].first_day, blocks[-1].last_day
    if first.year != last.year:
        return f"{_day(first)} {first.year} to {_day(last)} {last.year}"
    return f"{_day(first)} to {_day(last)} {last.year}"


def closed_by(block: Block) -> tuple[Span, ...]:
    """Give the periods that are complete with this block: itself, its quarter, its year."""
    found: list[Span] = [block]
    if block.number == 3:
        found.append(block.quarter)
        if block.quarter_number == 4:
            found.append(Year(block.year))
    return tuple(found)


def _first_week(quarter: Quarter) -> IsoWeek:
    """Give the week of the quarter's first Thursday."""
    first = quarter.first_day
    return IsoWeek.of(first + timedelta(days=(3 - first.weekday()) % 7))


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
