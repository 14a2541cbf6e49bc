"""What a lead reads first: a quarter by staff group or area, and texts; small numbers protected.

Of a quarter that is closed the figures are the frozen ones (``Frozen``), the same that stand
everywhere else. Of one that still takes summaries only their number is told, in whole steps of
the minimum, and no theme: a theme's figure that anybody could read day by day would be a window
that rolls, and each of its steps a difference of a few people. What is withheld follows from
released rows only, so that no single arrival can be seen.

Texts are given by staff group and never by area: the same text in both lists would place a
person in a cell of one group and one area. They come without their theme codes, which added up
would give the exact figures that rounding hides. A group that its closed quarter withholds has
no texts either. What the rules cannot do is said in ``sync_server.analysis.suppression``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import Quarter
from sync_server.analysis.nodes import ROOT, TreeName
from sync_server.analysis.rounding import FEW
from sync_server.analysis.suppression import Cell, few, hidden, hide_all, pinned
from sync_server.db.checks import Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import Summaries
from sync_server.db.views import VIEWS
from sync_server.services.frozen import Period
from sync_server.services.insights import HeatRow, Insights
from sync_server.services.server_secret import ServerSecret
from sync_server.services.single_places import from_one_place

Dimension = Literal["staff_group", "area"]
#: How many quarters back texts are dealt for checking: what people say changes.
READ_QUARTERS = 5


@dataclass(frozen=True)
class ThemeShare:
    """A theme of one cell: ``words`` and whole percent of rounded counts, None for nearly all."""

    code: str
    label: str
    words: str
    percent: int | None


@dataclass(frozen=True)
class GroupThemes:
    """A staff group or area: its count and themes, or the reason why it is withheld.

    Themes are those of a closed quarter; while it is open there are none.
    """

    id: str
    name: str
    summaries: int | None
    withheld: str | None
    themes: tuple[ThemeShare, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A text that may be shown, and the ``handle`` by which a lead may flag it."""

    handle: str
    text: str


#: Headcount by node of a tree, as far as it is known.
People = Callable[[Organisation, TreeName], Mapping[str, int]]


