"""The forms of what every group or area shows in a closed period, as the API documents them."""

from typing import Literal

from pydantic import BaseModel

from sync_server.services.frozen import Period, ShownNode
from sync_server.services.insights import AnswerFigure, HeatRow, ThemeFigure

Tree = Literal["group", "area"]
#: A heat map may also have each trust of an integrated care system in a row.
HeatTree = Literal["group", "area", "organisation"]


class Protected(BaseModel):
    """What every answer says: how figures were protected, and which codes they rest on."""

    note: str
    minimum_group: int
    code_version: int


class PeriodAnswer(BaseModel):
    """A closed period, such as 2026-Q4-B1, 2026-Q4 or 2026; ``parent`` the next longer."""

    id: str
    kind: Literal["block", "quarter", "year"]
    words: str
    closed_on: str
    parent: str | None
    code_version: int

    @classmethod
    def of(cls, period: Period) -> "PeriodAnswer":
        """Say a period."""
        return cls(
            id=period.id,
            kind=period.kind,
            words=period.words,
            closed_on=period.closed_on,
            parent=period.parent,
            code_version=newest(period),
        )


class PeriodsAnswer(Protected):
    """The closed periods, newest first."""

    periods: list[PeriodAnswer]


class CoarserAnswer(BaseModel):
    """Where to look instead, and the sentence that says so."""

    period: str
    node: str
    words: str


class NodeAnswer(BaseModel):
    """A group or area: ``shown`` rounded summaries, or the sentence why it is withheld."""

    id: str
    name: str
    parent: str | None
    depth: int
    shown: int | None
    withheld: str | None
    coarser: CoarserAnswer | None

    @staticmethod
    def parts(node: ShownNode) -> dict[str, object]:
        """Say a node."""
        other = node.coarser
        coarser = other and CoarserAnswer(period=other.period, node=other.node, words=other.words)
        return {
            "id": node.id,
            "name": node.name,
            "parent": node.parent,
            "depth": node.depth,
            "shown": node.shown,
            "withheld": node.withheld,
            "coarser": coarser,
        }


class CorrectedAnswer(BaseModel):
    """A share corrected by checked summaries with its 95 % interval, in whole percent."""

    percent: int
    low: int
    high: int


class ThemeCell(BaseModel):
    """A theme in one cell; ``percent`` is of rounded counts, None where few or nearly all."""

    code: str
    label: str
    words: str
    percent: int | None
    corrected: CorrectedAnswer | None
    sure: str | None

    @classmethod
    def of(cls, figure: ThemeFigure) -> "ThemeCell":
        """Say a figure."""
        corrected = None
        if figure.corrected:
            percent, low, high = figure.corrected
            corrected = CorrectedAnswer(percent=percent, low=low, high=high)
        return cls(
            code=figure.code,
            label=figure.label,
            words=figure.words,
            percent=figure.percent,
            corrected=corrected,
            sure=figure.sure,
        )


class HeatRowAnswer(NodeAnswer):
    """A node with its themes; none where it is withheld."""

    themes: list[ThemeCell]

    @classmethod
    def of(cls, row: HeatRow) -> "HeatRowAnswer":
        """Say a row."""
        themes = [ThemeCell.of(figure) for figure in row.themes]
        return cls.model_validate(NodeAnswer.parts(row.node) | {"themes": themes})


class HeatAnswer(Protected):
    """Themes of every group, or of every area, in one closed period."""

    period: PeriodAnswer
    tree: HeatTree
    rows: list[HeatRowAnswer]


class OtherAnswer(BaseModel):
    """How many gave an answer to one of the other questions; few are left out."""

    question: str
    answer: str
    words: str
    percent: int | None


class OtherRow(NodeAnswer):
    """A node with the other answers; none where it is withheld."""

    answers: list[OtherAnswer]

    @classmethod
    def of(cls, node: ShownNode, figures: tuple[AnswerFigure, ...]) -> "OtherRow":
        """Say a row."""
        answers = [
            OtherAnswer(
                question=figure.question,
                answer=figure.answer,
                words=figure.words,
                percent=figure.percent,
            )
            for figure in figures
        ]
        return cls.model_validate(NodeAnswer.parts(node) | {"answers": answers})


class OthersAnswer(Protected):
    """Plans, follow-ups, support offered, self-referral, rating and language by node."""

    period: PeriodAnswer
    tree: Tree
    rows: list[OtherRow]


def newest(period: Period) -> int:
    """Give the newest version of codes in a period; 0 where nothing is coded."""
    return max(period.code_versions, default=0)
