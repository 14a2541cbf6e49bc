"""A linear-chain conditional random field: how likely each word is part of a name.

Plain Python. The weights are a packed file that ``make train-anonymiser`` writes. A text is never
kept; what is remembered between texts are sums of weights for single words.
"""

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.anonymise import features
from app.anonymise.features import Books, Facts
from app.anonymise.known_words import KnownWords, Row, Word
from app.anonymise.tokens import Token
from app.anonymise.word_book import front_code

LABELS = ("O", "PER", "LOC", "ORG", "MISC")
STEP, _FINE = 0.05, 0.001
_K = len(LABELS)
_COMMON = 2
_ZERO: Row = (0.0,) * _K
_VALUE = [(byte - 256 if byte > 127 else byte) * STEP for byte in range(256)]


@dataclass(frozen=True)
class Weights:
    """What was learnt: a row for each feature, and for each label how it follows another.

    Features of two neighbours begin with ``R`` for what they say of the first, ``L`` for what
    they say of the second. ``verdict`` weighs the evidence beside the model's own.
    """

    rows: Mapping[str, Row]
    follow: Sequence[Row]
    verdict: Row = ()


@dataclass(frozen=True)
class Packed:
    """Weights as the model reads them: of words, of neighbours (twice a row), of labels."""

    single: Mapping[str, Row]
    pairs: Mapping[str, tuple[Row, Row]]
    follow: Sequence[Row]
    verdict: Row


def pack_weights(weights: Weights) -> bytes:
    """Write weights in steps of ``STEP``, a signed byte each; rows that round to zero are left."""
    single: dict[str, list[int]] = {}
    pairs: dict[str, list[int]] = {}
    for name, row in sorted(weights.rows.items()):
        numbers = [_byte(w) for w in row]
        if any(numbers) and name[0] in "RL":
            side = _K * "RL".index(name[0])
            pairs.setdefault(name[1:], [0] * (2 * _K))[side : side + _K] = numbers
        elif any(numbers):
            single[name] = numbers
    follow = bytes(_byte(w) for row in weights.follow for w in row)
    fine = b"".join(round(w / _FINE).to_bytes(2, "big", signed=True) for w in weights.verdict)
    head = bytes([len(weights.verdict)]) + fine + follow
    data = head + _pack_rows(single, _K) + _pack_rows(dict(sorted(pairs.items())), 2 * _K)
    return zlib.compress(data, 9)


def _pack_rows(rows: Mapping[str, list[int]], width: int) -> bytes:
    text = front_code(rows, "\x1e").encode("utf-8")
    head = len(text).to_bytes(4, "big") + len(rows).to_bytes(4, "big")
    return head + text + b"".join(bytes(row[k] for row in rows.values()) for k in range(width))


def _byte(weight: float) -> int:
    return max(-127, min(127, round(weight / STEP))) & 255


def unpack_weights(packed: bytes) -> Packed:
    """Read packed weights."""
    data = zlib.decompress(packed)
    at = 1 + 2 * data[0]
    fine = (int.from_bytes(data[i : i + 2], "big", signed=True) for i in range(1, at, 2))
    verdict = tuple(number * _FINE for number in fine)
    follow = [tuple(_VALUE[b] for b in data[at + _K * j : at + _K * j + _K]) for j in range(_K)]
    names, columns, at = _unpack_columns(data, at + _K * _K, _K)
    single = dict(zip(names, zip(*columns, strict=True), strict=True))
    names, columns, _ = _unpack_columns(data, at, 2 * _K)
    first, second = (zip(*columns[k : k + _K], strict=True) for k in (0, _K))
    pairs = dict(zip(names, zip(first, second, strict=True), strict=True))
    return Packed(single, pairs, follow, verdict)


def _unpack_columns(data: bytes, at: int, width: int) -> tuple[list[str], list[list[float]], int]:
    length, size = int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 8])
    at += 8
    names: list[str] = []
    name = ""
    for line in data[at : at + length].decode("utf-8").split("\x1e") if size else ():
        name = name[: ord(line[0]) - 48] + line[1:]
        names.append(name)
    at += length
    value = _VALUE.__getitem__
    columns = [list(map(value, data[at + k * size : at + (k + 1) * size])) for k in range(width)]
    return names, columns, at + width * size


