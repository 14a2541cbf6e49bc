"""What a lead reads: themes and texts, always through the small-number rules.

Counts, themes, texts and what is withheld follow from released rows only, so that no single
arrival can be seen; figures of a quarter that still takes summaries are provisional and grow
in steps. Texts are given by staff group and never by area: the same text in both lists would
place a person in a cell of one group and one area. They come without their theme codes, which
added up would give the exact figures that rounding hides. What the rules cannot do is said in
``sync_server.analysis.suppression``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.codebook import Codebook
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import Quarter
from sync_server.analysis.suppression import Cell, Share, hidden, hide_all, pinned, share
from sync_server.db.checks import Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import Summaries
from sync_server.db.views import VIEWS
from sync_server.services.server_secret import ServerSecret

Dimension = Literal["staff_group", "area"]
#: How many quarters back texts are dealt for checking: what people say changes.
READ_QUARTERS = 5


@dataclass(frozen=True)
class ThemeShare:
    """A theme of one cell, in rounded words."""

    code: str
    label: str
    share: Share


@dataclass(frozen=True)
class GroupThemes:
    """A staff group or area: its count and themes, or the reason why it is withheld."""

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


class Reporting:
    """Answers a lead's questions about one trust."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        codebook_of: Callable[[str], Codebook],
        minimum_group: int,
        today: Callable[[], date] = date.today,
        *,
        cipher: TextCipher = PLAIN,
    ) -> None:
        self._cipher = cipher
        self._database = database
        self._secret = secret
        self._codebook_of = codebook_of
        self.minimum_group = minimum_group
        self._today = today

    def quarters(self, organisation: Organisation) -> list[str]:
        """List the quarters that show something, and the current one; newest first."""
        with self._database.read() as connection:
            shown = Summaries(connection, organisation.id).quarters()
        return sorted({*shown, str(Quarter.of(self._today()))}, reverse=True)

    def themes(
        self, organisation: Organisation, quarter: Quarter, by: Dimension
    ) -> list[GroupThemes]:
        """Give every staff group or leaf area of the quarter, shown or withheld."""
        with self._database.read() as connection:
            summaries = Summaries(connection, organisation.id)
            cells, withheld = self._masked(summaries, organisation, str(quarter), by)
            counts = summaries.code_counts(VIEWS[by], str(quarter))
        labels = {theme.id: theme.label for theme in self._codebook_of(organisation.id).themes}
        groups = []
        for cell in cells:
            name = _name(organisation, by, cell.id)
            if cell.id in withheld:
                groups.append(GroupThemes(cell.id, name, None, withheld[cell.id]))
            else:
                themes = _shares(counts.get(cell.id, {}), cell.released, labels)
                groups.append(GroupThemes(cell.id, name, cell.released, None, themes))
        return groups

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
        return cells, hidden(cells, self.minimum_group)

    def note(self) -> str:
        """Say in a sentence how the figures were protected."""
        return (
            f"De-identified and small-number protected: groups with fewer than "
            f"{self.minimum_group} summaries are withheld, new summaries appear in steps of "
            f"{self.minimum_group}, and theme figures are rounded to the nearest 5. While a "
            f"quarter still takes summaries its figures are provisional: they grow in those "
            f"steps, and a group that is shown may be held back again."
        )


def _cells(organisation: Organisation, by: str) -> list[str]:
    if by == "staff_group":
        return list(STAFF_GROUPS)
    return [area.id for area in organisation.leaves(retired=True)]


def _name(organisation: Organisation, by: str, cell: str) -> str:
    return STAFF_GROUPS.get(cell, cell) if by == "staff_group" else organisation.area_name(cell)


def _shares(
    counts: Mapping[str, int], of: int, labels: Mapping[str, str]
) -> tuple[ThemeShare, ...]:
    themes = [
        ThemeShare(code, labels.get(code, code), shown)
        for code, count in counts.items()
        if (shown := share(count, of))
    ]
    # By what is shown, then by name: the order must not tell what rounding hides.
    themes.sort(key=lambda theme: (-theme.share.rounded, theme.label))
    return tuple(themes)
