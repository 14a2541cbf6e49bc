"""What is new in a block: words that burst, and summaries that lie together unexplained.

This looks at single summaries, so its gates stand here as well as in the statistics: the block
and those before it must be shown for the whole trust, words and clusters need the minimum of
summaries, and of groups only names are given, of those that are shown and bring the minimum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.insight_figures import NewCluster, NewWord
from app.domain.organisation import Organisation
from sync_server.analysis import sentences
from sync_server.analysis.emerging import Burst, Cluster, bursts, clusters
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.ratios import Part
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, figure, nearest, rounded
from sync_server.errors import Refusal
from sync_server.services.frozen import Period
from sync_server.services.insights import Insights

#: A block is held against so many before it.
BASELINE = 3
#: Bursts on a page, and pages kept in memory.
_MOST, _REMEMBERED = 20, 100

LIMITS = (
    "This shows where to look and proves nothing. What only a few people bring up, or what each "
    "says in other words, cannot be seen here."
)
TOO_EARLY = f"New words are looked for once {BASELINE} blocks before this one are closed and shown."


@dataclass(frozen=True)
class Documents:
    """The summaries of a block: places of their words in ``terms``, how well the codebook
    explains each, and its staff group. Exact and internal.
    """

    terms: Sequence[str]
    documents: Sequence[Sequence[int]]
    explained: Sequence[float]
    groups: Sequence[str]


@dataclass(frozen=True)
class Compared:
    """Summaries by word, or by "two + words" in one summary: ``now`` of ``of`` in a block,
    ``before`` of ``before_of`` in those before it. Exact and internal.
    """

    of: int
    now: Mapping[str, int]
    before_of: int
    before: Mapping[str, int]


class Speech(Protocol):
    """Reads what was said in closed blocks, for statistics alone."""

    def compare(
        self, organisation: str, block: str, before: Sequence[str], fewest: int
    ) -> Compared:
        """Count words in a block and in those before it: such as stand in ``fewest`` of both."""

    def documents(self, organisation: str, block: str) -> Documents:
        """Give the summaries themselves, as words."""


@dataclass(frozen=True)
class Emerging:
    """What is new in a block; ``note`` says why there are no bursts, where none can be."""

    bursts: tuple[NewWord, ...]
    clusters: tuple[NewCluster, ...]
    note: str


class NewThemes:
    """Looks for what the codebook does not know yet."""

    def __init__(self, insights: Insights, speech: Speech) -> None:
        self._insights = insights
        self._speech = speech
        #: Closed blocks do not change: what was found is found again until codes are swapped.
        self._found: dict[tuple[object, ...], Emerging] = {}

    def emerging(self, organisation: Organisation, period: Period) -> Emerging:
        """Give what is new in a block; raises Refusal invalid-request for a longer period."""
        if period.kind != "block":
            raise Refusal("invalid-request", "Choose a block of four weeks.", field="period")
        if not self._shown(organisation, period):
            return Emerging((), (), f"This block is withheld for the whole trust. {LIMITS}")
        key = organisation.id, organisation.version, period
        if key not in self._found:
            while len(self._found) >= _REMEMBERED:
                self._found.pop(next(iter(self._found)), None)
            self._found[key] = self._search(organisation, period)
        return self._found[key]

    def _search(self, organisation: Organisation, period: Period) -> Emerging:
        before = self._before(organisation, period)
        note = LIMITS if len(before) == BASELINE else f"{TOO_EARLY} {LIMITS}"
        found = self._bursts(organisation, period, before) if len(before) == BASELINE else ()
        return Emerging(found, self._clusters(organisation, period), note)

    def _shown(self, organisation: Organisation, period: Period) -> bool:
        nodes = self._insights.frozen.nodes(organisation, period.id, "group")
        return any(node.id == ROOT and node.shown is not None for node in nodes)

    def _before(self, organisation: Organisation, period: Period) -> list[Period]:
        """Give the shown ones of the three blocks right before."""
        blocks = [one for one in self._insights.periods(organisation) if one.kind == "block"]
        earlier = sorted((one for one in blocks if one.id < period.id), key=lambda one: one.id)
        return [one for one in earlier[-BASELINE:] if self._shown(organisation, one)]

    def _bursts(
        self, organisation: Organisation, period: Period, before: Sequence[Period]
    ) -> tuple[NewWord, ...]:
        minimum, blocks = self._insights.minimum_group, [block.id for block in before]
        said = self._speech.compare(organisation.id, period.id, blocks, minimum)
        found = bursts(said.now, said.of, said.before, said.before_of, minimum_group=minimum)
        # What nearly everybody in a small block says is not told of them.
        told = (
            one
            for one in found
            if figure(one.count, one.of, rounded(one.of, minimum)).rounded is not None
        )
        return tuple(self._word(burst) for burst in list(told)[:_MOST])

    def _word(self, burst: Burst) -> NewWord:
        minimum = self._insights.minimum_group
        of, before_of = rounded(burst.of, minimum), rounded(burst.before_of, minimum)
        told = burst.before >= SMALLEST_NUMERATOR
        before = Part(nearest(burst.before), before_of) if told else None
        now = Part(min(nearest(burst.count), of), of)
        return NewWord(burst.term, sentences.burst(burst.term, now, before, minimum))

    def _clusters(self, organisation: Organisation, period: Period) -> tuple[NewCluster, ...]:
        said = self._speech.documents(organisation.id, period.id)
        nodes = self._insights.frozen.nodes(organisation, period.id, "group")
        names = {node.id: node.name for node in nodes if node.shown is not None}
        minimum = self._insights.minimum_group
        found = clusters(
            said.documents, said.explained, said.terms, said.groups, minimum_group=minimum
        )
        return tuple(self._cluster(cluster, names) for cluster in found)

    def _cluster(self, cluster: Cluster, names: Mapping[str, str]) -> NewCluster:
        size = rounded(cluster.size, self._insights.minimum_group)
        groups = tuple(names[group] for group in cluster.groups if group in names)
        return NewCluster(size, cluster.words, groups, sentences.cluster(size, cluster.words))
