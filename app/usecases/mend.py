"""Look after what was set aside: records that could not be opened, their bytes kept."""

import base64
import json

from app.store.set_aside import SetAside
from app.store.tables import VaultTables

KIND = "layby-set-aside"
FORMAT = 1


class SetAsideDesk:
    """The open profile's set-aside records. What to call them is the screen's business."""

    def __init__(self, tables: VaultTables) -> None:
        self._tables = tables

    def items(self) -> tuple[SetAside, ...]:
        """List what was set aside."""
        return self._tables.set_aside

    async def export(self) -> bytes:
        """Give everything that was set aside as JSON, for somebody who can help.

        ``{"kind", "format", "items": [{"damage", "table", "id", "sealed": base64 or null}]}``.
        The bytes are as sealed as ever: nothing in it can be read without the profile's key.
        Raises StoreError.
        """
        items = []
        for item in self._tables.set_aside:
            sealed = await self._tables.sealed_bytes(item)
            found = None if sealed is None else base64.b64encode(sealed).decode("ascii")
            place = {"damage": item.damage.value, "table": item.table, "id": item.record_id}
            items.append({**place, "sealed": found})
        whole = {"kind": KIND, "format": FORMAT, "items": items}
        return json.dumps(whole, indent=1, sort_keys=True).encode("ascii")

    async def dismiss(self, item: SetAside) -> None:
        """Delete what was set aside, its bytes too; durable when it returns, or StoreError."""
        await self._tables.dismiss(item)
