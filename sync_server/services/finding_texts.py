"""Find words in the texts that leads may read anyway, misspelt ones too.

Nothing that is withheld is looked through, counted or marked. The words of readable texts are
kept in memory as numbers, so that looking costs milliseconds; how many texts were found is said
as every figure is, and which groups they come from only for those that are shown.
"""

import re
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from app.domain.codebook import folded
from app.domain.organisation import Organisation
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, nearest
from sync_server.analysis.spelling import alike
from sync_server.db.checks import Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.tables import summary
from sync_server.errors import Refusal
from sync_server.services.server_secret import ServerSecret

MOST_WORDS, MOST_SHOWN = 6, 50
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_SHORTEST = 2
_CHUNK = 5_000


@dataclass(frozen=True)
class FoundText:
    """A text with the places (code points) of what was looked for."""

    handle: str
    quarter: str
    staff_group: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Search:
    """What was found: how many in words, and up to ``MOST_SHOWN`` of them."""

    said: str
    texts: tuple[FoundText, ...]


@dataclass
class _Index:
    """The words of one trust's readable texts, as numbers."""

    numbers: dict[str, int] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    #: The next word's number and the next text's; of what has gone none is given again.
    next_word: int = 0
    next_text: int = 0
    words: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))
    owner: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))

    def add(self, texts: dict[str, str]) -> None:
        words, owner = [], []
        for identity, text in texts.items():
            row = self.place[identity] = self.next_text
            self.next_text += 1
            held = {folded(word) for word in _WORD.findall(text)}
            words += [self._number(word) for word in held]
            owner += [row] * len(held)
        self.words = np.concatenate([self.words, np.array(words, np.uint32)])
        self.owner = np.concatenate([self.owner, np.array(owner, np.uint32)])

    def _number(self, word: str) -> int:
        known = self.numbers.get(word)
        if known is None:
            known = self.numbers[word] = self.next_word
            self.next_word += 1
        return known

    def drop(self, gone: Collection[str]) -> None:
        """Forget texts, and the words that no other text holds."""
        stays = ~np.isin(self.owner, [self.place.pop(identity) for identity in gone])
        self.words, self.owner = self.words[stays], self.owner[stays]
        used = set(self.words.tolist())
        self.numbers = {word: one for word, one in self.numbers.items() if one in used}

    def with_word(self, word: str) -> tuple[NDArray[np.bool_], frozenset[str]]:
        """Give which texts hold a word or one like it, and the words that count as it."""
        known = frozenset(alike(word, self.numbers))
        wanted = [self.numbers[one] for one in known]
        there = np.zeros(self.next_text, np.bool_)
        there[self.owner[np.isin(self.words, wanted)]] = True
        return there, known


class FindingTexts:
    """Looks through texts; keeps their words, as numbers, for as long as they may be read."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        readable: Callable[[Organisation], Sequence[tuple[str, str]]],
        cipher: TextCipher = PLAIN,
    ) -> None:
        self._database = database
        self._secret = secret
        self._readable = readable
        self._cipher = cipher
        self._kept: dict[str, _Index] = {}
        self._lock = threading.Lock()

    def find(self, organisation: Organisation, words: str) -> Search:
        """Give the texts that hold all these words, those spelt the same first.

        Raises Refusal invalid-request, field words, for none or too many.
        """
        asked = list(dict.fromkeys(_asked(words)))
        readable = [identity for identity, _ in self._readable(organisation)]
        with self._lock:
            index = self._index(organisation.id, readable)
            found = np.ones(index.next_text, np.bool_)
            likes: set[str] = set()
            for word in asked:
                there, known = index.with_word(word)
                found &= there
                likes |= known
            hits = [one for one in readable if found[index.place[one]]]
        hits.sort(key=self._secret.place)
        return Search(_how_many(len(hits)), self._texts(organisation.id, hits[:MOST_SHOWN], likes))

    def _index(self, organisation: str, readable: Sequence[str]) -> _Index:
        index = self._kept.setdefault(organisation, _Index())
        # What may not be read any more is not kept either.
        if gone := index.place.keys() - set(readable):
            index.drop(gone)
        new = [one for one in readable if one not in index.place]
        for start in range(0, len(new), _CHUNK):
            with self._database.read() as connection:
                checks = Checks(connection, organisation, self._cipher)
                texts: dict[str, str] = {}
                for part in range(start, min(start + _CHUNK, len(new)), 500):
                    texts |= checks.texts(new[part : min(part + 500, start + _CHUNK)])
            index.add({one: texts.get(one, "") for one in new[start : start + _CHUNK]})
        return index

    def _texts(
        self, organisation: str, hits: Sequence[str], likes: Collection[str]
    ) -> tuple[FoundText, ...]:
        it = summary.c
        with self._database.read() as connection:
            rows = connection.execute(
                select(it.id, it.quarter, it.staff_group, it.text).where(
                    it.organisation == organisation, it.id.in_(hits)
                )
            ).all()
        by_id = {row.id: row for row in rows}
        return tuple(self._text(tuple(by_id[one]), likes) for one in hits if one in by_id)

    def _text(self, row: tuple[str, str, str, str], likes: Collection[str]) -> FoundText:
        identity, quarter, staff_group, stored = row
        text = self._cipher.open(stored, identity)
        marks = tuple(
            (match.start(), match.end())
            for match in _WORD.finditer(text)
            if folded(match.group()) in likes
        )
        return FoundText(self._secret.handle(identity), quarter, staff_group, text, marks)


def _asked(words: str) -> list[str]:
    asked = [folded(word) for word in _WORD.findall(words)]
    asked = [word for word in asked if len(word) >= _SHORTEST]
    if not asked or len(asked) > MOST_WORDS:
        said = f"Write one to {MOST_WORDS} words to look for."
        raise Refusal("invalid-request", said, field="words")
    return asked


def _how_many(number: int) -> str:
    if not number:
        return "No text that you may read holds these words."
    if number < SMALLEST_NUMERATOR:
        return f"Fewer than {SMALLEST_NUMERATOR} texts."
    return f"About {nearest(number):,} texts."
