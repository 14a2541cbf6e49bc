"""Every promise of the contracts, and those only the browser's adapters make, run in the browser.

Imported by ``inside``, which carries out the test's orders.
"""

import asyncio
import traceback
from collections.abc import Callable
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from app.domain.errors import StoreUnavailable, VaultFormatUnknown
from app.store.browser import BrowserStore
from app.store.port import ProfileHeader, SealedRecord
from app.vault.browser import BrowserKeyChest, BrowserPrimitives
from tests.contracts import key_chest, record_store, vault_tables, vectors
from tests.contracts.expect import raises

PROFILE = "profile-1"


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
