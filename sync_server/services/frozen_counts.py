"""Counting columns for the shown nodes of one closed period, and for nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.periods import Year, blocks_in, enclosing, parse_span
from sync_server.analysis.nodes import Said, Tree, TreeName, leaf
from sync_server.analysis.vocabulary import Vocabulary
from sync_server.services.columns import ANSWERS
from sync_server.services.trust_columns import Numbers, TrustColumns

#: Where every figure is as the codes give it.
NONE_KEPT: Mapping[tuple[str, str], int] = {}


@dataclass(frozen=True)
class Stratum:
    """Exact counts of shown nodes within a part of the cell (a place or group, a quarter).

    For Mantel-Haenszel alone, so that a group is not taken for the place where it works. Its
    ``id`` says nothing; neither it nor its counts may be shown, not even rounded.
    """

    id: int
    n: Mapping[str, int]
    k: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Words:
    """In how many summaries a word stands, exact and internal: ``k[node][i]`` for ``terms[i]``.

    Only words that at least the minimum of the shown nodes' summaries hold are here; ``n``
    counts the summaries whose words are known, per shown node.
    """

    period: str
    tree: TreeName
    terms: tuple[str, ...]
    n: Mapping[str, int]
    k: Mapping[str, tuple[int, ...]]


class Counting:
    """Counts of ``nodes`` of ``tree`` in one period of a trust."""

    def __init__(
        self,
        trust: TrustColumns,
        period: str,
        name: TreeName,
        tree: Tree,
        *,
        nodes: Sequence[str],
    ) -> None:
        self._trust = trust
        self._name, self._tree, self._nodes = name, tree, list(nodes)
        self._span = parse_span(period)
        self._blocks = [str(block) for block in blocks_in(self._span)]
        self._rows = self._trust.within(self._blocks)
        self._holds = self._held()

    def codes(self, kept: Mapping[tuple[str, str], int] = NONE_KEPT) -> dict[str, dict[str, int]]:
        """Count the summaries with each code, by shown node; nobody is left out.

        ``kept`` are figures by (node, code) that stay as they were shown (``kept_figures``).
        """
        _, table = self._trust.table(self._rows, self._keys, self._size)
        found = self._named_codes(table)
        for (node, code), count in kept.items():
            if node in found:
                found[node][code] = count
        return found

    def answers(self) -> dict[str, dict[str, dict[str, int]]]:
        """Count each answer to the other questions, by shown node."""
        table = self._holds @ self._trust.answer_table(self._rows, self._keys, self._size).T
        found: dict[str, dict[str, dict[str, int]]] = {}
        for place, node in enumerate(self._nodes):
            said: dict[str, dict[str, int]] = {}
            for bit, (question, answer) in enumerate(ANSWERS):
                if number := int(table[place, bit]):
                    said.setdefault(question, {})[answer] = number
            found[node] = said
        return found

    def strata(self) -> tuple[Stratum, ...]:
        """Split by the other tree's leaves, and a year by its quarters too."""
        trust = self._trust
        other = trust.area if self._name == "group" else trust.group
        split = other[self._rows].astype(np.int64)
        if isinstance(self._span, Year):
            quarters = [str(enclosing(parse_span(str(b)))) for b in trust.blocks.names]
            order = {name: place for place, name in enumerate(sorted(set(quarters)))}
            split = split * 4 + np.array([order[q] for q in quarters])[trust.block[self._rows]]
        parts, where = np.unique(split, return_inverse=True)
        keys = where * self._size + self._keys
        n, k = trust.table(self._rows, keys, len(parts) * self._size)
        n, k = n.reshape(len(parts), self._size), k.reshape(64, len(parts), self._size)
        return tuple(
            Stratum(place, self._named(n[place]), self._named_codes(k[:, place]))
            for place in range(len(parts))
        )

    def words(
        self, vocabulary: Vocabulary, minimum: int
    ) -> tuple[tuple[str, ...], dict[str, int], dict[str, tuple[int, ...]]]:
        """Give (words, summaries with words, counts of each word) of the shown nodes."""
        n, table = self._trust.term_table(self._rows, self._key, self._size, len(vocabulary))
        some = self._holds.any(axis=0)
        kept = np.flatnonzero(table[:, some].sum(axis=1) >= minimum)
        by_node = self._holds @ table[kept].T
        return (
            tuple(vocabulary.words[number] for number in kept),
            self._named(n),
            {node: tuple(map(int, by_node[place])) for place, node in enumerate(self._nodes)},
        )

    def _named(self, by_value: Numbers) -> dict[str, int]:
        return dict(zip(self._nodes, map(int, self._holds @ by_value), strict=True))

    def _named_codes(self, table: Numbers) -> dict[str, dict[str, int]]:
        by_node, codes = self._holds @ table.T, self._trust.themes.names
        return {
            node: {
                str(codes[bit]): int(by_node[place, bit]) for bit in np.flatnonzero(by_node[place])
            }
            for place, node in enumerate(self._nodes)
        }

    @property
    def _key(self) -> NDArray[np.uint16]:
        return self._trust.group if self._name == "group" else self._trust.area

    @property
    def _keys(self) -> Numbers:
        return self._key[self._rows].astype(np.int64)

    @property
    def _values(self) -> list[object]:
        trust = self._trust
        return trust.groups.names if self._name == "group" else trust.areas.names

    @property
    def _size(self) -> int:
        return len(self._values)

    def _held(self) -> Numbers:
        """Say which value of the column counts for which node: ones and zeros."""
        held = np.zeros((len(self._nodes), self._size), np.int64)
        places = {node: place for place, node in enumerate(self._nodes)}
        for column, value in enumerate(self._values):
            there = leaf(self._tree, self._name, _said(self._name, value))
            for node in self._tree.line(there) if there in self._tree.parents else ():
                if node in places:
                    held[places[node], column] = 1
        return held


def _said(name: TreeName, value: object) -> Said:
    if name == "group" and isinstance(value, tuple):
        return Said(value[0], value[1], "", 0)
    return Said("", None, str(value), 0)
