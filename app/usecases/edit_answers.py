"""What the server says of a trust's content: the list of it, and one item with its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.errors import ContentError, ServerNotUnderstood
from app.domain.organisation import Organisation
from app.domain.support import in_full


@dataclass(frozen=True)
class ListedItem:
    """One item of the list. ``own`` says the trust touched it, ``shipped`` that it is Layby's.

    ``published_version`` is the trust's own that devices have, None where they have ours.
    """

    kind: str
    id: str
    language: str
    version: int
    state: str
    title: str
    shipped: bool
    own: bool
    published_version: int | None


@dataclass(frozen=True)
class Listing:
    """All that can be edited."""

    items: tuple[ListedItem, ...]
    organisation: Organisation

    def of(self, kind: str) -> list[ListedItem]:
        """Give the items of one kind."""
        return [item for item in self.items if item.kind == kind]


@dataclass(frozen=True)
class MadeVersion:
    """One version of an item: who made it, on which day, and what became of it."""

    version: int
    state: str
    edited_by: str
    edited_on: str

    def day_words(self) -> str:
        """Say the day for a person."""
        try:
            return in_full(date.fromisoformat(self.edited_on))
        except ValueError:
            return self.edited_on


@dataclass(frozen=True)
class WholeItem:
    """One item as the server has it."""

    version: int
    state: str
    shipped: bool
    text: str
    draft_text: str | None
    versions: tuple[MadeVersion, ...]


def read_listing(found: Mapping[str, Any]) -> Listing:
    """Read the list; raises ServerNotUnderstood."""
    try:
        items = tuple(_listed(item) for item in _sequence(found["items"]))
        return Listing(items, Organisation.from_document(found["organisation"]))
    except (KeyError, TypeError, AttributeError, ContentError) as error:
        raise ServerNotUnderstood from error


def read_whole(found: Mapping[str, Any]) -> WholeItem:
    """Read one item; raises ServerNotUnderstood."""
    try:
        draft = found["draft_text"]
        return WholeItem(
            version=_whole_number(found["version"]),
            state=str(found["state"]),
            shipped=bool(found["shipped"]),
            text=str(found["text"]),
            draft_text=None if draft is None else str(draft),
            versions=tuple(_made(one) for one in _sequence(found["versions"])),
        )
    except (KeyError, TypeError) as error:
        raise ServerNotUnderstood from error


def _listed(item: Mapping[str, Any]) -> ListedItem:
    live = item.get("published_version")
    return ListedItem(
        kind=str(item["kind"]),
        id=str(item["id"]),
        language=str(item["language"]),
        version=_whole_number(item["version"]),
        state=str(item["state"]),
        title=str(item["title"]),
        shipped=bool(item.get("shipped", False)),
        own=bool(item.get("own", False)),
        published_version=None if live is None else _whole_number(live),
    )


def _made(one: Mapping[str, Any]) -> MadeVersion:
    return MadeVersion(
        _whole_number(one["version"]),
        str(one["state"]),
        str(one["edited_by"]),
        str(one["edited_on"]),
    )


def _sequence(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _whole_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value
