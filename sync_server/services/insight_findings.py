"""What is distinctive of a group or area: themes first, then words, always in plain words.

Tests look at exact counts inside strata; what leaves is that there is a difference, its
direction, and rounded counts that anybody can read off the published figures. A finding whose
rounded counts would not show it is left out, because nobody could check it.
"""

from collections.abc import Collection, Sequence

from app.domain.insight_figures import Difference
from app.domain.organisation import Organisation
from sync_server.analysis import keyness, sentences
from sync_server.analysis.keyness import Finding, Gates, Tally
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.ratios import Part
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, figure, nearest, rounded
from sync_server.services.frozen import Counts, Node, Period, Tree
from sync_server.services.frozen_counts import Stratum
from sync_server.services.insights import EVERYWHERE, Insights, node_of, visible

#: Findings of each kind on a page.
_MOST = 30

#: The rest is taken off the whole: two rounded figures make it.
_TAKEN_OFF = 2


class Findings:
    """Compares groups with the rest of their trust."""

    def __init__(self, insights: Insights) -> None:
        self._insights = insights

    def distinctive(
        self,
        organisation: Organisation,
        period: Period,
        tree: Tree,
        asked: str = "",
        only: Collection[str] = EVERYWHERE,
    ) -> tuple[list[Difference], list[Difference]]:
        """Give (themes, words) of the node ``asked`` for; themes of all nodes for "".

        All nodes are tested together whoever asks, so that each finding stands or falls the
        same for everybody. Raises Refusal invalid-request, field node.
        """
        nodes = self._insights.frozen.nodes(organisation, period.id, tree)
        chosen = [node_of(nodes, asked)] if asked else nodes
        wanted = {node.id: node for node in visible(chosen, only) if node.id != ROOT}
        themes = self._themes(organisation, period, tree, nodes)
        found = [one for one in themes if one.node in wanted]
        words: list[Difference] = []
        if asked and asked in wanted:
            words = self._words(organisation, period, tree, wanted[asked])
        return found[:_MOST], words[:_MOST]

    def _themes(
        self, organisation: Organisation, period: Period, tree: Tree, nodes: Sequence[Node]
    ) -> list[Difference]:
        counts = self._insights.frozen.counts(organisation, period.id, tree)
        shown = [node for node in nodes if node.id in counts.n and node.id != ROOT]
        if ROOT not in counts.n or not shown:
            return []
        # Groups are tested inside areas: what may not be told by area is not tested there either.
        themes = self._insights.themes(organisation, period, "area")
        labels = {theme.id: theme.label for theme in themes}
        groups, codes = [node.id for node in shown], list(labels)
        strata = counts.strata or (Stratum(0, counts.n, counts.k),)
        theirs = Tally(
            [[part.n.get(group, 0) for group in groups] for part in strata],
            [[_row(part, group, codes) for group in groups] for part in strata],
        )
        everyones = Tally(
            [part.n.get(ROOT, 0) for part in strata], [_row(part, ROOT, codes) for part in strata]
        )
        gates = Gates(self._insights.minimum_group)
        names = {node.id: node.name for node in shown}
        found = []
        for finding in keyness.themes(groups, codes, theirs, everyones, gates=gates):
            said = self._said(finding, counts)
            if said:
                label = labels[finding.item]
                named = finding.group, names[finding.group], finding.item, label
                found.append(Difference(*named, finding.more, said))
        return found

    def _said(self, finding: Finding, counts: Counts) -> str | None:
        """Say a finding from published figures; None where those would not bear it out."""
        minimum, code = self._insights.minimum_group, finding.item
        here, there = counts.theme(finding.group, code), counts.theme(ROOT, code)
        if here.rounded is None or there.rounded is None:
            return None
        of = counts.said[finding.group]
        rest_of = counts.said[ROOT] - of
        rest = there.rounded - here.rounded
        if rest < SMALLEST_NUMERATOR or rest_of < minimum or rest > rest_of:
            return None
        if (here.rounded / of > rest / rest_of) != finding.more:
            return None
        return sentences.distinctive(
            Part(here.rounded, of), Part(rest, rest_of, _TAKEN_OFF), minimum
        )

    def _words(
        self, organisation: Organisation, period: Period, tree: Tree, node: Node
    ) -> list[Difference]:
        words = self._insights.frozen.words(organisation, period.id, tree)
        if not {node.id, ROOT} <= words.n.keys():
            return []
        theirs = Tally([words.n[node.id]], [words.k[node.id]])
        everyones = Tally([words.n[ROOT]], [words.k[ROOT]])
        minimum = self._insights.minimum_group
        gates = Gates(minimum, smallest=minimum)
        found = keyness.words(node.id, words.terms, theirs, everyones, gates=gates)
        said = []
        for finding in found:
            of = rounded(words.n[node.id], minimum)
            rest_of = rounded(words.n[ROOT], minimum) - of
            here = min(nearest(finding.count), of)
            rest = min(nearest(finding.count + finding.rest_count) - here, rest_of)
            if rest_of < minimum or here * rest_of <= rest * of:
                continue
            if figure(finding.count, words.n[node.id], of).rounded is None:
                continue  # what nearly everybody of a group says is not told of them
            few = rest < SMALLEST_NUMERATOR
            others = rest_of if few else Part(rest, rest_of, _TAKEN_OFF)
            sentence = sentences.distinctive(Part(here, of), others, minimum)
            said.append(Difference(node.id, node.name, "", finding.item, True, sentence))
        return said


def _row(part: Stratum, node: str, codes: Sequence[str]) -> list[int]:
    held = part.k.get(node, {})
    return [held.get(code, 0) for code in codes]
