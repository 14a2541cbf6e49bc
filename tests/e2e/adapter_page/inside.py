"""What the worker does on the test's orders, in the browser's Python.

An order is JSON ``{"name": ..., "argument": ...}``; the answer is any JSON value.
"""

import asyncio
import base64
import json
import traceback
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import js
from pyodide.ffi import JsException, to_js
from pyodide.http import pyfetch

from app.domain.errors import StoreFull, StoreUnavailable, VaultFormatUnknown
from app.store.browser import BrowserStore
from app.store.port import ProfileHeader, SealedRecord
from app.store.tables import VaultTables
from app.vault.browser import BrowserKeyChest, BrowserPrimitives
from app.vault.envelope import Envelope
from tests.contracts import key_chest, record_store, vault_tables, vectors
from tests.contracts.expect import raises

PROFILE = "profile-1"


async def carry_out(order: str) -> str:
    """Do what an order names; a failure's traceback is the answer then."""
    asked = json.loads(order)
    try:
        answer = await ORDERS[asked["name"]](asked["argument"])
    except Exception:
        answer = {"failed": traceback.format_exc()}
    return json.dumps(answer)


async def run_contracts(_argument: object) -> dict[str, str]:
    """Run every promise against the browser's adapters; name -> traceback, "" when kept."""
    chest = BrowserKeyChest()
    _, cipher = await chest.create(PROFILE, key_chest.PASSPHRASE)
    platform = vectors.Platform(BrowserPrimitives(), _sealing_key, _data_key)
    results: dict[str, str] = {}
    for promise in key_chest.CONTRACT:
        await _try(results, "key_chest", promise, lambda: chest)
    for promise in vectors.CONTRACT:
        await _try(results, "vectors", promise, platform)
    for promise in record_store.CONTRACT:
        await _try(results, "record_store", promise, _maker(promise.__name__))
    for promise in vault_tables.CONTRACT:
        bench = vault_tables.Bench(_maker("tables-" + promise.__name__), cipher)
        await _try(results, "vault_tables", promise, bench)
    for promise in BROWSER_ONLY:
        await _try(results, "browser", promise, promise.__name__)
    return results


async def _try(
    results: dict[str, str], suite: str, promise: Callable[[Any], Any], over: Any
) -> None:
    name = f"{suite}:{promise.__name__}"
    try:
        async with asyncio.timeout(30):
            await promise(over)
        results[name] = ""
    except Exception:
        results[name] = traceback.format_exc()


def _maker(database: str) -> Callable[[], BrowserStore]:
    return lambda: BrowserStore(database)


async def _sealing_key(raw: bytes) -> Any:
    uses = to_js(["encrypt", "decrypt"])
    return await js.crypto.subtle.importKey("raw", to_js(raw), "AES-GCM", False, uses)


async def _data_key(raw: bytes) -> Any:
    return await js.crypto.subtle.importKey("raw", to_js(raw), "HKDF", False, to_js(["deriveKey"]))


# -- promises that only the browser's adapters make -------------------------------------------


async def no_key_can_be_exported(_name: str) -> None:
    use = BrowserPrimitives()
    wrapping = await use.stretch(b"secret", b"salt", 1)
    wrapped = await use.new_wrapped(wrapping, bytes(12), b"")
    data_key = await use.unwrap(wrapping, bytes(12), wrapped, b"")
    record_key = await use.derive(data_key, b"vault", b"info")
    for key in (wrapping, data_key, record_key):
        assert key.extractable is False
        await raises(JsException, js.crypto.subtle.exportKey("raw", key))


async def a_newer_database_is_refused_by_name(name: str) -> None:
    (await _database(name, 2)).close()
    store = BrowserStore(name)
    await raises(VaultFormatUnknown, store.profiles())
    await store.close()


async def a_store_lets_go_when_another_window_asks(name: str) -> None:
    store = BrowserStore(name)
    await store.save_profile(ProfileHeader("a", "Profile 1", {}))
    await _request(js.indexedDB.deleteDatabase(name))
    # Everything is gone. Saving on as if nothing had happened would hide that.
    for _ in range(2):
        await raises(StoreUnavailable, store.save_profile(ProfileHeader("b", "Profile 2", {})))
    await store.close()
    again = BrowserStore(name)
    assert await again.profiles() == []
    await again.close()


async def a_dropped_connection_is_opened_again(name: str) -> None:
    store = BrowserStore(name)
    await store.save_profile(ProfileHeader("a", "Profile 1", {}))
    # What iOS does to a paused app: the connection is dead and nobody was told.
    store._database.close()
    assert len(await store.profiles()) == 1
    store._database.close()
    await store.commit("a", [SealedRecord("notes", "x", b"1")], [])
    assert await store.load("a") == [SealedRecord("notes", "x", b"1")]
    await store.close()


