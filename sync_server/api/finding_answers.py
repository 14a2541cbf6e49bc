"""The forms of what is found in closed periods: trends, what is distinctive, what is new."""

from pydantic import BaseModel

from sync_server.api.insight_answers import HeatTree, PeriodAnswer, Protected, ThemeCell, Tree
from sync_server.services.insight_emerging import Emerging
from sync_server.services.insight_findings import Distinctive
from sync_server.services.insight_trends import TrendPoint


class TrendPointAnswer(BaseModel):
    """One period of a trend: a cell or why there is none, limits, what marks it, a year ago."""

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

    @classmethod
    def of(cls, point: TrendPoint) -> "TrendPointAnswer":
        """Say a point."""
        return cls(
            period=point.period.id,
            words=point.period.words,
            cell=ThemeCell.of(point.figure) if point.figure else None,
            withheld=point.withheld,
            low=point.low,
            high=point.high,
            year_before=point.year_before,
            year_words=point.year_words,
            marks=point.marks,
            recoded=point.recoded,
        )


class TrendAnswer(Protected):
    """A theme of one group or area through time, oldest first; ``rules`` say what is marked."""

    theme: str
    label: str
    tree: Tree
    node: str
    name: str
    rules: str
    blocks: list[TrendPointAnswer]
    quarters: list[TrendPointAnswer]


class DistinctiveItem(BaseModel):
    """A theme (``code``) or word (empty ``code``) that a node differs in, said in words."""

    node: str
    name: str
    code: str
    label: str
    more: bool
    words: str

    @classmethod
    def of(cls, found: Distinctive) -> "DistinctiveItem":
        """Say a finding."""
        return cls.model_validate(found, from_attributes=True)


class DistinctiveAnswer(Protected):
    """What a node, or each node, differs in from the rest of the trust; strongest first."""

    period: PeriodAnswer
    tree: HeatTree
    themes: list[DistinctiveItem]
    words: list[DistinctiveItem]


class NewWordAnswer(BaseModel):
    """A word or pair of words in far more summaries than in the three blocks before."""

    term: str
    words: str


class NewClusterAnswer(BaseModel):
    """About ``size`` summaries that lie together; ``groups`` are names."""

    size: int
    words: list[str]
    groups: list[str]
    said: str


class EmergingAnswer(Protected):
    """What is new in a block; ``limits`` say what cannot be seen."""

    period: PeriodAnswer
    limits: str
    bursts: list[NewWordAnswer]
    clusters: list[NewClusterAnswer]

    @staticmethod
    def parts(found: Emerging) -> dict[str, object]:
        """Say what was found."""
        return {
            "limits": found.note,
            "bursts": [NewWordAnswer(term=one.term, words=one.words) for one in found.bursts],
            "clusters": [
                NewClusterAnswer(
                    size=one.size, words=list(one.words), groups=list(one.groups), said=one.said
                )
                for one in found.clusters
            ],
        }
