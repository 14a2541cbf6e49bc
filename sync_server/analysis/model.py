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

#: What letters, phrases and meaning weigh beside words; chosen on training texts alone.
_LETTERS, _PHRASES, _MEANING = np.float32(1.5), np.float32(0.25), np.float32(1.5)
_BLOCK = 2048


@dataclass
class Model:
    """``of_terms``: terms x codes; ``of_letters``, ``of_phrases`` likewise; ``constant``: codes.

    ``of_meaning`` is there where texts were learnt from with their directions, and then every
    text needs one.
    """

    words: Words
    of_terms: Floats
    of_letters: Floats
    of_phrases: Floats
    constant: Floats
    of_meaning: Floats | None = None

    def __post_init__(self) -> None:
        self._of_words = self._spell(range(len(self.words.words) + 2))

    @classmethod
    def learn(
        cls,
        texts: Sequence[Sequence[str]],
        phrases: Floats,
        truth: Flags,
        meaning: Floats | None = None,
    ) -> tuple["Model", Floats]:
        """Learn from checked texts; also gives their left-out scores (texts x codes).

        ``phrases`` counts, per text, each theme's phrases, then its denied ones.
        """
        words = Words.learn(texts)
        row, owner = words.read(texts)
        terms = words.terms(row, owner, len(texts))
        spelt = words.spelt(row, owner, len(texts))
        scale = _evened(phrases)
        scaled = phrases * scale
        similarity = _PHRASES * scaled @ scaled.T
        for block in _dense(terms, len(texts), words.size):
            similarity += block @ block.T
        for block in _letters(words, spelt, len(texts)):
            similarity += _LETTERS * block @ block.T
        whole = 1 + _LETTERS + _PHRASES
        if meaning is not None:
            similarity += _MEANING * meaning @ meaning.T
            whole += _MEANING
        usual = phrases[:, : truth.shape[1]].mean(0)
        own = phrases[:, : truth.shape[1]] - usual
        found = fit(np.asarray(similarity / whole, np.float32), truth, own)
        dual = found.weights / whole
        of_phrases = _PHRASES * (scaled.T @ dual) * scale[:, None]
        more = found.boost * (own * found.weights).sum(0)
        np.fill_diagonal(of_phrases, of_phrases.diagonal() + more)
        constant = CONSTANT * found.weights.sum(0) - more * usual
        model = cls(
            words,
            np.concatenate([block.T @ dual for block in _dense(terms, len(texts), words.size)]),
            _LETTERS
            * np.concatenate([block.T @ dual for block in _letters(words, spelt, len(texts))]),
            np.asarray(of_phrases, np.float32),
            np.asarray(constant, np.float32),
            None if meaning is None else _MEANING * meaning.T @ dual,
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

    def scores(
        self, texts: Sequence[Sequence[str]], phrases: Floats, meaning: Floats | None = None
    ) -> Floats:
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
        if self.of_meaning is not None and meaning is not None:
            found += meaning @ self.of_meaning
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


def _evened(phrases: Floats) -> Floats:
    """Give factors that let all phrases together weigh as much as the words of a text."""
    spread = phrases.std(0)
    scale = np.zeros(phrases.shape[1], np.float32)
    scale[spread > 0] = 1 / spread[spread > 0] / np.sqrt(max(1, phrases.shape[1] / 2))
    return scale


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
