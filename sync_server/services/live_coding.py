"""What codes a trust's texts at present: one release's engine, safe to share between threads.

It is an engine also where nothing was learnt: then phrases answer for every theme.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.codebook import Codebook
from app.domain.summary import WireSummary
from sync_server.analysis.engine import Engine
from sync_server.analysis.reasons import Coded


@dataclass(frozen=True)
class LiveCoding:
    """One release at work. ``number`` is the version of the codes that it makes."""

    number: int
    engine: Engine
    #: An engine remembers the words it meets, so only one thread uses it at a time.
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def codebook(self) -> Codebook:
        """The codebook it codes by."""
        return self.engine.codebook

    def explain(self, text: str) -> list[Coded]:
        """Give a text's codes with score, source and reasons."""
        with self._turn:
            return self.engine.code(text)

    def codes(self, texts: Sequence[str]) -> list[frozenset[str]]:
        """Give each text's codes."""
        with self._turn:
            return list(self.engine.code_many(texts))

    def doubts(self, texts: Sequence[str]) -> list[float]:
        """Say of each text how unsure its coding is, from 0 to 1."""
        with self._turn:
            return self.engine.doubts(texts)

    def rows(self, summaries: Sequence[WireSummary]) -> list[dict[str, object]]:
        """Give rows for what the texts show and what the two people picked."""
        found = self.codes([summary.text for summary in summaries])
        return [
            row
            for summary, codes in zip(summaries, found, strict=True)
            for row in self.rows_of(summary.id, with_picked(codes, summary.themes, self.engine))
        ]

    def rows_of(self, summary_id: str, codes: Iterable[str]) -> list[dict[str, object]]:
        """Give the rows of one summary."""
        return [
            {"summary_id": summary_id, "code": code, "codebook_version": self.number}
            for code in sorted(codes)
        ]


def with_picked(found: Iterable[str], picked: Iterable[str], engine: Engine) -> frozenset[str]:
    """Add the live themes that the two people picked to those found in their text."""
    return frozenset(found) | (frozenset(picked) & frozenset(engine.codes))
