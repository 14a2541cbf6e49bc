"""What was said in closed blocks, as words without texts: read from the columns."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sync_server.services.columns import Columns
from sync_server.services.insight_emerging import Compared, Documents
from sync_server.services.trust_columns import Numbers, TrustColumns

#: Words that are paired at most, and summaries in which pairs are counted at most: the table
#: of both is held in memory for a moment.
_PAIRED, _PAIRS_IN = 300, 30_000
#: A word in more of the summaries than this tells nothing as half of a pair.
_TOO_COMMON = 0.3
#: Summaries that are laid out for clusters at most, drawn evenly from the block.
_LAID_OUT = 6_000


class BlockSpeech:
    """Counts words of blocks over the whole trust; for statistics alone."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def compare(
        self, organisation: str, block: str, before: Sequence[str], fewest: int
    ) -> Compared:
        """Count words, and words together, in a block and in those before it."""
        trust = self._columns.of(organisation, words=True)
        of, now = self._counts(trust, [block])
        before_of, earlier = self._counts(trust, before)
        both = now + earlier
        frequent = np.flatnonzero(both >= fewest)
        words = self._columns.vocabulary.words
        now_by = {words[term]: int(now[term]) for term in frequent}
        earlier_by = {words[term]: int(earlier[term]) for term in frequent}
        if max(of, before_of) <= _PAIRS_IN:
            paired = frequent[now[frequent] <= _TOO_COMMON * of]
            paired = paired[np.argsort(-both[paired], kind="stable")][:_PAIRED]
            pairs = self._pairs(trust, [block], paired), self._pairs(trust, before, paired)
            often = [pair for pair in pairs[0] if pairs[0][pair] + pairs[1].get(pair, 0) >= fewest]
            now_by |= {pair: pairs[0][pair] for pair in often}
            earlier_by |= {pair: pairs[1].get(pair, 0) for pair in often}
        return Compared(of, now_by, before_of, earlier_by)

    def documents(self, organisation: str, block: str) -> Documents:
        """Give a block's summaries that have words, at most so many, drawn evenly."""
        trust = self._columns.of(organisation, words=True)
        rows = _within(trust, [block])
        rows = rows[trust.lengths[rows] > 0]
        rows = rows[:: max(1, -(-len(rows) // _LAID_OUT))]
        lengths, terms = _words_of(trust, rows)
        used, local = np.unique(terms, return_inverse=True)
        parts = np.split(local, np.cumsum(lengths)[:-1]) if len(rows) else []
        words, groups = self._columns.vocabulary.words, trust.groups.names
        return Documents(
            tuple(words[int(term)] for term in used),
            [part.tolist() for part in parts],
            # No scores are kept: what has no code is explained least, then what has one.
            [float(int(mask).bit_count()) for mask in trust.codes[rows]],
            [_staff_group(groups[int(number)]) for number in trust.group[rows]],
        )

    def _counts(self, trust: TrustColumns, blocks: Sequence[str]) -> tuple[int, Numbers]:
        rows = _within(trust, blocks)
        lengths, terms = _words_of(trust, rows)
        size = len(self._columns.vocabulary)
        return int((lengths > 0).sum()), np.bincount(terms, minlength=size).astype(np.int64)

    def _pairs(
        self, trust: TrustColumns, blocks: Sequence[str], paired: Numbers
    ) -> Mapping[str, int]:
        """Count the summaries that hold two of the ``paired`` words."""
        rows = _within(trust, blocks)
        lengths, terms = _words_of(trust, rows)
        place = np.full(len(self._columns.vocabulary), -1)
        place[paired] = np.arange(len(paired))
        held = place[terms]
        table = np.zeros((len(rows), len(paired)), np.float32)
        document = np.repeat(np.arange(len(rows)), lengths)
        table[document[held >= 0], held[held >= 0]] = 1
        together = np.triu(table.T @ table, 1)
        words = [self._columns.vocabulary.words[int(term)] for term in paired]
        return {
            " + ".join(sorted((words[one], words[other]))): int(together[one, other])
            for one, other in np.argwhere(together)
        }


def _within(trust: TrustColumns, blocks: Sequence[str]) -> Numbers:
    return trust.within([block for block in blocks if block in trust.blocks.names])


def _words_of(trust: TrustColumns, rows: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Give how many words each row has, and their numbers one after another."""
    lengths = trust.lengths[rows].astype(np.int64)
    ends = np.cumsum(trust.lengths, dtype=np.int64)
    starts = ends[rows] - lengths
    before = np.cumsum(lengths) - lengths
    places = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
    return lengths, trust.terms[places].astype(np.int64)


def _staff_group(group: object) -> str:
    return str(group[0]) if isinstance(group, tuple) else str(group)
