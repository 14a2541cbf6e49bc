"""The view across trusts, for leads of an integrated care system: each trust in a row.

A trust stands there as it shows itself, from its own closed figures, masked by its own rules.
The row above them all is made of the rounded figures that stand below it and of nothing else:
whoever knows the whole and all trusts but one learns nothing of that one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.insight_figures import Difference
from app.domain.organisation import Organisation
from sync_server.analysis import keyness, sentences
from sync_server.analysis.keyness import Tally
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.ratios import Part
from sync_server.errors import Refusal
from sync_server.services.frozen import Node, Period
from sync_server.services.insights import HeatRow, Insights, ThemeFigure

#: Below so many shown trusts there is nothing to compare, and no row above them.
LEAST_TRUSTS = 2
ALL = "All of these trusts"
NOT_CLOSED = "This trust has not closed this period yet."
FEW_TRUSTS = "Fewer than 2 trusts can be shown, so they are not added up."


@dataclass(frozen=True)
class IcsView:
    """Reads several trusts' closed periods."""

    insights: Insights
    trusts: tuple[Organisation, ...]

    @classmethod
    def of(
        cls,
        insights: Insights,
        identities: Sequence[str],
        organisation_of: Callable[[str], Organisation],
    ) -> "IcsView":
        """Give the view of an account's trusts; raises Refusal not-permitted for fewer than two."""
        if len(set(identities)) < LEAST_TRUSTS:
            raise Refusal("not-permitted")
        found = [organisation_of(identity) for identity in dict.fromkeys(identities)]
        return cls(insights, tuple(sorted(found, key=lambda one: one.name)))

    def heat(self, period: Period) -> list[HeatRow]:
        """Give all trusts together and then each, by name; themes for those that are shown."""
        rows = [self._row(trust, period) for trust in self.trusts]
        return [_together(rows), *rows]

    def distinctive(self, period: Period) -> list[Difference]:
        """Give what a trust speaks of more, or less, often than the others together.

        Tested on the rounded figures that are shown, of the themes that every trust shows. Needs
        three trusts: of two each would be the other's rest.
        """
        rows = [row for row in self.heat(period)[1:] if row.node.shown is not None]
        told = {row.node.id: {one.code: one for one in row.themes if one.count} for row in rows}
        codes = list(told[rows[0].node.id]) if len(rows) > LEAST_TRUSTS else []
        codes = [code for code in codes if all(code in each for each in told.values())]
        if not codes:
            return []
        names = {row.node.id: row.node.name for row in rows}
        counts = np.array([[[each[code].count for code in codes] for each in told.values()]])
        sizes = np.array([[row.node.shown for row in rows]])
        whole = Tally(sizes.sum(axis=1), counts.sum(axis=1))
        found, minimum = [], self.insights.minimum_group
        for one in keyness.themes(list(told), codes, Tally(sizes, counts), whole):
            label = told[one.group][one.item].label
            rest = Part(one.rest_count, one.rest_of, len(rows) - 1)
            said = sentences.distinctive(Part(one.count, one.of), rest, minimum)
            found.append(Difference(one.group, names[one.group], one.item, label, one.more, said))
        return found

    def _row(self, trust: Organisation, period: Period) -> HeatRow:
        if not any(one.id == period.id for one in self.insights.periods(trust)):
            return HeatRow(Node(trust.id, trust.name, ROOT, 1, None, NOT_CLOSED), ())
        (row,) = self.insights.heat(trust, period, "area", (ROOT,))
        node = Node(trust.id, trust.name, ROOT, 1, row.node.shown, row.node.withheld)
        return HeatRow(node, row.themes)


def _together(rows: Sequence[HeatRow]) -> HeatRow:
    """Add up what is shown, theme by theme, over the trusts that show that theme."""
    shown = [row for row in rows if row.node.shown is not None]
    if len(shown) < LEAST_TRUSTS:
        return HeatRow(Node(ROOT, ALL, None, 0, None, FEW_TRUSTS), ())
    total = sum(row.node.shown or 0 for row in shown)
    labels = {one.code: one.label for row in shown for one in row.themes}
    figures = [_figure(shown, code, label) for code, label in labels.items()]
    return HeatRow(Node(ROOT, ALL, None, 0, total, None), tuple(figures))


def _figure(shown: Sequence[HeatRow], code: str, label: str) -> ThemeFigure:
    """Add a theme up over the trusts that have a figure for it; of one alone it is none."""
    told = [
        (one.count, row.node.shown or 0)
        for row in shown
        for one in row.themes
        if one.code == code and one.count is not None
    ]
    if len(told) < LEAST_TRUSTS:
        return ThemeFigure(code, label, "shown by fewer than 2 trusts", None, None, None)
    count, of = sum(one for one, _ in told), sum(each for _, each in told)
    words = f"about {count:,} of {of:,} in {len(told)} trusts"
    return ThemeFigure(code, label, words, round(100 * count / of), None, None, count)
