"""A linear-chain conditional random field: how likely each word is part of a name.

Plain Python. The weights are a packed file that ``make train-anonymiser`` writes. A text is never
kept; what is remembered between texts are sums of weights for single words.
"""

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.anonymise.chances import Five, Row, chances
from app.anonymise.features import Books
from app.anonymise.known_words import KnownWords
from app.anonymise.lanes import Lanes, gather
from app.anonymise.scores import scores
from app.anonymise.tokens import Token

LABELS = ("O", "PER", "LOC", "ORG", "MISC")
STEP, _FINE = 0.05, 0.001
_K = len(LABELS)
_MOST_SHARED = 60
_LANES = Lanes(_K)
_STRENGTH = [math.exp(-STEP * below) for below in range(2048)]
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
    """Weights as the model reads them: of words, of neighbours (twice a row), of labels.

    A row is one number with a lane for each label, in steps of ``STEP``; for neighbours the
    upper half of the lanes is what the feature says of the second.
    """

    single: Mapping[str, int]
    pairs: Mapping[str, int]
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


def _front_code(words: Iterable[str]) -> str:
    """Write sorted words so that each says only what differs from the one before."""
    lines, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), _MOST_SHARED) and before[shared] == word[shared]:
            shared += 1
        lines.append(chr(48 + shared) + word[shared:])
        before = word
    return "\x1e".join(lines)


def _pack_rows(rows: Mapping[str, list[int]], width: int) -> bytes:
    text = _front_code(rows).encode("utf-8")
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
    single, at = _unpack_rows(data, at + _K * _K, _K)
    pairs, _ = _unpack_rows(data, at, 2 * _K)
    return Packed(single, pairs, follow, verdict)


def _unpack_rows(data: bytes, at: int, width: int) -> tuple[dict[str, int], int]:
    length, size = int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 8])
    at += 8
    names: list[str] = []
    name = ""
    for line in data[at : at + length].decode("utf-8").split("\x1e") if size else ():
        name = name[: ord(line[0]) - 48] + line[1:]
        names.append(name)
    at += length
    columns = [data[at + k * size : at + (k + 1) * size] for k in range(width)]
    return dict(zip(names, gather(columns), strict=True)), at + width * size


class SequenceModel:
    """Says for each word of a text how likely it is a person, a place or an organisation."""

    def __init__(self, weights: Packed, books: Books) -> None:
        self._known = KnownWords(weights.single, weights.pairs, books)
        self.verdict = weights.verdict
        self._chance = [[math.exp(w) for w in row] for row in weights.follow]

    def marginals(self, tokens: Sequence[Token]) -> list[Row]:
        """Give for each token the chance of each of ``LABELS``."""
        return self.read(tokens)[0]

    def read(self, tokens: Sequence[Token]) -> tuple[list[Row], frozenset[int]]:
        """Give the chances, and which words are everyday ones.

        Those are common English, or a slip away from it, and on no list of names.
        """
        self._known.tidy()
        if not tokens:
            return [], frozenset()
        known = self._known.all_of(tokens)
        everyday = frozenset([at for at, word in enumerate(known) if word.everyday])
        strengths = _strengths(scores(known, self._known, _LANES))
        return chances(strengths, self._chance), everyday


def _strengths(totals: Sequence[int]) -> list[Five]:
    """Turn the sum of each word into how much speaks for each label, the best counting one."""
    found: list[Five] = []
    strength = _STRENGTH
    for a, b, c, d, e in _LANES.raised(totals):
        top = max(a, b, c, d, e)
        v, w, x, y, z = top - a, top - b, top - c, top - d, top - e
        try:
            found.append((strength[v], strength[w], strength[x], strength[y], strength[z]))
        except IndexError:
            p, q, r, s, t = (math.exp(-STEP * below) for below in (v, w, x, y, z))
            found.append((p, q, r, s, t))
    return found
