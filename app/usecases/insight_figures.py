"""What a lead reads about closed periods, as screens have it. Rounded and suppressed already."""

from dataclasses import dataclass
from typing import Literal

Tree = Literal["group", "area"]


@dataclass(frozen=True)
class ClosedPeriod:
    """A block, quarter or year that is closed; ``parent`` is the next longer period's id."""

    id: str
    kind: str
    words: str
    parent: str | None
    code_version: int


@dataclass(frozen=True)
class Elsewhere:
    """A shown cell to look at instead of a withheld one, and the sentence that says so."""

    period: str
    node: str
    words: str


@dataclass(frozen=True)
class Corrected:
    """A share corrected by checked summaries, with its 95 % interval; whole percent."""

    percent: int
    low: int
    high: int


@dataclass(frozen=True)
class ThemeCell:
    """A theme in one cell: words always, whole percent or None, how sure that is."""

    code: str
    label: str
    words: str
    percent: int | None
    corrected: Corrected | None
    sure: str | None


@dataclass(frozen=True)
class Node:
    """A group or area: ``shown`` rounded summaries, or the sentence why it is withheld."""

    id: str
    name: str
    parent: str | None
    depth: int
    shown: int | None
    withheld: str | None
    coarser: Elsewhere | None


@dataclass(frozen=True)
class Given:
    """How many of a node gave an answer to one of the other questions."""

    question: str
    answer: str
    words: str
    percent: int | None


@dataclass(frozen=True)
class HeatMap:
    """Themes of every node of a tree in a period; none for a withheld node."""

    period: ClosedPeriod
    tree: str
    note: str
    rows: tuple[tuple[Node, tuple[ThemeCell, ...]], ...]


@dataclass(frozen=True)
class OtherAnswers:
    """The other questions by node."""

    period: ClosedPeriod
    tree: str
    note: str
    rows: tuple[tuple[Node, tuple[Given, ...]], ...]


@dataclass(frozen=True)
class TrendPoint:
    """A period of a trend; limits and the share a year before in whole percent."""

    period: str
    words: str
    cell: ThemeCell | None
    withheld: str | None
    low: int | None
    high: int | None
    year_before: int | None
    year_words: str | None
    marks: str | None
    recoded: bool


@dataclass(frozen=True)
class ThemeTrend:
    """A theme of one node, oldest period first; ``rules`` say what is marked."""

    theme: str
    label: str
    name: str
    note: str
    rules: str
    blocks: tuple[TrendPoint, ...]
    quarters: tuple[TrendPoint, ...]


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
class Differences:
    """What is distinctive: themes, then words, strongest first."""

    period: ClosedPeriod
    note: str
    themes: tuple[Difference, ...]
    words: tuple[Difference, ...]


@dataclass(frozen=True)
class NewCluster:
    """About ``size`` summaries that lie together, by words and names of groups."""

    size: int
    words: tuple[str, ...]
    groups: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class NewInBlock:
    """What is new in a block: (term, sentence) of each burst, clusters, and the limits."""

    period: ClosedPeriod
    note: str
    limits: str
    bursts: tuple[tuple[str, str], ...]
    clusters: tuple[NewCluster, ...]
