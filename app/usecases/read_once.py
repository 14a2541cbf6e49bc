"""Documents of an open profile read as what they mean, each anew only when it was put anew.

Whoever holds a thousand conversations opens the home screen as quickly as whoever holds ten:
what a screen asks for at every redraw must not cost a reading of all that is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from app.domain.errors import ContentError

T = TypeVar("T")

#: A document and what it was read as; None where this version cannot read it.
_Reading = tuple[Mapping[str, Any], T | None]


class ReadOnce(Generic[T]):
    """Reads with ``read``, which raises ContentError for what it cannot.

    A put gives a table another document, never the same one changed: so the same document
    means the same. What is given is given again: it is to be read only.
    """

    def __init__(self, read: Callable[[Mapping[str, Any]], T]) -> None:
        self._read = read
        self._known: dict[int, _Reading[T]] = {}

    def all(self, documents: Sequence[Mapping[str, Any]]) -> list[T]:
        """Give what ``documents`` mean, in their order, without those that cannot be read."""
        before, self._known = self._known, {}
        found = []
        for document in documents:
            # Held here, a document keeps its address to itself.
            known = before.get(id(document)) or (document, self._try(document))
            self._known[id(document)] = known
            if known[1] is not None:
                found.append(known[1])
        return found

    def _try(self, document: Mapping[str, Any]) -> T | None:
        try:
            return self._read(document)
        except ContentError:
            return None