async def a_held_up_opening_ends_and_spoils_nothing(name: str) -> None:
    holder = await _database(name, 1)
    deletion = js.indexedDB.deleteDatabase(name)  # waits for the holder, and we wait for it
    store = BrowserStore(name, patience=0.3)
    await raises(StoreUnavailable, store.profiles())
    holder.close()
    await _request(deletion)
    await store.save_profile(ProfileHeader("a", "Profile 1", {}))
    assert len(await store.profiles()) == 1
    await store.close()
    # The opening that was given up came through later; it must not hold up anyone.
    async with asyncio.timeout(5):
        await _request(js.indexedDB.deleteDatabase(name))


BROWSER_ONLY = (
    no_key_can_be_exported,
    a_newer_database_is_refused_by_name,
    a_store_lets_go_when_another_window_asks,
    a_dropped_connection_is_opened_again,
    a_held_up_opening_ends_and_spoils_nothing,
)


async def _database(name: str, version: int) -> Any:
    return await _request(js.indexedDB.open(name, version))


async def _request(request: Any) -> Any:
    while request.readyState != "done":
        await asyncio.sleep(0.01)
    return request.result


# -- vaults that travel ------------------------------------------------------------------------


async def open_foreign(vault: dict[str, Any]) -> list[dict[str, Any]]:
    """Open a vault that another platform made; give its notes."""
    store = BrowserStore("travelled")
    records = [SealedRecord(t, i, base64.b64decode(sealed)) for t, i, sealed in vault["records"]]
    await store.commit(PROFILE, records, [])
    envelope = Envelope.from_document(vault["envelope"])
    cipher = await BrowserKeyChest().unlock(envelope, vault["passphrase"])
    tables = await VaultTables.open(store, cipher, PROFILE)
    assert tables.damaged == ()
    return tables.all("notes")


async def make_vault(asked: dict[str, Any]) -> dict[str, Any]:
    """Make a vault with the given notes in database "layby" and give it away, sealed."""
    envelope, cipher = await BrowserKeyChest().create(PROFILE, asked["passphrase"])
    store = BrowserStore()
    document = envelope.to_document()
    await store.save_profile(ProfileHeader(PROFILE, "Profile 1", document))
    tables = await VaultTables.open(store, cipher, PROFILE)
    for note in asked["notes"]:
        tables.put("notes", note["id"], note)
        await tables.commit()
    sealed = await store.load(PROFILE)
    await tables.close()
    await store.close()
    records = [(one.table, one.id, base64.b64encode(one.sealed).decode()) for one in sealed]
    return {"envelope": document, "records": records}


# -- trouble from outside ----------------------------------------------------------------------

_kept_open: list[tuple[BrowserStore, VaultTables]] = []


async def open_killable(passphrase: str) -> list[int]:
    """Open the vault that survives kills, making it the first time; give the numbers kept."""
    store, chest = BrowserStore("killed"), BrowserKeyChest()
    headers = await store.profiles()
    if headers:
        cipher = await chest.unlock(Envelope.from_document(headers[0].envelope), passphrase)
    else:
        envelope, cipher = await chest.create(PROFILE, passphrase)
        await store.save_profile(ProfileHeader(PROFILE, "Profile 1", envelope.to_document()))
    tables = await VaultTables.open(store, cipher, PROFILE)
    assert tables.damaged == ()
    notes = sorted(document["n"] for document in tables.all("notes"))
    assert notes == sorted(document["n"] for document in tables.all("plans"))
    _kept_open.append((store, tables))
    return notes


async def commit_without_end(start: int) -> None:
    """Commit pairs of documents and report each once it is durable, until killed."""
    _, tables = _kept_open[-1]
    for number in count(start):
        tables.put("notes", str(number), {"n": number, "text": "x" * 3000})
        tables.put("plans", str(number), {"n": number})
        await tables.commit()
        body = json.dumps({"kind": "durable", "detail": number})
        await pyfetch("/report", method="POST", body=body)


async def commit_many(count: int) -> str:
    """Commit so many records of 50 kB at once; give the name of the error, "" for none."""
    store, _ = _kept_open[-1]
    records = [SealedRecord("notes", str(number), bytes(50_000)) for number in range(count)]
    try:
        await store.commit("large", records, [])
    except (StoreFull, StoreUnavailable) as error:
        return type(error).__name__
    return ""


async def commit_after_wiping(_argument: object) -> str:
    """Commit after site data was cleared under the open store; give the error's message."""
    _, tables = _kept_open[-1]
    tables.put("notes", "after", {"n": -1})
    try:
        await tables.commit()
    except StoreUnavailable as error:
        return error.message
    return ""


ORDERS: dict[str, Callable[[Any], Awaitable[Any]]] = {
    order.__name__: order
    for order in (
        run_contracts,
        open_foreign,
        make_vault,
        open_killable,
        commit_without_end,
        commit_many,
        commit_after_wiping,
    )
}
