"""What is new and the codebook does not know yet: words that burst, and clusters. Pure.

A burst is a word, or two words in one summary, in far more summaries of this block than of the
three before it (Fisher's exact test, Benjamini and Hochberg over all that are frequent enough).
A cluster is what lies together in the half of the summaries that the codebook explains least.
Both show a lead where to look and prove nothing: a theme that one summary in a hundred brings
up is seldom seen within eight weeks, and what people say in many different words may never be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sync_server.analysis.clustering import Space, k_means
from sync_server.analysis.distributions import discoveries, hypergeometric_upper

#: Of what bursts at most this part may be chance: with many true bursts in a block, 5 % would let
#: a false one through in every sixth.
FALSE_RATE = 0.01
#: Words that describe a cluster, at most; and clusters of one block, at most.
_WORDS, _CLUSTERS = 8, 24
#: Below this many summaries there is nothing to group.
_FEWEST = 60
#: How near to its middle a cluster's summaries must be (cosine) to speak of one thing; others
#: only had to go somewhere. And how many clusters: the root of summaries over this.
_TIGHT, _CLUSTERING = 0.65, 0.5
#: How much more often its words must stand in a cluster than in the other summaries.
_TELLING = 3.0
#: A pair that holds this part of a word's summaries says what the word says, and more.
_AS_GOOD_AS = 0.8


@dataclass(frozen=True)
class Burst:
    """A term in ``count`` of ``of`` summaries now, in ``before`` of ``before_of`` earlier."""

    term: str
    count: int
    of: int
    before: int
    before_of: int
    chance: float

    @property
    def times(self) -> float | None:
        """How many times as often as before; None where nobody said it before."""
        if not self.before:
            return None
        return self.count * self.before_of / (self.of * self.before)


@dataclass(frozen=True)
class Cluster:
    """Summaries that lie together: ``members`` are their places among those given.

    ``words`` are telling words, most telling first; each stands in at least the minimum of
    summaries. ``groups`` counts the members by what they were given with, gated alike.
    """

    members: tuple[int, ...]
    words: tuple[str, ...]
    groups: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many summaries it holds; exact, to be rounded before it is shown."""
        return len(self.members)


def bursts(
    now: Mapping[str, int],
    of: int,
    before: Mapping[str, int],
    before_of: int,
    *,
    minimum_group: int = 11,
) -> list[Burst]:
    """Find the terms that burst: in at least ``minimum_group`` summaries now, strongest first.

    ``now`` and ``before`` count summaries by term, also those that are rare now. A term is a
    word, or "two + words" that stand in one summary.
    """
    if min(of, before_of) < minimum_group:
        return []
    # By both together: what is picked by how often it is said now bursts by being picked.
    both = {term: now[term] + before.get(term, 0) for term in sorted(now)}
    frequent = [term for term, count in both.items() if count >= minimum_group]
    # There are many more pairs than words: words need not make up for that.
    words = [term for term in frequent if " " not in term]
    pairs = [term for term in frequent if " " in term]
    found = []
    for family in (words, pairs):
        tested = []
        for term in family:
            count, earlier = now[term], before.get(term, 0)
            chance = _upper(count, of, count + earlier, of + before_of)
            tested.append(Burst(term, count, of, earlier, before_of, chance))
        kept = discoveries([burst.chance for burst in tested], FALSE_RATE)
        found += [
            burst
            for burst, stands in zip(tested, kept, strict=True)
            if stands and burst.count >= minimum_group
        ]
    return _without_parts(sorted(found, key=lambda burst: (burst.chance, burst.term)))


@cache
def _upper(found: int, drawn: int, marked: int, total: int) -> float:
    return hypergeometric_upper(found, drawn, marked, total)


def _without_parts(found: Sequence[Burst]) -> list[Burst]:
    """Leave out words that burst as part of a pair, and pairs that add nothing to a word.

    "app + rota" says more than "rota" where nearly all who say rota say both; where only some
    do, the pair bursts because its word does.
    """
    words = {burst.term: burst.count for burst in found if " " not in burst.term}
    kept, said = [], set()
    for burst in found:
        parts = [word for word in burst.term.split(" + ") if word in words]
        if " " in burst.term and parts:
            telling = [word for word in parts if burst.count >= _AS_GOOD_AS * words[word]]
            if not telling:
                continue
            said.update(telling)
        kept.append(burst)
    return [burst for burst in kept if burst.term not in said]


def clusters(
    documents: Sequence[Sequence[int]],
    explained: Sequence[float],
    terms: Sequence[str],
    groups: Sequence[str] = (),
    *,
    minimum_group: int = 11,
    seed: int = 1,
) -> list[Cluster]:
    """Group the half of ``documents`` that the codebook explains least, largest cluster first.

    A document is the places of its words in ``terms``, ``explained`` how well its best code
    fits (anything that orders them), ``groups`` the staff group it came with. The same input
    gives the same clusters.
    """
    rest = least_explained(explained)
    rest = [place for place in rest if len(documents[place]) > 1]
    if len(rest) < max(_FEWEST, 2 * minimum_group):
        return []
    space = Space([documents[place] for place in rest], len(terms), seed)
    most = len(rest) / (2 * minimum_group)
    number = max(8, int(min((len(rest) / _CLUSTERING) ** 0.5, most)))
    labels, nearness = k_means(space.points, number, seed)
    near: list[list[int]] = [[] for _ in range(number)]
    for place, label, cosine in zip(rest, labels, nearness, strict=True):
        if cosine >= _TIGHT:
            near[label].append(place)
    found = []
    for inside in near:
        if len(inside) < minimum_group:
            continue
        words = _telling(documents, inside, terms, minimum_group)
        if words:
            found.append(Cluster(tuple(inside), words, _by_group(inside, groups, minimum_group)))
    return sorted(found, key=lambda cluster: (-cluster.size, cluster.words))[:_CLUSTERS]


def least_explained(explained: Sequence[float]) -> list[int]:
    """Give the places of the half that is explained least, in their order."""
    order = sorted(range(len(explained)), key=lambda place: (explained[place], place))
    return sorted(order[: (len(order) + 1) // 2])


def _telling(
    documents: Sequence[Sequence[int]], inside: Iterable[int], terms: Sequence[str], minimum: int
) -> tuple[str, ...]:
    inside = list(inside)
    here = _counts([documents[place] for place in inside], len(terms))
    everywhere = _counts(documents, len(terms))
    n1, n0 = len(inside), max(1, len(documents) - len(inside))
    ratio = (here / n1) / ((everywhere - here + 0.5) / n0)
    telling = (here >= minimum) & (ratio >= _TELLING)
    order = sorted(np.flatnonzero(telling).tolist(), key=lambda t: (-here[t] * ratio[t], t))
    return tuple(terms[term] for term in order[:_WORDS])


def _counts(documents: Sequence[Sequence[int]], width: int) -> np.ndarray:
    flat = [term for document in documents for term in set(document)]
    return np.bincount(np.asarray(flat, dtype=np.int64), minlength=width).astype(float)


def _by_group(inside: Sequence[int], groups: Sequence[str], minimum: int) -> dict[str, int]:
    if not groups:
        return {}
    counts: dict[str, int] = {}
    for place in inside:
        counts[groups[place]] = counts.get(groups[place], 0) + 1
    return {group: count for group, count in sorted(counts.items()) if count >= minimum}