class Reporting:
    """Answers a lead's questions about one trust."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        insights: Insights,
        people: People,
        today: Callable[[], date] = date.today,
        *,
        cipher: TextCipher = PLAIN,
    ) -> None:
        self._cipher = cipher
        self._database = database
        self._secret = secret
        self._insights = insights
        self._people = people
        self.minimum_group = insights.minimum_group
        self._today = today

    def quarters(self, organisation: Organisation) -> list[str]:
        """List the quarters that show something, and the current one; newest first."""
        with self._database.read() as connection:
            shown = Summaries(connection, organisation.id).quarters()
        now = str(Quarter.of(self._today()))
        return sorted({*shown, *self._closed(organisation), now}, reverse=True)

    def first(self, organisation: Organisation) -> str:
        """Give the quarter to begin with: the newest that is closed, or else the current one."""
        return max(self._closed(organisation), default=str(Quarter.of(self._today())))

    def themes(
        self, organisation: Organisation, quarter: Quarter, by: Dimension
    ) -> list[GroupThemes]:
        """Give every staff group or leaf area of the quarter, shown or withheld."""
        closed = self._closed(organisation).get(str(quarter))
        if closed is not None:
            return list(self._frozen(organisation, closed, by))
        with self._database.read() as connection:
            summaries = Summaries(connection, organisation.id)
            cells, withheld = self._masked(summaries, organisation, str(quarter), by)
        return [
            GroupThemes(
                cell.id,
                _name(organisation, by, cell.id),
                None if cell.id in withheld else cell.released,
                withheld.get(cell.id),
            )
            for cell in cells
        ]

    def _closed(self, organisation: Organisation) -> dict[str, Period]:
        periods = self._insights.periods(organisation)
        return {period.id: period for period in periods if period.kind == "quarter"}

    def _frozen(
        self, organisation: Organisation, period: Period, by: Dimension
    ) -> Iterator[GroupThemes]:
        rows = {row.node.id: row for row in self._insights.heat(organisation, period, _tree(by))}
        divided = {row.node.parent for row in rows.values()}
        leaves = [node for node in rows if node != ROOT and node not in divided]
        for cell in STAFF_GROUPS if by == "staff_group" else leaves:
            row = rows.get(cell)
            if row is None:
                name = _name(organisation, by, cell)
                yield GroupThemes(cell, name, None, few(self.minimum_group))
            else:
                node, themes = row.node, tuple(_told(row))
                yield GroupThemes(cell, node.name, node.shown, node.withheld, themes)

    def texts(
        self, organisation: Organisation, quarter: Quarter, staff_group: str
    ) -> tuple[str | None, list[Quote]]:
        """Give (reason why withheld, texts) of one staff group; one of the two is empty.

        Texts that were looked over again or flagged are counted and never among them, so that
        there may be fewer than the group's count.
        """
        with self._database.read() as connection:
            summaries = Summaries(connection, organisation.id, self._cipher)
            _, withheld = self._masked(summaries, organisation, str(quarter), "staff_group")
            if staff_group in withheld:
                return withheld[staff_group], []
            texts = summaries.texts(str(quarter), staff_group)
        # A keyed order: it stays the same and says nothing about which came first.
        texts.sort(key=lambda pair: self._secret.place(pair[0]))
        return None, [Quote(self._secret.handle(identity), text) for identity, text in texts]

    def readable(self, organisation: Organisation) -> list[tuple[str, str]]:
        """Give (id, staff group) of every text that leads may read now, of the last quarters."""
        quarters = self.quarters(organisation)[:READ_QUARTERS]
        found: list[tuple[str, str]] = []
        with self._database.read() as connection:
            summaries = Summaries(connection, organisation.id)
            checks = Checks(connection, organisation.id)
            for quarter in quarters:
                cells, withheld = self._masked(summaries, organisation, quarter, "staff_group")
                shown = [cell.id for cell in cells if cell.id not in withheld]
                found += checks.readable(quarter, shown)
        return found

    def _masked(
        self, summaries: Summaries, organisation: Organisation, quarter: str, by: Dimension
    ) -> tuple[list[Cell], dict[str, str]]:
        views: dict[str, list[Cell]] = {}
        for name, view in VIEWS.items():
            released = summaries.released(view, quarter)
            # Summaries may name an area that the trust has since given up.
            known = dict.fromkeys([*_cells(organisation, name), *sorted(released)])
            views[name] = [Cell(cell, released.get(cell, 0)) for cell in known]
        cells = views[by]
        if pinned(views["staff_group"], views["area"], self.minimum_group):
            return cells, hide_all(cells)
        apart = self._handful(organisation, by) | from_one_place(
            summaries, organisation, quarter, by
        )
        judged = [Cell(cell.id, 0) if cell.id in apart else cell for cell in cells]
        return cells, self._closed_too(organisation, quarter, by) | hidden(
            judged, self.minimum_group
        )

    def _handful(self, organisation: Organisation, by: Dimension) -> set[str]:
        """Give the cells in which fewer people work than the minimum, as far as is known."""
        people = self._people(organisation, _tree(by))
        return {cell for cell, number in people.items() if 0 < number < self.minimum_group}

    def _closed_too(
        self, organisation: Organisation, quarter: str, by: Dimension
    ) -> dict[str, str]:
        """Give what a closed quarter withholds, with the reason: it stays so for texts."""
        if quarter not in self._closed(organisation):
            return {}
        nodes = self._insights.frozen.nodes(organisation, quarter, _tree(by))
        return {node.id: node.withheld for node in nodes if node.withheld is not None}

    def note(self, organisation: Organisation, quarter: Quarter, by: Dimension) -> str:
        """Say in a sentence how the figures were protected, and what is not told by area."""
        closed = self._closed(organisation).get(str(quarter))
        if closed is not None:
            new = self._insights.too_new(organisation, closed, _tree(by))
            return f"{new} {self._insights.note()}".lstrip()
        return (
            f"De-identified and small-number protected. This quarter is not closed yet: new "
            f"summaries are counted in steps of {self.minimum_group}, groups with fewer are "
            f"withheld, and a group that is shown may be held back again. What they speak of is "
            f"told once a period has closed, so that nobody can be singled out day by day."
        )


def _tree(by: Dimension) -> TreeName:
    return "group" if by == "staff_group" else "area"


def _cells(organisation: Organisation, by: str) -> list[str]:
    if by == "staff_group":
        return list(STAFF_GROUPS)
    return [area.id for area in organisation.leaves(retired=True)]


def _name(organisation: Organisation, by: str, cell: str) -> str:
    return STAFF_GROUPS.get(cell, cell) if by == "staff_group" else organisation.area_name(cell)


def _told(row: HeatRow) -> Iterator[ThemeShare]:
    """Give the themes that more than a few speak of, the most frequent first.

    By what is shown, then by name: the order must not tell what rounding hides.
    """
    some = [theme for theme in row.themes if not theme.words.startswith(FEW)]
    some.sort(key=lambda theme: (-(100 if theme.percent is None else theme.percent), theme.label))
    for theme in some:
        yield ThemeShare(theme.code, theme.label, theme.words, theme.percent)
