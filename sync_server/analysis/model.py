"""The learnt half of the engine: weights for words, letters and phrases, per code.

Learnt in the dual (labels x labels), used in the primal: a text's score is a sum over its
words and pairs, its words' letters, and the phrases found in it. What a word's letters add is
worked out once per word and remembered, so reading costs little more than looking words up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sync_server.analysis.ridge import CONSTANT, fit
from sync_server.analysis.words import Terms, Words

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

#: Phrases weigh a quarter of what words weigh; chosen by leave-one-out on training texts.
_PHRASES = 0.5
_WHOLE = np.float32(2 + _PHRASES**2)
_BLOCK = 2048


@dataclass
class Model:
    """``of_terms``: terms x codes; ``of_letters``, ``of_phrases`` likewise; ``constant``: codes."""

    words: Words
    of_terms: Floats
    of_letters: Floats
    of_phrases: Floats
    constant: Floats

    def __post_init__(self) -> None:
        self._of_words = self._spell(range(len(self.words.words) + 2))

    @classmethod
    def learn(
        cls, texts: Sequence[Sequence[str]], phrases: Floats, truth: Flags
    ) -> tuple["Model", Floats]:
        """Learn from checked texts; also gives their left-out scores (texts x codes).

        ``phrases`` counts, per text, each theme's phrases, then its denied ones.
        """
        words = Words.learn(texts)
        row, owner = words.read(texts)
        terms = words.terms(row, owner, len(texts))
        spelt = words.spelt(row, owner, len(texts))
        spread = phrases.std(0)
        scale = np.zeros(phrases.shape[1], np.float32)
        scale[spread > 0] = _PHRASES / spread[spread > 0] / np.sqrt(max(1, phrases.shape[1] / 2))
        scaled = phrases * scale
        similarity = scaled @ scaled.T
        for block in _dense(terms, len(texts), words.size):
            similarity += block @ block.T
        for block in _letters(words, spelt, len(texts)):
            similarity += block @ block.T
        found = fit(np.asarray(similarity / _WHOLE, np.float32), truth)
        dual = found.weights / _WHOLE
        model = cls(
            words,
            np.concatenate([block.T @ dual for block in _dense(terms, len(texts), words.size)]),
            np.concatenate([block.T @ dual for block in _letters(words, spelt, len(texts))]),
            (scaled.T @ dual) * scale[:, None],
            np.asarray(CONSTANT * found.weights.sum(0), np.float32),
        )
        return model, found.left_out

    def _spell(self, numbers: Sequence[int]) -> Floats:
        """Give what the letters of words add to each code; nothing for the text's ends."""
        found = np.zeros((len(numbers), self.of_letters.shape[1]), np.float32)
        ends = (len(self.words.words), len(self.words.words) + 1)
        for place, number in enumerate(numbers):
            if number not in ends:
                run, weight = self.words.letters_in(self.words.word(number))
                found[place] = weight @ self.of_letters[run]
        return found

    def _spell_strangers(self) -> None:
        have = len(self._of_words)
        want = len(self.words.words) + 2 + len(self.words.strangers)
        if have < want:
            new = self._spell(range(have, want))
            self._of_words = np.concatenate([self._of_words, new])

    def scores(self, texts: Sequence[Sequence[str]], phrases: Floats) -> Floats:
        """Give texts x codes."""
        if self.words.forget_strangers():
            self._of_words = self._of_words[: len(self.words.words) + 2]
        row, owner = self.words.read(texts)
        self._spell_strangers()
        found = self.constant + phrases @ self.of_phrases
        for terms, table in (
            (self.words.terms(row, owner, len(texts)), self.of_terms),
            (self.words.spelt(row, owner, len(texts)), self._of_words),
        ):
            _add(found, terms, table)
        return np.asarray(found, np.float32)

    def reasons(self, text: Sequence[str], code: int, most: int) -> tuple[str, ...]:
        """Give the words and pairs of a text that speak most for a code, strongest first."""
        row, owner = self.words.read([text])
        self._spell_strangers()
        weighed: dict[str, float] = {}
        terms = self.words.terms(row, owner, 1)
        for number, weight in zip(terms.term, terms.weight, strict=True):
            term = self.words.term(int(number))
            if "…" not in term:
                weighed[term] = float(weight * self.of_terms[number, code])
        spelt = self.words.spelt(row, owner, 1)
        for number, weight in zip(spelt.term, spelt.weight, strict=True):
            word = self.words.word(int(number))
            weighed[word] = weighed.get(word, 0.0) + float(weight * self._of_words[number, code])
        ranked = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
        return tuple(term for term, weight in ranked[:most] if weight > 0)


def _add(scores: Floats, terms: Terms, table: Floats) -> None:
    if not len(terms.text):
        return
    starts = np.flatnonzero(np.diff(terms.text, prepend=-1))
    parts = table[terms.term] * terms.weight[:, None]
    scores[terms.text[starts]] += np.add.reduceat(parts, starts, axis=0)


def _dense(terms: Terms, texts: int, size: int) -> Iterator[Floats]:
    """Give texts x terms in blocks of terms."""
    order = np.argsort(terms.term, kind="stable")
    sorted_terms = terms.term[order]
    for start in range(0, max(1, size), _BLOCK):
        low, high = np.searchsorted(sorted_terms, [start, start + _BLOCK])
        held = order[low:high]
        block = np.zeros((texts, min(_BLOCK, max(1, size - start))), np.float32)
        block[terms.text[held], terms.term[held] - start] = terms.weight[held]
        yield block


def _letters(words: Words, spelt: Terms, texts: int) -> Iterator[Floats]:
    """Give texts x runs of letters in blocks of runs."""
    numbers = np.unique(spelt.term)
    place = np.searchsorted(numbers, spelt.term)
    runs = [words.letters_in(words.word(int(number))) for number in numbers]
    counts = [len(run) for run, _ in runs]
    word = np.repeat(np.arange(len(runs)), counts)
    run = np.concatenate([run for run, _ in runs]) if runs else np.zeros(0, np.int64)
    weight = np.concatenate([held for _, held in runs]) if runs else np.zeros(0, np.float32)
    starts = np.flatnonzero(np.diff(spelt.text, prepend=-1)) if len(spelt.text) else None
    for table in _dense(Terms(word, run, weight), len(numbers), len(words.letters)):
        block = np.zeros((texts, table.shape[1]), np.float32)
        if starts is not None:
            for at in range(0, len(starts), 256):  # by a few hundred texts, to spare memory
                some = starts[at : at + 256]
                stop = starts[at + 256] if at + 256 < len(starts) else len(spelt.text)
                parts = table[place[some[0] : stop]] * spelt.weight[some[0] : stop, None]
                block[spelt.text[some]] = np.add.reduceat(parts, some - some[0], axis=0)
        yield block
