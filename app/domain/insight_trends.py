"""How a theme moves, as it goes over the wire: rounded and suppressed already."""

from dataclasses import dataclass

from app.domain.insight_figures import Protected, ThemeCell, Tree


@dataclass(frozen=True, kw_only=True)
class OnTrend:
    """A period of a trend without its figure: limits, what marks it, a year ago; whole percent.

    ``low`` and ``high`` are Laney's limits, not the figure's own interval; ``recoded`` marks the
    first period that another version of the codebook coded.
    """

    withheld: str | None
    low: int | None
    high: int | None
    year_before: int | None
    year_words: str | None
    marks: str | None
    recoded: bool


@dataclass(frozen=True, kw_only=True)
class TrendPoint(OnTrend):
    """One period of a trend; its cell is None where it is withheld."""

    period: str
    words: str
    cell: ThemeCell | None


@dataclass(frozen=True)
class ThemeTrend(Protected):
    """A theme of one node, oldest period first; ``rules`` say what is marked."""

    theme: str
    label: str
    tree: Tree
    node: str
    name: str
    rules: str
    blocks: tuple[TrendPoint, ...]
    quarters: tuple[TrendPoint, ...]