class SequenceModel:
    """Says for each word of a text how likely it is a person, a place or an organisation."""

    def __init__(self, weights: Packed, books: Books) -> None:
        self._single = weights.single
        self._known = KnownWords(weights.single, weights.pairs, _ZERO, books)
        self._books = books
        self.verdict = weights.verdict
        self._chance = [[math.exp(w) for w in row] for row in weights.follow]

    def marginals(self, tokens: Sequence[Token]) -> list[Row]:
        """Give for each token the chance of each of ``LABELS``."""
        self._known.tidy()
        return _chances(self._scores(tokens), self._chance) if tokens else []

    def everyday(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Say which words are common English, or a slip away from it, and on no list of names."""
        known = map(self._known.of, tokens)
        return frozenset(at for at, word in enumerate(known) if _is_everyday(word.facts))

    def _scores(self, tokens: Sequence[Token]) -> list[list[float]]:
        """Add up, for each token and label, the weights of everything that holds."""
        memory = self._known
        known = list(map(memory.of, tokens))
        facts = [word.facts for word in known]
        typed = features.manner(tokens)
        places = features.places(tokens, self._books.words)
        last = len(tokens) - 1
        beside = memory.beside
        rows: list[list[Row]] = []
        for at, word in enumerate(known):
            opens = features.opens(facts, at)
            mine = [_ZERO, memory.alone(word, places[at], typed, opens)]
            if at:
                mine.append(beside(known[at - 1], places[at - 1], "p"))
            if at < last:
                mine.append(beside(known[at + 1], places[at + 1], "n"))
            if at > 1:
                mine.append(beside(known[at - 2], places[at - 2], "q"))
            if at + 1 < last:
                mine.append(beside(known[at + 2], places[at + 2], "r"))
            mine += self._around(known, facts, at)
            rows.append(mine)
        for at in range(last):
            here, there = rows[at], rows[at + 1]
            pairs = memory.both(known[at], known[at + 1], places[at], places[at + 1])
            for before, after in pairs:
                here.append(before)
                there.append(after)
        return [list(map(sum, zip(*mine, strict=True))) for mine in rows]

    def _around(self, known: Sequence[Word], facts: Sequence[Facts], at: int) -> Iterator[Row]:
        """Find the rows of ``features.around``."""
        edge = self._known.edge
        before = known[at - 1].around if at else edge
        earlier = known[at - 2].around if at > 1 else edge
        p = facts[at - 1].word if at else features.FIRST
        n = facts[at + 1].word if at + 1 < len(facts) else features.LAST
        found = [before[0].get(n), earlier[1].get(p), earlier[2].get(known[at].worn)]
        if 0 < at < len(facts) - 1:
            found.append(before[3].get(features.between(facts[at], facts[at + 1])))
        found += map(self._single.get, features.marks(facts, at))
        return filter(None, found)


def _is_everyday(known: Facts) -> bool:
    unlisted = known.first == known.last == "0" and not known.near.startswith(features.BENT)
    return known.near == "w" or (unlisted and int(known.use) >= _COMMON)


def _chances(scores: list[list[float]], follow: list[list[float]]) -> list[Row]:
    """Weigh every path through the labels (forward and backward sums, scaled at each word).

    The five labels are written out one by one: loops over them would take most of the time.
    """
    into = list(zip(*follow, strict=True))
    ahead: list[list[float]] = []
    strength = []
    for row in scores:
        top = max(row)
        here = [math.exp(value - top) for value in row]
        strength.append(here)
        if ahead:
            a, b, c, d, e = ahead[-1]
            here = [
                own * (a * p + b * q + c * r + d * s + e * t)
                for own, (p, q, r, s, t) in zip(here, into, strict=True)
            ]
        total = sum(here)
        ahead.append([value / total for value in here])
    after = [1.0] * _K
    out: list[Row] = [_ZERO] * len(scores)
    for at in range(len(scores) - 1, -1, -1):
        both = list(map(float.__mul__, ahead[at], after))
        total = sum(both)
        out[at] = tuple([value / total for value in both])
        a, b, c, d, e = map(float.__mul__, strength[at], after)
        after = [a * p + b * q + c * r + d * s + e * t for p, q, r, s, t in follow]
        total = sum(after)
        after = [value / total for value in after]
    return out
