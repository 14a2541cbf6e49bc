"""Reach and equity: whom conversations reach, held against how many people work there.

Everything about conversations is read as leads read it anyway, rounded and withheld: a rate is
made of a figure that stands in the heat map and of a headcount, which anybody may know. So who
knows all headcounts, or brings one made-up file after another, learns nothing from rates.
"""

from collections.abc import Callable, Collection, Mapping

from app.domain.insight_figures import ReachRow
from app.domain.organisation import Organisation
from sync_server.analysis import coverage
from sync_server.analysis.nodes import ROOT, TreeName
from sync_server.services.frozen import Period
from sync_server.services.insights import EVERYWHERE, Insights

NO_FILE = "No headcount has been brought yet, so there is nothing to hold this against."
NOT_PEOPLE = (
    "Conversations are counted, not people: somebody may have had two. Where fewer people work "
    "than the minimum, nothing is said about them."
)


class ReachDesk:
    """Holds closed periods against headcount."""

    def __init__(
        self, insights: Insights, people: Callable[[Organisation, TreeName], Mapping[str, int]]
    ) -> None:
        self._insights = insights
        self._people = people

    def reached(
        self,
        organisation: Organisation,
        period: Period,
        tree: TreeName,
        only: Collection[str] = EVERYWHERE,
    ) -> list[ReachRow]:
        """Give every node of a tree, the least reached first; ``only`` these, if any are named.

        An account for some areas has no whole trust to be compared with.
        """
        people = self._people(organisation, tree)
        answers = self._insights.answers(organisation, period, tree, only)
        nodes = {node.id: node for node, _ in answers}
        given = {node.id: figures for node, figures in answers}
        plain = {
            node.id: coverage.Node(node.id, node.name, node.shown, node.withheld)
            for node in nodes.values()
        }
        found = coverage.reach(
            plain.get(ROOT),
            list(plain.values()),
            people,
            minimum_group=self._insights.minimum_group,
        )
        # The trust itself comes first: all others are read against it.
        found.sort(key=lambda one: one.id != ROOT)
        few = self._few(people)
        return [
            ReachRow(
                **vars(nodes[one.id]),
                people=one.people,
                per_hundred=one.per_hundred,
                left_out=one.left_out,
                said=one.words,
                answers=() if one.id in few else given[one.id],
            )
            for one in found
        ]

    def note(self, organisation: Organisation) -> str:
        """Say what the rates are, or why there are none."""
        known = self._people(organisation, "group")
        return NOT_PEOPLE if known else NO_FILE

    def _few(self, people: Mapping[str, int]) -> frozenset[str]:
        minimum = self._insights.minimum_group
        return frozenset(node for node, number in people.items() if number < minimum)
