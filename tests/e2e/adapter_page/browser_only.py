"""Promises that only the browser's adapters make, of its keys and its database."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from app.domain.errors import StoreMoved, StoreUnavailable, VaultFormatUnknown
from app.store.browser import BrowserStore
from app.store.indexed_db import browser as indexed_db
from app.store.port import Basis, ProfileHeader, SealedRecord
from app.vault.browser import BrowserPrimitives
from app.vault.primitives import Wrapping
from tests.contracts.expect import raises


def maker(database: str) -> Callable[[], BrowserStore]:
    return lambda: BrowserStore(database)


async def every_use_key(raw: bytes) -> Any:
    """Give the record key that these bytes are; the app itself never has such bytes."""
    uses = to_js(["encrypt", "decrypt", "wrapKey", "unwrapKey"])
    return await js.crypto.subtle.importKey("raw", to_js(raw), "AES-GCM", False, uses)


async def data_key(raw: bytes) -> Any:
    return await js.crypto.subtle.importKey("raw", to_js(raw), "HKDF", False, to_js(["deriveKey"]))


async def no_key_can_be_exported(_name: str) -> None:
    use = BrowserPrimitives()
    keys = {
        "argon2id": await use.argon2id(b"secret", b"salt" * 4, 256, 1, 1),
        "hkdf": await use.hkdf(b"secret", b"salt", b"info"),
        "pbkdf2": await use.pbkdf2(b"secret", b"salt", 1),
    }
    for wrapping_key in keys.values():
        assert sorted(wrapping_key.usages) == ["unwrapKey", "wrapKey"]
    wrapping = Wrapping(keys["argon2id"], bytes(12), b"")
    wrapped = await use.new_wrapped(wrapping)
    keys["data"] = await use.unwrap(wrapped, wrapping)
    again = Wrapping(keys["hkdf"], bytes(12), b"")
    keys["data again"] = await use.unwrap(await use.rewrap(wrapped, wrapping, again), again)
    keys["records"] = await use.derive(keys["data"], b"vault", b"info")
    for key in keys.values():
        assert key.extractable is False
        await raises(JsException, js.crypto.subtle.exportKey("raw", key))


async def what_argon2id_was_given_is_overwritten(_name: str) -> None:
    password = to_js(b"a passphrase")
    key = await js.laybyArgon2.wrappingKey(password, to_js(b"salt" * 4), 256, 1, 1)
    assert key.algorithm.name == "AES-GCM"
    assert password.to_bytes() == bytes(12)
    for attempt in (b"a passphrase", b""):
        password = to_js(attempt)
        await raises(JsException, js.laybyArgon2.wrappingKey(password, to_js(b"short"), 256, 1, 1))
        assert password.to_bytes() == bytes(len(attempt))


async def a_newer_database_is_refused_by_name(name: str) -> None:
    (await _database(name, 2)).close()
    store = BrowserStore(name)
    await raises(VaultFormatUnknown, store.profiles())
    await store.close()


async def a_store_lets_go_when_another_window_asks(name: str) -> None:
    store = BrowserStore(name)
    await store.add_profile(ProfileHeader("a", "Profile 1", {}), [])
    await _request(js.indexedDB.deleteDatabase(name))
    # Everything is gone. Saving on as if nothing had happened would hide that.
    for _ in range(2):
        await raises(StoreUnavailable, store.add_profile(ProfileHeader("b", "Profile 2", {}), []))
    await store.close()
    again = BrowserStore(name)
    assert await again.profiles() == []
    await again.close()


async def a_dropped_connection_is_opened_again(name: str) -> None:
    store = BrowserStore(name)
    await store.add_profile(ProfileHeader("a", "Profile 1", {}), [])
    # What iOS does to a paused app: the connection is dead and nobody was told.
    store._connection._database.close()
    assert len(await store.profiles()) == 1
    store._connection._database.close()
    await store.commit("a", [SealedRecord("notes", "x", b"1")], [])
    assert await store.load("a") == [SealedRecord("notes", "x", b"1")]
    await store.close()


async def a_commit_that_landed_before_the_connection_was_lost_is_made_once(name: str) -> None:
    store = BrowserStore(name)
    for basis, root in (((None,), b"1"), ((b"1",), b"2")):
        connection, puts = store._connection, [SealedRecord("manifest", "root", root)]
        tries = await _losing_the_first_answer(
            connection, store.commit("a", puts, [], Basis("manifest", "root", basis))
        )
        assert tries == 2
        assert await store.load("a") == puts
    header = ProfileHeader("b", "Profile 1", {"n": 1})
    answers: list[bool] = []

    async def add() -> None:
        answers.append(await store.add_profile(header, []))

    assert await _losing_the_first_answer(store._connection, add()) == 2
    await add()
    assert answers == [True, False]
    changed = replace(header, envelope={"n": 2})

    async def change() -> None:
        answers.append(await store.change_profile(changed, header))

    assert await _losing_the_first_answer(store._connection, change()) == 2
    await change()
    assert answers == [True, False, True, False]
    assert await store.profiles() == [changed]
    # What the retry finds from another window is not taken for its own.
    other = BrowserStore(name)
    await other.commit("a", [SealedRecord("manifest", "root", b"9")], [])
    step = store.commit("a", puts, [], Basis("manifest", "root", (b"2",)))
    await raises(StoreMoved, _losing_the_first_answer(store._connection, step))
    await store.close()
    await other.close()


async def _losing_the_first_answer(connection: Any, step: Awaitable[None]) -> int:
    """Let the first transaction land and report an abort; give how many were tried."""
    tries, settled = 0, indexed_db._settled

    async def losing(target: Any, good: str, bad: str) -> None:
        nonlocal tries
        await settled(target, good, bad)
        if good == "oncomplete":
            tries += 1
            if tries == 1:
                raise indexed_db.Refused(None)

    indexed_db._settled = losing
    try:
        await step
    finally:
        indexed_db._settled = settled
    return tries


async def a_row_from_before_tries_were_counted_is_read(name: str) -> None:
    store = BrowserStore(name)
    await store.profiles()
    row = {"id": "a", "label": "Profile 1", "envelope": "{}", "format": 1}
    await _put(store, "profiles", row)
    assert await store.profiles() == [ProfileHeader("a", "Profile 1", {}, 1, 0, 0.0)]
    await store.close()


async def damaged_rows_keep_nothing_else_shut(name: str) -> None:
    store = BrowserStore(name)
    fine = ProfileHeader("fine", "Profile 1", {"n": 1})
    records = [SealedRecord("notes", "x", b"1")]
    await store.add_profile(fine, records)
    sound = {"id": "a", "label": "Profile 2", "envelope": '{"n": 1}', "format": 1}
    spoilt: list[dict[str, Any]] = [
        {"envelope": None},
        {"envelope": "{"},
        {"envelope": "[1]"},
        {"envelope": "[" * 100_000},
        {"format": "1"},
        {"format": 0},
        {"format": 1.5},
        {"format": True},
        {"id": "/?#"},
        {"id": 7},
        {"id": 7.5},
        {"id": ["a"]},
    ]
    for change in spoilt:
        await _put(store, "profiles", {**sound, **change})
        (found,) = [header for header in await store.profiles() if header != fine]
        assert found.envelope == {}, change
        assert found.id.replace("-", "").isalnum()
        assert await store.change_profile(replace(found, envelope={"n": 2}), found) is False
        await store.erase_profile(found.id)
        assert await store.profiles() == [fine], change
    for change in ({"label": None}, {"label": "\0"}, {"tries": "many"}, {"tried_at": float("nan")}):
        await _put(store, "profiles", {**sound, **change})
        (found,) = [header for header in await store.profiles() if header != fine]
        assert (found.id, found.envelope, found.tries, found.tried_at) == ("a", {"n": 1}, 0, 0.0)
        assert found.label in ("Profile", "Profile 2")
    await store.erase_profile("a")
    for sealed in (None, "text", 7):
        await _put(store, "records", {"profile": "a", "table": "t", "id": "r", "sealed": sealed})
        assert await store.load("a") == [SealedRecord("t", "r", b"")]
        step = store.commit("a", records, [], Basis("t", "r", (b"2",)))
        await raises(StoreMoved, step)
    assert await store.load("fine") == records
    await store.close()


async def _put(store: BrowserStore, kind: str, row: dict[str, Any]) -> None:
    step = store._connection._database.transaction(to_js([kind]), "readwrite")
    await _request(step.objectStore(kind).put(to_js(row, dict_converter=js.Object.fromEntries)))


async def a_held_up_opening_ends_and_spoils_nothing(name: str) -> None:
    holder = await _database(name, 1)
    deletion = js.indexedDB.deleteDatabase(name)  # waits for the holder, and we wait for it
    store = BrowserStore(name, patience=0.3)
    await raises(StoreUnavailable, store.profiles())
    holder.close()
    await _request(deletion)
    await store.add_profile(ProfileHeader("a", "Profile 1", {}), [])
    assert len(await store.profiles()) == 1
    await store.close()
    # The opening that was given up came through later; it must not hold up anyone.
    async with asyncio.timeout(5):
        await _request(js.indexedDB.deleteDatabase(name))


BROWSER_ONLY = (
    a_commit_that_landed_before_the_connection_was_lost_is_made_once,
    a_row_from_before_tries_were_counted_is_read,
    damaged_rows_keep_nothing_else_shut,
    no_key_can_be_exported,
    what_argon2id_was_given_is_overwritten,
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
