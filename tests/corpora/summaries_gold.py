"""The gold set of summaries, read; how it was made stands in ``summaries/README.md``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUMMARIES = Path(__file__).parent / "summaries"


@dataclass(frozen=True)
class Coded:
    id: str
    half: str
    text: str
    first: frozenset[str]
    second: frozenset[str]
    codes: frozenset[str]


def gold() -> Iterator[Coded]:
    """Give every summary, file by file."""
    for file in sorted(SUMMARIES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            held = json.loads(line)
            codings = (frozenset(held[name]) for name in ("first", "second", "codes"))
            yield Coded(held["id"], held["half"], held["text"], *codings)
