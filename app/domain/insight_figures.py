"""What leads read about closed periods, as it goes over the wire: the server says these, the app
reads them. Rounded and suppressed already; a share is in whole percent, or None where only words
may be given.
"""

from dataclasses import dataclass
from typing import Literal

Tree = Literal["group", "area"]
#: A heat map may also have each trust of an integrated care system in a row.
HeatTree = Literal["group", "area", "organisation"]
PeriodKind = Literal["block", "quarter", "year"]


@dataclass(frozen=True)
class Protected:
    """What every answer says: how figures were protected, and which codes they rest on."""

    note: str
    minimum_group: int
    code_version: int


@dataclass(frozen=True)
class ClosedPeriod:
    """A closed block, quarter or year, such as 2026-Q4-B1, 2026-Q4 or 2026.

    ``closed_on`` is the ISO week of closing, ``parent`` the next longer period's id.
    """

    id: str
    kind: PeriodKind
    words: str
    closed_on: str
    parent: str | None
    code_version: int


@dataclass(frozen=True)
class ClosedPeriods(Protected):
    """The closed periods, newest first."""

    periods: tuple[ClosedPeriod, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A shown cell to look at instead of a withheld one, and the sentence that says so."""

    period: str
    node: str
    words: str


@dataclass(frozen=True)
class Corrected:
    """A share corrected by checked summaries, with its 95 % interval."""

    percent: int
    low: int
    high: int


@dataclass(frozen=True)
class ThemeCell:
    """A theme in one cell: words always, a share where there may be one, how sure that is."""

    code: str
    label: str
    words: str
    percent: int | None
    corrected: Corrected | None
    sure: str | None


@dataclass(frozen=True)
class Node:
    """A group or area: ``shown`` rounded summaries, or the sentence why it is withheld.

    One of the two is None. ``parent`` is None and ``depth`` 0 for the whole trust. Raises
    TypeError for a node that is both shown and withheld, or neither.
    """

    id: str
    name: str
    parent: str | None
    depth: int
    shown: int | None
    withheld: str | None
    coarser: Elsewhere | None = None

    def __post_init__(self) -> None:
        if (self.shown is None) == (self.withheld is None):
            raise TypeError("a node is shown or withheld")


@dataclass(frozen=True, kw_only=True)
class ThemeRow(Node):
    """A node with its themes; none where it is withheld."""

    themes: tuple[ThemeCell, ...]


@dataclass(frozen=True)
class HeatMap(Protected):
    """Themes of every group, every area, or every trust, in one closed period."""

    period: ClosedPeriod
    tree: HeatTree
    rows: tuple[ThemeRow, ...]


@dataclass(frozen=True)
class Given:
    """How many of a node gave an answer to one of the other questions; few are left out."""

    question: str
    answer: str
    words: str
    percent: int | None


@dataclass(frozen=True, kw_only=True)
class AnswersRow(Node):
    """A node with the other answers; none where it is withheld."""

    answers: tuple[Given, ...]


@dataclass(frozen=True)
class OtherAnswers(Protected):
    """Plans, follow-ups, support offered, self-referral, rating and language by node."""

    period: ClosedPeriod
    tree: Tree
    rows: tuple[AnswersRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReachRow(AnswersRow):
    """A node with its headcount (rounded to 5), conversations for every 100 people, and answers.

    ``people`` and ``per_hundred`` are None where they cannot or may not be said; ``said`` says
    it all in words. ``left_out``: reached less than half as much as the whole trust.
    """

    people: int | None
    per_hundred: int | None
    left_out: bool
    said: str


@dataclass(frozen=True)
class ReachView(Protected):
    """Reach in one closed period: the trust, then the least reached first.

    ``as_at`` is the ISO date for which the headcount holds, "" where there is none.
    """

    period: ClosedPeriod
    tree: Tree
    as_at: str
    about: str
    rows: tuple[ReachRow, ...]


@dataclass(frozen=True)
class Difference:
    """What a node speaks of more, or less, often than the rest; a word where ``code`` is empty."""

    node: str
    name: str
    code: str
    label: str
    more: bool
    words: str


@dataclass(frozen=True)
class Differences(Protected):
    """What is distinctive: themes, then words, strongest first."""

    period: ClosedPeriod
    tree: HeatTree
    themes: tuple[Difference, ...]
    words: tuple[Difference, ...]


@dataclass(frozen=True)
class NewWord:
    """A word or pair that is in far more summaries than before, and the sentence that says so."""

    term: str
    words: str


@dataclass(frozen=True)
class NewCluster:
    """About ``size`` summaries that lie together, by words and names of groups."""

    size: int
    words: tuple[str, ...]
    groups: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class NewInBlock(Protected):
    """What is new in a block; ``limits`` say what cannot be seen."""

    period: ClosedPeriod
    limits: str
    bursts: tuple[NewWord, ...]
    clusters: tuple[NewCluster, ...]
