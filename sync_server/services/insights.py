"""What a lead reads of closed periods: themes by group or area, and the other answers.

All figures come from ``Frozen`` and leave rounded; a cell that is withheld there has none
anywhere. What is computed for a person (shares, intervals, multiples) is computed from the
rounded figures that stand beside it, so that it gives away nothing that they do not.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.codebook import Codebook, Theme
from app.domain.insight_figures import Given
from app.domain.organisation import Organisation
from sync_server.analysis.intervals import Audits, share
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import (
    FEW,
    NOT_TOLD,
    ROUNDING,
    SMALL_GROUP,
    SMALLEST_NUMERATOR,
)
from sync_server.analysis.told_checks import NOT_TOLD as NOT_CHECKED
from sync_server.analysis.told_checks import is_told
from sync_server.errors import Refusal
from sync_server.services.frozen import Counts, Frozen, Node, Period, Tree
from sync_server.services.theme_changes import NOT_BY_AREA, TOO_NEW, is_after

#: Every node, for an account that is not limited to some areas.
EVERYWHERE: frozenset[str] = frozenset()


def _no_audits(*_: str) -> Mapping[tuple[str, str], Audits]:
    return {}


def _no_codes(_: str) -> frozenset[str]:
    return frozenset()


def _no_changes(_: str) -> Mapping[str, date]:
    return {}


@dataclass(frozen=True)
class Evidence:
    """What people's checks say of the coding; nothing, while nobody has checked anything.

    ``audits`` gives those drawn at random for (organisation, period, tree) by (node, code);
    ``not_yet`` the codes of an organisation that are too uncertain to compare anybody by.
    """

    audits: Callable[[str, str, Tree], Mapping[tuple[str, str], Audits]] = _no_audits
    not_yet: Callable[[str], frozenset[str]] = _no_codes


NOTHING_CHECKED = Evidence()


@dataclass(frozen=True)
class ThemeFigure:
    """A theme in one cell: ``words`` and whole percent of rounded counts, None for few.

    ``corrected`` is (percent, low, high) by the audits; ``sure`` says what it rests on, or why
    there is none. ``count`` is the rounded count, None for few or nearly all.
    """

    code: str
    label: str
    words: str
    percent: int | None
    corrected: tuple[int, int, int] | None
    sure: str | None
    count: int | None = None


@dataclass(frozen=True)
class HeatRow:
    """A node with all its themes; none where it is withheld."""

    node: Node
    themes: tuple[ThemeFigure, ...]


class Insights:
    """Answers about one trust's closed periods."""

    def __init__(
        self,
        frozen: Frozen,
        codebook: Callable[[str], Codebook],
        evidence: Evidence = NOTHING_CHECKED,
        since: Callable[[str], Mapping[str, date]] = _no_changes,
    ) -> None:
        """``since`` gives the day since which a trust's themes find what they find now."""
        self.frozen = frozen
        self.minimum_group = frozen.minimum_group
        self.evidence = evidence
        self._codebook = codebook
        self._since = since

    def periods(self, organisation: Organisation) -> list[Period]:
        """List the closed periods, newest first."""
        return self.frozen.periods(organisation.id)

    def period(self, organisation: Organisation, asked: str) -> Period:
        """Give a closed period; raises Refusal invalid-request, field period."""
        for period in self.periods(organisation):
            if period.id == asked:
                return period
        raise Refusal("invalid-request", "This period is not closed yet.", field="period")

    def compared(self, organisation: Organisation) -> tuple[Theme, ...]:
        """Give the themes that may be compared at all, in the order to show them."""
        left_out = self.evidence.not_yet(organisation.id)
        live = self._codebook(organisation.id).live()
        return tuple(theme for theme in live if theme.id not in left_out)

    def themes(self, organisation: Organisation, period: Period, tree: Tree) -> tuple[Theme, ...]:
        """Give those that may be told below the whole trust, along a tree in a period."""
        return self.below(self.compared(organisation), organisation, period.id, tree)

    def below(
        self, themes: Sequence[Theme], organisation: Organisation, period: str, tree: Tree
    ) -> tuple[Theme, ...]:
        """Give those of ``themes`` that may be told below the whole trust.

        By area only such as nobody can have worded after reading that period's summaries
        (``theme_changes``). To be asked after counting: a release may come in between.
        """
        since = self._since(organisation.id) if tree == "area" else {}
        return tuple(t for t in themes if t.id not in since or is_after(period, since[t.id]))

    def too_new(self, organisation: Organisation, period: Period, tree: Tree) -> str:
        """Say in a sentence which themes are not told along a tree in a period; "" for none."""
        themes = self._codebook(organisation.id).live()
        told = self.below(themes, organisation, period.id, tree)
        rest = [theme.label for theme in themes if theme not in told]
        return f"{NOT_BY_AREA} {', '.join(rest)}. {TOO_NEW}" if rest else ""

    def left_out(self, organisation: Organisation) -> tuple[Theme, ...]:
        """Give the live themes that the coding is too unsure of to compare anybody by."""
        left_out = self.evidence.not_yet(organisation.id)
        return tuple(t for t in self._codebook(organisation.id).live() if t.id in left_out)

    def theme(self, organisation: Organisation, asked: str) -> Theme:
        """Give one of them; raises Refusal invalid-request, field theme."""
        for theme in self.compared(organisation):
            if theme.id == asked:
                return theme
        raise Refusal("invalid-request", "There is no such theme to compare.", field="theme")

    def heat(
        self,
        organisation: Organisation,
        period: Period,
        tree: Tree,
        only: Collection[str] = EVERYWHERE,
    ) -> list[HeatRow]:
        """Give every node of a tree with its themes; ``only`` these nodes, if any are named.

        Below the whole trust a theme that is not told there (``themes``) is left out.
        """
        counts = self.frozen.counts(organisation, period.id, tree)
        audits = self.evidence.audits(organisation.id, period.id, tree)
        every, rows = self.compared(organisation), []
        below = self.below(every, organisation, period.id, tree)
        for node in visible(self.frozen.nodes(organisation, period.id, tree), only):
            shown, told = node.shown is not None, is_told(period.id, tree, node.id)
            figures = [
                self.figure(theme, counts, node.id, audits.get((node.id, theme.id)), told=told)
                for theme in (every if node.id == ROOT else below)
                if shown
            ]
            rows.append(HeatRow(node, tuple(figures)))
        return rows

    def figure(
        self, theme: Theme, counts: Counts, node: str, audits: Audits | None, *, told: bool = True
    ) -> ThemeFigure:
        """Say a theme of a shown node as it may be shown.

        ``told`` is False where the cell may not show what checks say (``told_checks``).
        """
        said = counts.theme(node, theme.id)
        if said.rounded is None:
            return ThemeFigure(theme.id, theme.label, said.words, said.percent, None, None)
        whole = counts.said[node]
        estimate = share(said.rounded, whole, audits or Audits(), rounded_to=ROUNDING)
        corrected = estimate.percents and (estimate.percent, *estimate.percents)
        named = theme.id, theme.label, said.words, said.percent
        if not told:
            return ThemeFigure(*named, None, NOT_CHECKED, said.rounded)
        return ThemeFigure(*named, corrected, estimate.note, said.rounded)

    def answers(
        self,
        organisation: Organisation,
        period: Period,
        tree: Tree,
        only: Collection[str] = EVERYWHERE,
    ) -> list[tuple[Node, tuple[Given, ...]]]:
        """Give support offered, self-referral, helpful rating, languages and more by node.

        An answer that too few of a node gave has no figure.
        """
        counts = self.frozen.counts(organisation, period.id, tree)
        rows = []
        for node in visible(self.frozen.nodes(organisation, period.id, tree), only):
            figures = []
            shown = counts.answers.get(node.id, {}) if node.shown is not None else {}
            for question, given in sorted(shown.items()):
                for answer in sorted(given):
                    said = counts.answer(node.id, question, answer)
                    # An answer's mere presence would tell that somebody gave it.
                    if not said.words.startswith((FEW, NOT_TOLD)):
                        figures.append(Given(question, answer, said.words, said.percent))
            rows.append((node, tuple(figures)))
        return rows

    def note(self) -> str:
        """Say in a sentence how the figures were protected."""
        return (
            f"De-identified and small-number protected: closed periods only, groups with fewer "
            f"than {self.minimum_group} summaries are withheld, counts are rounded to the nearest "
            f"5, and a theme in fewer than {SMALLEST_NUMERATOR} summaries, or in nearly all of a "
            f"group under {SMALL_GROUP}, has no figure. Now and then one is said {ROUNDING} higher "
            f"or lower, or held back, so that those around it give no small one away."
        )


def visible(nodes: list[Node], only: Collection[str]) -> list[Node]:
    """Give the nodes that an account may see: all, or ``only`` those."""
    if not only:
        return nodes
    return [node for node in nodes if node.id in only]


def node_of(nodes: list[Node], asked: str) -> Node:
    """Give one node by its id, the trust for ""; raises Refusal invalid-request, field node."""
    for node in nodes:
        if node.id == (asked or ROOT):
            return node
    raise Refusal("invalid-request", "There is no such group or area here.", field="node")
