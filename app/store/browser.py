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
from app.store.rows import listed_id, listed_name, may_change, read_header

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
        headers = [read_header(row) for row in rows]
        return sorted(headers, key=lambda header: (header.label, header.id))

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

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        """Replace a header's envelope and format while they are those of ``was``."""
        is_changed = False

        def change(step: JsObject, found: JsObject, is_again: bool) -> None:
            nonlocal is_changed
            held = None if found is None else read_header(found.to_py())
            if may_change(held, was):
                found.envelope, found.format = _written(header), header.format
                step.objectStore(_PROFILES).put(found)
                is_changed = True
            else:
                # An earlier try may have landed although the connection was lost.
                is_changed = is_again and may_change(held, header)

        await self._connection.run_checked(
            lambda step: step.objectStore(_PROFILES).get(header.id), change
        )
        return is_changed

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        """Write a header's count of wrong tries, if there is such a header."""

        def count(step: JsObject, found: JsObject, _is_again: bool) -> None:
            if found is not None:
                found.tries, found.tried_at = tries, tried_at
                step.objectStore(_PROFILES).put(found)

        await self._connection.run_checked(
            lambda step: step.objectStore(_PROFILES).get(profile_id), count
        )

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile, under whatever id it is listed, and its records."""

        def erase(step: JsObject, keys: JsObject, _is_again: bool) -> None:
            for key, stored_id in zip(keys, keys.to_py(), strict=True):
                if listed_id(stored_id) == profile_id:
                    step.objectStore(_PROFILES).delete(key)
            step.objectStore(_RECORDS).delete(_all_of(profile_id))

        await self._connection.run_checked(
            lambda step: step.objectStore(_PROFILES).getAllKeys(), erase
        )

    async def erase_everything(self) -> None:
        """Remove every profile and every record."""

        def erase(step: JsObject) -> JsObject:
            step.objectStore(_PROFILES).clear()
            return step.objectStore(_RECORDS).clear()

        await self._connection.run("readwrite", erase)

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        rows = await self._read(lambda step: step.objectStore(_RECORDS).getAll(_all_of(profile_id)))
        return [
            SealedRecord(
                listed_name(row["table"]), listed_name(row["id"]), _sealed(row.get("sealed"))
            )
            for row in rows
        ]

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
            held = None if found is None else _sealed(found.to_py().get("sealed"))
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


def _written(header: ProfileHeader) -> str:
    return json.dumps(dict(header.envelope))


def _sealed(stored: object) -> bytes:
    # Anything else cannot be opened; no bytes at all cannot either.
    return bytes(stored) if isinstance(stored, memoryview | bytes) else b""


def _header_row(header: ProfileHeader) -> JsObject:
    return _object(
        id=header.id,
        label=header.label,
        envelope=_written(header),
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
