"""The coding engine: phrases first, and per code a learnt model once it does better.

Without labels the phrases of the codebook answer. With labels (texts that a person has
checked) a model is fitted, and judged for each code on scores that its own label had no part
in. It takes over a code when it beats the phrases there by more than the luck of the draw (which
matters less the more labels have that code); until then the phrases answer, so learning never
makes a code worse on what was checked. Same codebook and labels, in any order: same engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from app.domain.codebook import Codebook
from sync_server.analysis.coding import PhraseCoder, Token
from sync_server.analysis.labels import Label, asked_flags, flags, in_order
from sync_server.analysis.meaning import Meaning
from sync_server.analysis.model import Model
from sync_server.analysis.reasons import Coded, reasons
from sync_server.analysis.ridge import honest_said, thresholds
from sync_server.analysis.statuses import CodeStatus, better, fill, statuses, worth_filling

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

BATCH = 128
#: Fewer checked texts than this teach nothing that phrases do not know.
FEWEST_LABELS = 20
#: More labels than this are thinned, evenly: the fit takes time by their cube.
MOST_LABELS = 6000
#: Where all but this share of labels have a code, a text is given at least its best one.
_SELDOM_EMPTY = 0.01
_COUNTED = 2
#: How far from a threshold a score says about a third of the doubt that is on the edge.
_EDGE = 0.1
_NOTHING_FOUND = 0.5


class Engine:
    """Codes texts by one codebook's live themes and, if there are any, labels.

    With ``meaning``, the optional language model, what is learnt goes by that as well.
    """

    def __init__(
        self, codebook: Codebook, labels: Sequence[Label] = (), meaning: Meaning | None = None
    ) -> None:
        self.codebook = codebook
        self.meaning = meaning
        self.codes: tuple[str, ...] = tuple(theme.id for theme in codebook.live())
        self.phrases = PhraseCoder(codebook)
        self.model: Model | None = None
        self.thresholds = np.full(len(self.codes), 0.5, np.float32)
        self.learnt = np.zeros(len(self.codes), bool)
        self.at_least_one = False
        self.status: tuple[CodeStatus, ...] = ()
        #: What would have been said of each checked label (``of``), had it not been one.
        self.held_out: dict[str, frozenset[str]] = {}
        self._learn(_thinned(in_order(labels)))

    def _learn(self, labels: Sequence[Label]) -> None:
        """Learn from all labels; choose and judge by checked ones, and by what they were asked."""
        truth, known = flags(labels, self.codes), asked_flags(labels, self.codes)
        read, counts = self._count([label.text for label in labels])
        said = counts[:, : len(self.codes)] > 0
        # Where nobody was asked nothing is to be learnt: there the phrases answer.
        truth = np.where(known, truth, said)
        mine = np.array([label.kind != "picked" for label in labels], bool)
        theirs = [label for label in labels if label.kind != "picked"]
        phrases, known = said[mine], known[mine]
        said = phrases
        if len(theirs) >= FEWEST_LABELS and (truth[mine] & known).any():
            meant = self._directions([label.text for label in labels])
            self.model, left_out = Model.learn(_words(read), counts, truth, meant)
            said = self._take_over(truth[mine], known, phrases, left_out[mine])
        for label, row in zip(theirs, said, strict=True):
            if label.of:
                self.held_out[label.of] = frozenset(self.codes[at] for at in np.flatnonzero(row))
        drawn = np.array([label.kind == "audit" for label in theirs], bool)
        checked, said = truth[mine] & known, said & known
        positives = [int(number) for number in checked.sum(0)]
        self.status = tuple(
            statuses(self.codes, checked[drawn], said[drawn], positives, self.learnt)
        )

    def _take_over(self, truth: Flags, known: Flags, phrases: Flags, left_out: Floats) -> Flags:
        """Let the model answer where it is better; gives what would have been said."""
        checked = truth & known
        self.thresholds = thresholds(left_out, truth)
        by_model = honest_said(left_out, truth)
        self.learnt = better(checked, phrases & known, by_model & known)
        said = np.where(self.learnt, by_model, phrases)
        if (~truth.any(1)).mean() > _SELDOM_EMPTY:
            return said
        filled = said.copy()
        fill(filled, left_out - self.thresholds, self.learnt)
        self.at_least_one = worth_filling(checked, phrases & known, said & known, filled & known)
        return filled if self.at_least_one else said

    def report(self) -> tuple[CodeStatus, ...]:
        """Give how well each code is told, in the codebook's order."""
        return self.status

    def _count(self, texts: Sequence[str]) -> tuple[list[list[Token]], Floats]:
        """Count each theme's phrases (at most 2), then its denied ones: texts x 2 themes."""
        read = [self.phrases.tokens(text) for text in texts]
        wide = 2 * len(self.codes)
        found = [
            row * wide + theme + len(self.codes) * denied
            for row, tokens in enumerate(read)
            for _, _, theme, denied in self.phrases.hits(tokens)
        ]
        counts = np.bincount(np.array(found, np.int64), minlength=len(read) * wide)
        capped = np.minimum(counts, _COUNTED).astype(np.float32)
        return read, capped.reshape(len(read), wide)

    def _directions(self, texts: Sequence[str]) -> Floats | None:
        return None if self.meaning is None else self.meaning.directions(texts)

    def _decide(self, texts: Sequence[str]) -> tuple[Flags, Floats | None]:
        read, counts = self._count(texts)
        said = counts[:, : len(self.codes)] > 0
        if self.model is None or not self.learnt.any():
            return said, None
        meant = self._directions(texts)
        above = self.model.scores(_words(read), counts, meant) - self.thresholds
        said = np.where(self.learnt, above > 0, said)
        if self.at_least_one:
            fill(said, above, self.learnt)
        return said, above

    def code_many(self, texts: Iterable[str]) -> Iterator[frozenset[str]]:
        """Give each text's codes, in order; reads ahead by a batch."""
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            said, _ = self._decide(batch)
            yield from (
                frozenset(self.codes[place] for place in np.flatnonzero(row)) for row in said
            )

    def doubts(self, texts: Sequence[str]) -> list[float]:
        """Say of each text how near it came to being coded otherwise: 1 on the edge, 0 far off.

        Phrases are as sure of one theme as of another; where they find nothing at all, that
        is where they fail most often.
        """
        found: list[float] = []
        for start in range(0, len(texts), BATCH):
            said, above = self._decide(texts[start : start + BATCH])
            nothing = np.where(said.any(1), 0.0, _NOTHING_FOUND)
            if above is not None:
                near = np.exp(-np.abs(above[:, self.learnt]).min(1) / _EDGE)
                nothing = np.maximum(nothing, near)
            found += nothing.tolist()
        return found

    def code(self, text: str) -> list[Coded]:
        """Give a text's codes with score, source and reasons, in the codebook's order."""
        said, above = self._decide([text])
        found = np.flatnonzero(said[0])
        by_phrase = reasons(self.phrases, text)
        coded = []
        for place in found:
            code = self.codes[place]
            if self.model is None or above is None or not self.learnt[place]:
                coded.append(Coded(code, 1.0, "phrases", by_phrase.get(code, ())))
            else:
                score = float(1 / (1 + np.exp(-np.clip(above[0, place] / 0.1, -30, 30))))
                words = _words([self.phrases.tokens(text)])[0]
                because = (*by_phrase.get(code, ()), *self.model.reasons(words, int(place), 3))
                coded.append(Coded(code, round(score, 3), "model", tuple(dict.fromkeys(because))))
        return coded


def _words(read: Sequence[Sequence[Token]]) -> list[list[str]]:
    return [[token.word for token in tokens] for tokens in read]


def _thinned(labels: list[Label]) -> list[Label]:
    if len(labels) <= MOST_LABELS:
        return labels
    places = np.linspace(0, len(labels) - 1, MOST_LABELS).round().astype(int)
    return [labels[place] for place in places]
