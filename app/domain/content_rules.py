"""What guides and leaflets keep to alike: ids used once, sources listed, no clinical score.

A complaint is the place in the file and a sentence about it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from app.domain.clinical_scores import find_clinical_score
from app.domain.guide import Source

Complaint = tuple[str, str]


class Entry(Protocol):
    """Anything with an id of its own."""

    @property
    def id(self) -> str:
        """Give it."""


class Sourced(Entry, Protocol):
    """Anything that names the ids of its sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Give them."""


def places(kind: str, entries: Iterable[Entry]) -> list[str]:
    """Name each of ``entries`` by its kind and id."""
    return [f"{kind} {entry.id}" for entry in entries]


def citations(kind: str, entries: Iterable[Sourced]) -> list[tuple[str, str]]:
    """Give the sources that ``entries`` name, each with the place that names it."""
    return [(f"{kind} {entry.id}", source) for entry in entries for source in entry.sources]


def used_twice(named: Iterable[str]) -> Iterator[Complaint]:
    """Complain of ids that stand twice; notes, citations and translations refer to them."""
    for place, count in Counter(named).items():
        if count > 1:
            yield place, "this id is used twice."


def unlisted(
    cited: Iterable[tuple[str, str]], sources: Iterable[Source], kind: str
) -> Iterator[Complaint]:
    """Complain of sources that are cited in a ``kind`` of file and not listed there."""
    known = {source.id for source in sources}
    for place, source in cited:
        if source not in known:
            yield place, f"cites the source {source}, which the {kind} does not list."


def scores(texts: Iterable[tuple[str, tuple[str, ...]]], kind: str) -> Iterator[Complaint]:
    """Complain of texts that read, together, like a clinical score."""
    for place, together in texts:
        score = find_clinical_score(" / ".join(together))
        if score:
            named = f"{kind.capitalize()}s"
            yield place, f"this reads like a clinical score ({score}). {named} hold none."
