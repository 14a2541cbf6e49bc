"""Sealed records in IndexedDB, for the web app.

Database ``layby``, version 1, two object stores: ``profiles`` (key ``id``) and ``records``
(key ``[profile, table, id]``, the sealed bytes as a Uint8Array). An IndexedDB transaction
ends as soon as nothing is asked of it, so every request of one is made before the first
await. Browsers drop connections (iOS after a pause, any when site data is cleared): then the
database is opened again and the transaction, which is idempotent, is tried once more. Where it
comes back empty, site data was cleared under the open app: from then on every call fails, for a
commit of the last change alone would look like everything being saved.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import js
from pyodide.ffi import JsException, create_once_callable, create_proxy, to_js

from app.domain.errors import LaybyError, StoreFull, StoreUnavailable, VaultFormatUnknown
from app.store.port import ProfileHeader, SealedRecord

# Objects of the IndexedDB API. They live in JavaScript; Python holds proxies of them.
JsObject = Any

#: The version of the layout above.
LAYOUT = 1
_PROFILES, _RECORDS = "profiles", "records"
#: Names of failures after which a fresh connection may do better; "" is an abort unexplained.
_LOST = frozenset({"", "AbortError", "InvalidStateError", "UnknownError"})
_CLEARED = (
    "This device's storage was cleared while Layby was open. "
    "Copy what is on the screen before you close it."
)
_ELSEWHERE = "Layby is busy in another window. Close the other one, then try again."


class _Refused(Exception):
    """IndexedDB failed; ``name`` is its DOMException's."""

    def __init__(self, error: object) -> None:
        name = getattr(error, "name", "")
        self.name = name if isinstance(name, str) else ""
        super().__init__(self.name)

    def typed(self) -> LaybyError:
        """Give the error that the port promises."""
        kinds = {"QuotaExceededError": StoreFull, "VersionError": VaultFormatUnknown}
        return kinds.get(self.name, StoreUnavailable)()


