"""What the worker does on the test's orders, in the browser's Python.

An order is JSON ``{"name": ..., "argument": ...}``; the answer is any JSON value.
"""

import base64
import json
import traceback
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from pyodide.http import pyfetch

from app.domain.errors import StoreFull, StoreUnavailable, VaultError
from app.store.browser import BrowserStore
from app.store.port import ProfileHeader, SealedRecord
from app.store.tables import VaultTables
from app.vault.browser import BrowserKeyChest, BrowserPrimitives
from app.vault.chest import ProfileCipher
from app.vault.envelope import Envelope
from app.vault.secrets import Passphrase
from tests.contracts import timing
from tests.e2e.adapter_page.browser_only import every_use_key
from tests.e2e.adapter_page.promises import PROFILE, run_contracts


async def carry_out(order: str) -> str:
    """Do what an order names; a failure's traceback is the answer then."""
    asked = json.loads(order)
    try:
        answer = await ORDERS[asked["name"]](asked["argument"])
    except Exception:
        answer = {"failed": traceback.format_exc()}
    return json.dumps(answer)


async def make_vault_without_argon2(_argument: object) -> str:
    """Make a vault while the server has no Argon2id; give the error's message."""
    try:
        await BrowserKeyChest().create(PROFILE, "gravel lantern otter six")
    except VaultError as error:
        return error.message
    return ""


# -- vaults that travel ------------------------------------------------------------------------


async def open_foreign(vault: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Open a vault that another platform made, or an earlier Layby; give its documents."""
    store, profile = BrowserStore(vault["name"]), vault["profile"]
    records = [SealedRecord(t, i, base64.b64decode(sealed)) for t, i, sealed in vault["records"]]
    await store.commit(profile, records, [])
    envelope = Envelope.from_document(vault["envelope"])
    cipher = await BrowserKeyChest().unlock(envelope, Passphrase(vault["passphrase"]))
    expected = vault["format"] > 1
    tables = await VaultTables.open(store, cipher, profile, manifest_expected=expected)
    assert tables.set_aside == ()
    again = await VaultTables.open(store, cipher, profile)
    assert again.set_aside == ()
    return {table: again.all(table) for table in vault["tables"]}


async def make_vault(asked: dict[str, Any]) -> dict[str, Any]:
    """Make a vault with the given notes in database "layby" and give it away, sealed."""
    envelope, cipher = await BrowserKeyChest().create(PROFILE, asked["passphrase"])
    store = BrowserStore()
    document = envelope.to_document()
    header = ProfileHeader(PROFILE, "Profile 1", document)
    assert await store.add_profile(header, await VaultTables.first_records(cipher, PROFILE))
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
        envelope = Envelope.from_document(headers[0].envelope)
        cipher = await chest.unlock(envelope, Passphrase(passphrase))
    else:
        envelope, cipher = await chest.create(PROFILE, passphrase)
        header = ProfileHeader(PROFILE, "Profile 1", envelope.to_document())
        await store.add_profile(header, await VaultTables.first_records(cipher, PROFILE))
    tables = await VaultTables.open(store, cipher, PROFILE)
    assert tables.set_aside == ()
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


async def time_store(asked: dict[str, int]) -> timing.Times:
    """Time commits and openings with so many conversations kept."""
    cipher = ProfileCipher(BrowserPrimitives(), await every_use_key(bytes(range(32))))
    store = BrowserStore(f"timed-{asked['stored']}")
    return await timing.measure(store, cipher, asked["stored"], asked["rounds"])


ORDERS: dict[str, Callable[[Any], Awaitable[Any]]] = {
    order.__name__: order
    for order in (
        run_contracts,
        make_vault_without_argon2,
        open_foreign,
        make_vault,
        open_killable,
        commit_without_end,
        commit_many,
        commit_after_wiping,
        time_store,
    )
}
