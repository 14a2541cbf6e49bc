"""A trust's guides, overlays, services and lists in the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, select, update

from sync_server.db.repositories import Record, insert_new
from sync_server.db.tables import content_item

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
_ITEM = (content_item.c.kind, content_item.c.id, content_item.c.language)


@dataclass(frozen=True)
class ItemKey:
    """What names an item within a trust. A service is written in one language, ``en``."""

    kind: str
    id: str
    language: str = "en"

    def __str__(self) -> str:
        """Give it as the audit has it."""
        return f"{self.kind} {self.id} {self.language}"


#: What the anonymiser is to look for, as JSON: the lists that people write, and the filter of
#: staff names (``app.domain.roster``). There is one of each, never as a draft.
LISTS, ROSTER = ItemKey("lists", "lists"), ItemKey("roster", "roster")
#: The trust's own codebook (TOML), where it does not use the one that ships.
CODEBOOK = ItemKey("codebook", "codebook")
#: What is to become of it: drafts, and an empty row where one was dropped or published.
CODEBOOK_DRAFT = ItemKey("codebook", "draft")


@dataclass(frozen=True)
class ContentItems:
    """One trust's items: a row for each version, the highest last."""

    connection: Connection
    organisation: str

    def standing(self) -> Sequence[Record]:
        """Give each item as devices have it: its last row that is no draft."""
        return self._last(content_item.c.state != DRAFT)

    def latest(self) -> Sequence[Record]:
        """Give the last row of each item, drafts included."""
        return self._last(content_item.c.organisation == self.organisation)

    def history(self, key: ItemKey) -> Sequence[Record]:
        """Give every row of one item, oldest first."""
        statement = select(content_item).where(*self._of(key))
        return self.connection.execute(statement.order_by(content_item.c.version)).all()

    def add(self, key: ItemKey, version: int, values: dict[str, str]) -> bool:
        """Add a row; False when that version exists: it stays."""
        named = {"kind": key.kind, "id": key.id, "language": key.language, "version": version}
        row = {"organisation": self.organisation, **named, **values}
        return insert_new(self.connection, content_item, row)

    def empty(self, key: ItemKey) -> None:
        """Empty the texts of an item's rows: of a roster that was replaced nothing is kept."""
        statement = update(content_item).where(
            content_item.c.organisation == self.organisation,
            content_item.c.kind == key.kind,
            content_item.c.id == key.id,
        )
        self.connection.execute(statement.values(text=""))

    def prune_drafts(self, key: ItemKey) -> int:
        """Take out the item's drafts; gives how many there were."""
        drafts = delete(content_item).where(*self._of(key), content_item.c.state == DRAFT)
        return self.connection.execute(drafts).rowcount

    def _of(self, key: ItemKey) -> tuple[ColumnElement[bool], ...]:
        return (
            content_item.c.organisation == self.organisation,
            content_item.c.kind == key.kind,
            content_item.c.id == key.id,
            content_item.c.language == key.language,
        )

    def _last(self, among: ColumnElement[bool]) -> Sequence[Record]:
        highest = (
            select(*_ITEM, func.max(content_item.c.version).label("version"))
            .where(content_item.c.organisation == self.organisation, among)
            .group_by(*_ITEM)
            .subquery()
        )
        same = [content_item.c[column.name] == column for column in highest.c]
        statement: Select[tuple[object, ...]] = (
            select(content_item)
            .join(highest, and_(*same))
            .where(content_item.c.organisation == self.organisation)
            .order_by(*_ITEM)
        )
        return self.connection.execute(statement).all()