class BrowserStore:
    """A RecordStore in the IndexedDB database ``name``.

    ``patience`` is how many seconds to wait for the database to open. Our own windows let go
    of it when asked to; another that does not (``onblocked``) may still close meanwhile.
    """

    def __init__(self, name: str = "layby", patience: float = 10.0) -> None:
        self._name = name
        self._patience = patience
        self._database: JsObject | None = None
        self._watcher: JsObject | None = None
        self._used = False
        self._ended: StoreUnavailable | None = None
        self._opening = asyncio.Lock()

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles by label, then id."""
        rows = await self._read(lambda step: step.objectStore(_PROFILES).getAll())
        headers = [
            ProfileHeader(row["id"], row["label"], json.loads(row["envelope"]), row["format"])
            for row in rows
        ]
        return sorted(headers, key=lambda header: (header.label, header.id))

    async def save_profile(self, header: ProfileHeader) -> None:
        """Add or replace a header."""
        envelope = json.dumps(dict(header.envelope))
        row = _object(id=header.id, label=header.label, envelope=envelope, format=header.format)
        await self._run("readwrite", lambda step: step.objectStore(_PROFILES).put(row))

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile and its records."""

        def erase(step: JsObject) -> None:
            step.objectStore(_PROFILES).delete(profile_id)
            step.objectStore(_RECORDS).delete(_all_of(profile_id))

        await self._run("readwrite", erase)

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        rows = await self._read(lambda step: step.objectStore(_RECORDS).getAll(_all_of(profile_id)))
        return [SealedRecord(row["table"], row["id"], bytes(row["sealed"])) for row in rows]

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
    ) -> None:
        """Write and remove in one strict transaction; durable when this returns."""

        def write(step: JsObject) -> None:
            records = step.objectStore(_RECORDS)
            for put in puts:
                sealed = to_js(put.sealed)
                row = _object(profile=profile_id, table=put.table, id=put.id, sealed=sealed)
                records.put(row)
            for table, record_id in deletes:
                records.delete(to_js([profile_id, table, record_id]))

        await self._run("readwrite", write)

    async def close(self) -> None:
        """Let go of the database."""
        self._ended = StoreUnavailable()
        self._forget()
        if self._watcher is not None:
            self._watcher.destroy()
            self._watcher = None

    async def _read(self, work: Callable[[JsObject], JsObject]) -> list[dict[str, Any]]:
        request = await self._run("readonly", work)
        rows: list[dict[str, Any]] = request.result.to_py()
        return rows

    async def _run(self, mode: str, work: Callable[[JsObject], Any]) -> JsObject:
        for last_try in (False, True):
            try:
                return await _transact(await self._connected(), mode, work)
            except _Refused as refused:
                self._forget()
                if last_try or refused.name not in _LOST:
                    raise refused.typed() from None
        raise AssertionError("unreachable: the second try returns or raises")

    async def _connected(self) -> JsObject:
        async with self._opening:
            if self._ended is not None:
                raise self._ended
            if self._database is None:
                self._database, fresh = await _opened(self._name, self._patience)
                if fresh and self._used:
                    self._forget()
                    self._ended = StoreUnavailable(_CLEARED)
                    raise self._ended
                self._used = True
                if self._watcher is None:
                    self._watcher = create_proxy(lambda _event: self._forget())
                # Another window wants to upgrade or delete; or the browser dropped us.
                self._database.onversionchange = self._watcher
                self._database.onclose = self._watcher
            return self._database

    def _forget(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.onversionchange = database.onclose = None
            database.close()


async def _transact(database: JsObject, mode: str, work: Callable[[JsObject], Any]) -> JsObject:
    """Do ``work`` in one transaction; give its request once the transaction is complete."""
    try:
        strict = _object(durability="strict")
        step = database.transaction(to_js([_PROFILES, _RECORDS]), mode, strict)
        try:
            request = work(step)
        except BaseException:
            step.abort()  # or the requests made so far would be committed on their own
            raise
    except JsException as error:
        raise _Refused(error) from None
    await _settled(step, good="oncomplete", bad="onabort")
    return request


async def _opened(name: str, patience: float) -> tuple[JsObject, bool]:
    """Open the database; give it and whether it is new."""
    fresh = False

    def lay_out_fresh(event: JsObject) -> None:
        nonlocal fresh
        fresh = True
        _lay_out(event.target.result)

    try:
        request = js.indexedDB.open(name, LAYOUT)
    except (AttributeError, JsException):
        raise StoreUnavailable from None
    lay_out = create_proxy(lay_out_fresh)
    request.onupgradeneeded = lay_out
    try:
        async with asyncio.timeout(patience):
            await _settled(request, good="onsuccess", bad="onerror")
    except (TimeoutError, asyncio.CancelledError) as error:
        # It may still open one day. Then it must be laid out whole (so that proxy stays alive)
        # and must not hold up other windows.
        request.onsuccess = create_once_callable(lambda event: event.target.result.close())
        if isinstance(error, TimeoutError):
            raise StoreUnavailable(_ELSEWHERE) from None
        raise
    except _Refused:
        lay_out.destroy()
        raise
    request.onupgradeneeded = None
    lay_out.destroy()
    return request.result, fresh


def _lay_out(database: JsObject) -> None:
    database.createObjectStore(_PROFILES, _object(keyPath="id"))
    path = to_js(["profile", "table", "id"])
    database.createObjectStore(_RECORDS, _object(keyPath=path))


async def _settled(target: JsObject, good: str, bad: str) -> None:
    """Wait for one of two events on an IndexedDB object; raises _Refused on the bad one."""
    settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def succeed(_event: JsObject) -> None:
        if not settled.done():
            settled.set_result(None)

    def fail(_event: JsObject) -> None:
        if not settled.done():
            settled.set_exception(_Refused(target.error))

    listeners = {good: create_proxy(succeed), bad: create_proxy(fail)}
    for name, listener in listeners.items():
        setattr(target, name, listener)
    try:
        await settled
    finally:
        for name, listener in listeners.items():
            setattr(target, name, None)
            listener.destroy()


def _all_of(profile_id: str) -> JsObject:
    # An array sorts after every string, so this bound closes the profile's range.
    return js.IDBKeyRange.bound(to_js([profile_id]), to_js([profile_id, []]))


def _object(**fields: Any) -> JsObject:
    return to_js(fields, dict_converter=js.Object.fromEntries)
