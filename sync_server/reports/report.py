"""A report as plain values: every file that is made of it says the same, cell by cell.

Figures come here rounded and withheld as leads see them; nothing here is computed, and whoever
draws, sets or tabulates a report adds no figure. ``written`` and ``read`` turn a report into
JSON and back, so that an issue is kept as it was.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell of a table: ``text`` as people read it, ``number`` the same for a spreadsheet.

    ``hidden`` says that there is a figure which may not be shown; then there is no number.
    ``shade`` from 0 to 100 colours the cell of a heat map.
    """

    text: str
    number: int | None = None
    percent: bool = False
    hidden: bool = False
    shade: int | None = None

    def __post_init__(self) -> None:
        if self.hidden and (self.number is not None or self.shade is not None):
            raise ValueError("a hidden cell has no figure")


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows. ``widths`` are parts of the page's width."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    note: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in (self.widths, *self.rows)):
            raise ValueError("a row of another length than the head")


@dataclass(frozen=True)
class Bar:
    """A share in whole percent; ``checked`` is (percent, low, high) where people checked."""

    label: str
    percent: int
    checked: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Bars:
    """Shares as bars, with how sure they are."""

    alt: str
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True)
class Pair:
    """A share now and a year before, in whole percent."""

    label: str
    now: int
    before: int


@dataclass(frozen=True)
class Pairs:
    """Shares now and a year before, beside each other."""

    alt: str
    now: str
    before: str
    pairs: tuple[Pair, ...]
    kind: Literal["pairs"] = "pairs"


@dataclass(frozen=True)
class Line:
    """A share through time, whole percent or None for a gap; the year before under it."""

    label: str
    shares: tuple[int | None, ...]
    before: tuple[int | None, ...]
    marked: tuple[bool, ...]


@dataclass(frozen=True)
class Lines:
    """Small charts of the same size and scale; ``ticks`` name the periods."""

    alt: str
    ticks: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: Literal["lines"] = "lines"


Chart = Annotated[Bars | Pairs | Lines, Field(discriminator="kind")]


@dataclass(frozen=True)
class Exhibit:
    """A table, with the chart that shows the same, if any."""

    table: Table
    chart: Chart | None = None


@dataclass(frozen=True)
class Section:
    """A part of the report: paragraphs, then points, then tables."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A large figure at the beginning, and what it is."""

    figure: str
    words: str


@dataclass(frozen=True)
class Issue:
    """An issue of a report: its number, its day in words, why there was another."""

    number: int
    day: str
    reason: str


@dataclass(frozen=True)
class Report:
    """A board report about one closed quarter of one trust. ``number`` 0 is a draft."""

    organisation: str
    title: str
    period: str
    period_words: str
    number: int
    issued_on: str
    issued_words: str
    minimum_group: int
    code_version: int
    synthetic: bool
    facts: tuple[Fact, ...]
    points: tuple[str, ...]
    sections: tuple[Section, ...]
    issues: tuple[Issue, ...]
    #: The minimum dataset (``reports.dataset``), as its schema has it.
    dataset: dict[str, object] = Field(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every printed table, in the order of the report."""
        return tuple(exhibit.table for part in self.sections for exhibit in part.exhibits)

    @property
    def issue_words(self) -> str:
        """Say which issue this is."""
        if not self.number:
            return f"Draft of {self.issued_words}. Not issued yet."
        return f"Issue {self.number}, {self.issued_words}"


_FORM = TypeAdapter(Report)


def written(report: Report) -> str:
    """Give a report as JSON."""
    return _FORM.dump_json(report).decode()


def read(document: str) -> Report:
    """Read a report from JSON; raises ValueError where it has another form."""
    return _FORM.validate_json(document)
