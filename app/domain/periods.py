"""Weeks and quarters: the only times that leave a device or reach a lead.

A summary carries an ISO 8601 week (``2026-W47``) and nothing finer. A week belongs to the
calendar quarter that holds its Thursday, as ISO 8601 assigns weeks to years, so every week
lies in exactly one quarter and quarters never overlap (no differencing of views).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")


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
