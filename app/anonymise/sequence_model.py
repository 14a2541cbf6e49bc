"""A linear-chain conditional random field: how likely each word is part of a name.

Plain Python. The weights are a packed file that ``make train-anonymiser`` writes. A text is never
kept; what is remembered between texts are sums of weights for single words.
"""

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.anonymise import features
from app.anonymise.features import Facts, Families
from app.anonymise.tokens import Token
from app.anonymise.word_book import WordBook, front_code

LABELS = ("O", "PER", "LOC", "ORG", "MISC")
STEP = 0.05
_K = len(LABELS)
_REMEMBERED = 20_000
Row = tuple[float, ...]
_ZERO: Row = (0.0,) * _K


@dataclass(frozen=True)
class Weights:
    """What was learnt: a row for each feature, and for each label how it follows another."""

    rows: Mapping[str, Row]
    follow: Sequence[Row]
    families: bytes


def pack_weights(weights: Weights) -> bytes:
    """Write weights in steps of ``STEP``, a signed byte each; rows that round to zero are left."""
    rounded = {name: [_byte(w) for w in row] for name, row in sorted(weights.rows.items())}
    kept = {name: row for name, row in rounded.items() if any(row)}
    text = front_code(kept, "\x1e").encode("utf-8")
    follow = bytes(_byte(w) for row in weights.follow for w in row)
    columns = b"".join(bytes(row[k] for row in kept.values()) for k in range(_K))
    head = len(text).to_bytes(4, "big") + len(weights.families).to_bytes(2, "big")
    return zlib.compress(head + weights.families + follow + text + columns, 9)


def _byte(weight: float) -> int:
    return max(-127, min(127, round(weight / STEP))) & 255


def unpack_weights(packed: bytes) -> Weights:
    """Read packed weights."""
    data = zlib.decompress(packed)
    length, table = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:6], "big")
    at = 6 + table
    value = [(byte - 256 if byte > 127 else byte) * STEP for byte in range(256)]
    follow = [tuple(value[b] for b in data[at + _K * j : at + _K * j + _K]) for j in range(_K)]
    at += _K * _K
    names: list[str] = []
    name = ""
    for line in data[at : at + length].decode("utf-8").split("\x1e") if length else ():
        name = name[: ord(line[0]) - 48] + line[1:]
        names.append(name)
    numbers = [value[b] for b in data[at + length :]]
    size = len(names)
    columns = (numbers[size * k : size * (k + 1)] for k in range(_K))
    return Weights(
        dict(zip(names, zip(*columns, strict=True), strict=True)), follow, data[6 : 6 + table]
    )


class SequenceModel:
    """Says for each word of a text how likely it is a person, a place or an organisation."""

    def __init__(self, weights: Weights, book: WordBook) -> None:
        self._rows = weights.rows
        # Pairs speak for their first word under "R" and for their second under "L".
        self._before = {n[1:]: row for n, row in weights.rows.items() if n[0] == "R"}
        self._after = {n[1:]: row for n, row in weights.rows.items() if n[0] == "L"}
        self._book = book
        self._families = Families(weights.families)
        self._chance = [[math.exp(w) for w in row] for row in weights.follow]
        self._sums: dict[tuple[str, ...], Row] = {}
        self._facts: dict[str, Facts] = {}

    def marginals(self, tokens: Sequence[Token]) -> list[Row]:
        """Give for each token the chance of each of ``LABELS``."""
        if len(self._sums) > _REMEMBERED:
            self._sums.clear()
            self._facts.clear()
        return _chances(self._scores(tokens), self._chance) if tokens else []

    def _scores(self, tokens: Sequence[Token]) -> list[list[float]]:
        """Add up, for each token and label, the weights of everything that holds."""
        known = [self._know(token) for token in tokens]
        typed = features.manner(tokens)
        places = features.places(tokens, self._book)
        last = len(tokens) - 1
        rows: list[list[Row]] = []
        for at, token in enumerate(tokens):
            first = "^" if features.opens(known, at) else "-"
            mine = [_ZERO, self._alone(token.text, known[at], places[at], typed, first)]
            for where, there in (("p", at - 1), ("n", at + 1), ("q", at - 2), ("r", at + 2)):
                if 0 <= there <= last:
                    text, place = tokens[there].text, places[there]
                    mine.append(self._beside(text, known[there], place, where))
            mine += filter(None, map(self._rows.get, features.around(known, at)))
            rows.append(mine)
        for at in range(last):
            names = features.pair(known[at], known[at + 1], places[at], places[at + 1])
            rows[at] += filter(None, map(self._before.get, names))
            rows[at + 1] += filter(None, map(self._after.get, names))
        return [list(map(sum, zip(*mine, strict=True))) for mine in rows]

    def _know(self, token: Token) -> Facts:
        found = self._facts.get(token.text)
        if found is None:
            found = features.facts(token, self._book, self._families)
            self._facts[token.text] = found
        return found

    def _alone(self, text: str, known: Facts, place: str, typed: str, first: str) -> Row:
        key = (text, place, typed, first)
        found = self._sums.get(key)
        if found is None:
            found = self._sum(features.alone(known, place, typed, first == "^"))
            self._sums[key] = found
        return found

    def _beside(self, text: str, known: Facts, place: str, where: str) -> Row:
        key = (text, place, where)
        found = self._sums.get(key)
        if found is None:
            found = self._sum(features.beside(known, place, where))
            self._sums[key] = found
        return found

    def _sum(self, names: Iterable[str]) -> Row:
        rows = self._rows
        found = [row for row in map(rows.get, names) if row is not None]
        return tuple(map(sum, zip(*found, strict=True))) if found else _ZERO


def _chances(scores: list[list[float]], follow: list[list[float]]) -> list[Row]:
    """Weigh every path through the labels (forward and backward sums, scaled at each word)."""
    labels = range(_K)
    into = list(zip(*follow, strict=True))
    ahead: list[list[float]] = []
    strength = []
    for row in scores:
        top = max(row)
        here = [math.exp(value - top) for value in row]
        strength.append(here)
        if ahead:
            past = ahead[-1]
            here = [here[k] * sum(map(float.__mul__, past, into[k])) for k in labels]
        total = sum(here)
        ahead.append([value / total for value in here])
    after = [1.0] * _K
    out: list[Row] = [_ZERO] * len(scores)
    for at in range(len(scores) - 1, -1, -1):
        both = list(map(float.__mul__, ahead[at], after))
        total = sum(both)
        out[at] = tuple(value / total for value in both)
        weighed = list(map(float.__mul__, strength[at], after))
        back = [sum(map(float.__mul__, follow[j], weighed)) for j in labels]
        total = sum(back)
        after = [value / total for value in back]
    return out
