"""Sealed records in IndexedDB, for the web app.

Database ``layby``, version 1, two object stores: ``profiles`` (key ``id``) and ``records``
(key ``[profile, table, id]``, the sealed bytes as a Uint8Array). Rows of ``profiles`` that an
earlier Layby wrote have no ``tries`` and ``tried_at``.
"""

import json
from collections.abc import Sequence
from typing import Any

import js
from pyodide.ffi import to_js

from app.domain.errors import StoreMoved
from app.store.indexed_db.browser import Connection, JsObject, Work
from app.store.port import Basis, ProfileHeader, SealedRecord

#: The version of the layout above.
LAYOUT = 1
_PROFILES, _RECORDS = "profiles", "records"


class BrowserStore:
    """A RecordStore in the IndexedDB database ``name`` (``patience``: see ``Connection``)."""

    def __init__(self, name: str = "layby", patience: float = 10.0) -> None:
        self._connection = Connection(name, LAYOUT, _lay_out, patience)

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles by label, then id."""
        rows = await self._read(lambda step: step.objectStore(_PROFILES).getAll())
        headers = [
            ProfileHeader(
                row["id"],
                row["label"],
                json.loads(row["envelope"]),
                row["format"],
                row.get("tries", 0),
                row.get("tried_at", 0.0),
            )
            for row in rows
        ]
        return sorted(headers, key=lambda header: (header.label, header.id))

    async def save_profile(self, header: ProfileHeader) -> None:
        """Add or replace a header."""
        row = _header_row(header)
        await self._connection.run("readwrite", lambda step: step.objectStore(_PROFILES).put(row))

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        """Add a profile with all its records; False when it is here already."""
        row = _header_row(header)
        is_added = True

        def add(step: JsObject, found: JsObject, is_again: bool) -> None:
            nonlocal is_added
            # Ours, when an earlier try landed although the connection was lost.
            is_ours = is_again and found is not None and found.envelope == row.envelope
            is_added = found is None or is_ours
            if found is None:
                step.objectStore(_RECORDS).delete(_all_of(header.id))
                step.objectStore(_PROFILES).put(row)
                _write(step, header.id, records, ())

        await self._connection.run_checked(
            lambda step: step.objectStore(_PROFILES).get(header.id), add
        )
        return is_added

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile and its records."""

        def erase(step: JsObject) -> JsObject:
            step.objectStore(_PROFILES).delete(profile_id)
            return step.objectStore(_RECORDS).delete(_all_of(profile_id))

        await self._connection.run("readwrite", erase)

    async def erase_everything(self) -> None:
        """Remove every profile and every record."""

        def erase(step: JsObject) -> JsObject:
            step.objectStore(_PROFILES).clear()
            return step.objectStore(_RECORDS).clear()

        await self._connection.run("readwrite", erase)

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        rows = await self._read(lambda step: step.objectStore(_RECORDS).getAll(_all_of(profile_id)))
        return [SealedRecord(row["table"], row["id"], bytes(row["sealed"])) for row in rows]

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        """Write and remove in one strict transaction; durable when this returns."""
        if basis is None:
            await self._connection.run(
                "readwrite", lambda step: _write(step, profile_id, puts, deletes)
            )
            return
        place = (basis.table, basis.id)
        tried = None if place in deletes else _bytes_for(place, puts)

        def write(step: JsObject, found: JsObject, is_again: bool) -> None:
            held = None if found is None else found.sealed.to_bytes()
            if is_again and held == tried:
                return  # the first try landed, although the connection was lost
            if held not in basis.sealed:
                raise StoreMoved
            _write(step, profile_id, puts, deletes)

        key = to_js([profile_id, *place])
        await self._connection.run_checked(lambda step: step.objectStore(_RECORDS).get(key), write)

    async def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    async def _read(self, work: Work) -> list[dict[str, Any]]:
        request = await self._connection.run("readonly", work)
        rows: list[dict[str, Any]] = request.result.to_py()
        return rows


def _write(
    step: JsObject,
    profile_id: str,
    puts: Sequence[SealedRecord],
    deletes: Sequence[tuple[str, str]],
) -> JsObject:
    records = step.objectStore(_RECORDS)
    for put in puts:
        sealed = to_js(put.sealed)
        records.put(_object(profile=profile_id, table=put.table, id=put.id, sealed=sealed))
    for table, record_id in deletes:
        records.delete(to_js([profile_id, table, record_id]))
    return records


def _bytes_for(place: tuple[str, str], puts: Sequence[SealedRecord]) -> bytes | None:
    return next((put.sealed for put in puts if (put.table, put.id) == place), None)


def _header_row(header: ProfileHeader) -> JsObject:
    return _object(
        id=header.id,
        label=header.label,
        envelope=json.dumps(dict(header.envelope)),
        format=header.format,
        tries=header.tries,
        tried_at=header.tried_at,
    )


def _lay_out(database: JsObject) -> None:
    database.createObjectStore(_PROFILES, _object(keyPath="id"))
    path = to_js(["profile", "table", "id"])
    database.createObjectStore(_RECORDS, _object(keyPath=path))


def _all_of(profile_id: str) -> JsObject:
    # An array sorts after every string, so this bound closes the profile's range.
    return js.IDBKeyRange.bound(to_js([profile_id]), to_js([profile_id, []]))


def _object(**fields: Any) -> JsObject:
    return to_js(fields, dict_converter=js.Object.fromEntries)
