"""One scorer for every system that marks text: by span for recall, by word for precision.

A gold span counts as found when any of its characters is marked, and as hidden whole when every
word of it is. Precision, recall and F are counted over words. Words of types a set does not
score (organisations, titles) are neither right nor wrong.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Mark = tuple[int, int, str]

_WORD = re.compile(r"\w+")
_NAMES = frozenset({"PERSON", "LOC"})
_ALL = frozenset("PERSON LOC ADDRESS DATE PHONE EMAIL ID URL AGE NRP".split())
_UK = frozenset(
    "UK_DRIVING_LICENCE UK_NHS UK_NINO UK_PASSPORT UK_POSTCODE UK_VEHICLE_REGISTRATION".split()
)


@dataclass(frozen=True)
class Corpus:
    """A file of annotated text: what of it is scored, and which marks speak to that.

    ``marks`` empty: every mark counts. ``lower``: the same texts typed in lower case.
    """

    file: str
    scored: frozenset[str]
    marks: frozenset[str] = frozenset()
    lower: bool = False

    @property
    def name(self) -> str:
        """What the table calls it."""
        return self.file + (" lower" if self.lower else "")

    def read(self, folder: Path) -> Iterator[tuple[str, list[Mark]]]:
        """Give each text with its gold spans."""
        for line in (folder / f"{self.file}.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text = document["text"]
            small = text.lower()
            text = small if self.lower and len(small) == len(text) else text
            yield text, [(start, end, kind) for start, end, kind in document["spans"]]


_MARKS = frozenset({"PERSON", "LOC", "ORG"})
TESTS = (
    Corpus("btc_test_f", _NAMES, _MARKS),
    Corpus("wnut_test", _NAMES, _MARKS),
    Corpus("wnut_test", _NAMES, _MARKS, lower=True),
    Corpus("presidio_synth_v2", _ALL),
    Corpus("presidio_uk_tests", _UK),
)
DEVELOPMENT = (
    Corpus("btc_dev_h2", _NAMES, _MARKS),
    Corpus("btc_dev_h2", _NAMES, _MARKS, lower=True),
    Corpus("wnut_dev", _NAMES, _MARKS),
    Corpus("wnut_dev", _NAMES, _MARKS, lower=True),
)


@dataclass
class Score:
    """Counts over one corpus, and what they come to."""

    spans: int = 0
    found: int = 0
    whole: int = 0
    right: int = 0
    needless: int = 0
    missed: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)

    def add(
        self, text: str, gold: Sequence[Mark], marks: Iterable[Mark], scored: frozenset[str]
    ) -> None:
        """Count one text."""
        masked = _cover(text, ((start, end) for start, end, _ in marks))
        wanted = _cover(text, ((s, e) for s, e, kind in gold if kind in scored))
        either = _cover(text, ((s, e) for s, e, kind in gold if kind not in scored))
        for start, end, kind in gold:
            if kind in scored:
                words = list(_WORD.finditer(text, start, end))
                hit = any(masked[start:end])
                self.spans += 1
                self.found += hit
                self.whole += bool(words) and all(all(masked[slice(*m.span())]) for m in words)
                count = self.by_type.setdefault(kind, [0, 0])
                count[0] += hit
                count[1] += 1
        for word in _WORD.finditer(text):
            place = slice(*word.span())
            if any(wanted[place]):
                self.right += any(masked[place])
                self.missed += not any(masked[place])
            elif not any(either[place]):
                self.needless += any(masked[place])

    @property
    def span_recall(self) -> float:
        """Share of gold spans with any mark on them."""
        return self.found / max(1, self.spans)

    @property
    def precision(self) -> float:
        """Share of marked words that are gold."""
        return self.right / max(1, self.right + self.needless)

    @property
    def recall(self) -> float:
        """Share of gold words that are marked."""
        return self.right / max(1, self.right + self.missed)

    def f(self, beta: float) -> float:
        """F measure over words, recall weighing ``beta`` times precision."""
        p, r = self.precision, self.recall
        return (1 + beta**2) * p * r / (beta**2 * p + r) if p and r else 0.0


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\x01" * (min(end, len(text)) - start)
    return covered
