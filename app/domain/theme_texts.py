"""Some of the texts behind a theme's figure, as they go over the wire: chosen and bounded there."""

from dataclasses import dataclass

from app.domain.insight_figures import ClosedPeriod, Protected


@dataclass(frozen=True)
class SaidText:
    """One agreed text, and the handle by which it is flagged; nothing else about it."""

    handle: str
    text: str


@dataclass(frozen=True)
class SaidByGroup:
    """A staff group whose figure for a theme is shown, in words and whole percent; some texts.

    There are none where those that were drawn may not be shown any more.
    """

    staff_group: str
    name: str
    words: str
    percent: int
    texts: tuple[SaidText, ...]


@dataclass(frozen=True)
class TextsOfTheme(Protected):
    """Texts of a closed quarter that speak of a theme, at most ``most`` of each staff group.

    Groups that have no figure for it have no place here.
    """

    period: ClosedPeriod
    theme: str
    label: str
    most: int
    groups: tuple[SaidByGroup, ...]
