"""What a lead sees before editing: every item with its state, and one item with its versions."""

from typing import Any

from app.domain.organisation import Organisation
from sync_server.db.content import CODEBOOK, DRAFT, LISTS, PUBLISHED, ROSTER, ContentItems, ItemKey
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal
from sync_server.services.editing import known_version
from sync_server.services.item_forms import title_of
from sync_server.services.shipped import Shipped

#: What has an editor of its own.
_APART = frozenset({LISTS.kind, ROSTER.kind, CODEBOOK.kind})


class EditingLists:
    """Reads what can be edited: a trust's own items, and the shipped ones it may replace."""

    def __init__(self, database: Database, shipped: Shipped) -> None:
        self._database = database
        self._shipped = shipped

    def everything(self, organisation: Organisation) -> dict[str, Any]:
        """Give all items, the trust's document, and the version of what devices fetch."""
        with self._database.read() as connection:
            kept = ContentItems(connection, organisation.id)
            latest = {_key(row): row for row in kept.latest() if row.kind not in _APART}
            standing = {_key(row): row for row in kept.standing()}
            version = Organisations(connection).version(organisation.id)
        items = [self._entry(key, row, standing.get(key)) for key, row in latest.items()]
        items += [self._entry(key, None, None) for key in self._shipped.texts if key not in latest]
        items.sort(key=lambda item: (item["kind"], item["title"], item["id"], item["language"]))
        return {"items": items, "organisation": organisation.to_document(), "version": version}

    def one(self, organisation: Organisation, key: ItemKey) -> dict[str, Any]:
        """Give one item's texts and versions; raises Refusal not-found."""
        with self._database.read() as connection:
            rows = ContentItems(connection, organisation.id).history(key)
        shipped = self._shipped.texts.get(key, "")
        if not rows and not shipped:
            raise Refusal("not-found")
        standing = next((row for row in reversed(rows) if row.state != DRAFT), None)
        last = rows[-1] if rows else None
        return {
            "kind": key.kind,
            "id": key.id,
            "language": key.language,
            "version": known_version(rows, key, self._shipped),
            "state": last.state if last else PUBLISHED,
            "shipped": bool(shipped),
            # What devices show now, or showed last; ours where the trust has none of its own.
            "text": (standing.text if standing else "") or shipped,
            "draft_text": last.text if last and last.state == DRAFT else None,
            "versions": [
                {
                    "version": row.version,
                    "state": row.state,
                    "edited_by": row.edited_by,
                    "edited_on": row.edited_on,
                }
                for row in reversed(rows)
            ],
        }

    def _entry(self, key: ItemKey, row: Record | None, standing: Record | None) -> dict[str, Any]:
        text = (row.text if row else "") or self._shipped.texts.get(key, "")
        live = standing.version if standing and standing.state == PUBLISHED else None
        return {
            "kind": key.kind,
            "id": key.id,
            "language": key.language,
            "version": row.version if row else self._shipped.versions[key],
            "state": row.state if row else PUBLISHED,
            "title": self._title(key, text),
            "edited_on": row.edited_on if row else "",
            "shipped": key in self._shipped.texts,
            "own": row is not None,
            "published_version": live,
        }

    def _title(self, key: ItemKey, text: str) -> str:
        if key.kind == "overlay":
            guide = self._shipped.texts.get(ItemKey("guide", key.id, key.language), "")
            return title_of("guide", guide) or key.id
        return title_of(key.kind, text) or key.id


def _key(row: Record) -> ItemKey:
    return ItemKey(row.kind, row.id, row.language)
