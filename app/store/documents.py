"""TinyDB over documents that are only ever in memory.

TinyDB gives the queries; its own storages rewrite everything on each write and promise no
durability, so none of them is used. Instead each table remembers which ids were touched:
comparing the whole database to find out was measured about a hundred times slower. For the
same reason a write changes the rows where they are: TinyDB's own way copies the table twice.
"""

from collections.abc import Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Table

Row = dict[str, Any]
#: What JSON has that can be written in.
_HOLDING = (dict, list)


class DocumentTable(Table):
    """A TinyDB table keyed by text ids; ``touched`` holds the ids to write next."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB types ids as numbers

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - TinyDB's own
        super().__init__(*args, **options)
        self.touched: set[str] = set()

    def fill(self, rows: Mapping[str, Row]) -> None:
        """Add documents that are stored already, so none counts as touched."""
        self._changing().update(rows)

    def place(self, doc_id: str, row: Row) -> None:
        """Add or replace one document."""
        self._changing()[doc_id] = row
        self.touched.add(doc_id)

    def discard(self, doc_id: str) -> None:
        """Remove one document; none there is fine."""
        self._changing().pop(doc_id, None)
        self.touched.add(doc_id)

    def row(self, doc_id: str) -> Row | None:
        """Give the document itself, not a copy."""
        return self._rows().get(doc_id)

    def rows(self) -> list[Row]:
        """Give the documents themselves; what iterates over the table makes new ones of them."""
        return list(self._rows().values())

    def _rows(self) -> Mapping[str, Row]:
        rows: Mapping[str, Row] = (self.storage.read() or {}).get(self.name, {})
        return rows

    def _changing(self) -> dict[str, Row]:
        """Give the rows themselves, and forget what queries found in them."""
        tables = self.storage.read()
        if tables is None:
            tables = {}
            self.storage.write(tables)
        rows: dict[str, Row] = tables.setdefault(self.name, {})
        self.clear_cache()
        return rows


class Documents(TinyDB):
    """All tables of one open profile."""

    table_class = DocumentTable

    def __init__(self) -> None:
        super().__init__(storage=MemoryStorage)

    def of(self, name: str) -> DocumentTable:
        """Give a table, made on first use."""
        table = self.table(name)
        assert isinstance(table, DocumentTable)  # noqa: S101 - narrows table_class for the checker
        return table

    def has_touched(self) -> bool:
        """Say whether anything waits to be written."""
        return any(self.of(name).touched for name in self._tables)

    def take_touched(self) -> list[tuple[str, str]]:
        """Give every touched (table, id) and count them as touched no more."""
        taken: list[tuple[str, str]] = []
        for name, table in ((name, self.of(name)) for name in sorted(self._tables)):
            taken += [(name, doc_id) for doc_id in sorted(table.touched)]
            table.touched = set()
        return taken

    def touch(self, keys: list[tuple[str, str]]) -> None:
        """Count these (table, id) as touched again."""
        for name, doc_id in keys:
            self.of(name).touched.add(doc_id)


def copied(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Copy a JSON value in depth; several times faster than ``copy.deepcopy``."""
    # What cannot be written in is told apart before the call: most of a document is words.
    if isinstance(value, dict):
        return {
            k: copied(item) if isinstance(item, _HOLDING) else item for k, item in value.items()
        }
    if isinstance(value, list):
        return [copied(v) if isinstance(v, _HOLDING) else v for v in value]
    return value
