"""The browser's adapters keep the very contracts that the native ones keep.

They run where they will live: Python in a module worker of a real Chromium, under the
production Content Security Policy, over WebCrypto and IndexedDB.
"""

import asyncio
import base64
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from playwright.sync_api import sync_playwright

from app.store.port import FORMAT, SealedRecord
from app.store.tables import VaultTables
from app.vault.envelope import Envelope
from app.vault.native import NativeKeyChest
from app.vault.secrets import Passphrase
from tests.app.store.test_migrations import expected, fixture
from tests.contracts import (
    blind_signatures,
    kept_vaults,
    key_chest,
    record_store,
    set_aside,
    vault_tables,
    vectors,
)
from tests.contracts.memory_store import MemoryStore
from tests.e2e.adapter_page.kills import Kills
from tests.e2e.adapter_page.lab import Browser, Lab, browsing

pytestmark = pytest.mark.browser

T = TypeVar("T")
PROFILE = "profile-1"
PASSPHRASE = "canary Gravel läntern otter"
NOTES = [
    {"id": "Canaria Okonkwo-Featherstone", "text": "Canary-note: not slept since Mill Lane"},
    {"id": "2", "text": "Zweite Notiz – naïve 🚑 \ud83d", "ticks": [True, None, 1.5]},
]
SUITES = [
    "key_chest",
    "vectors",
    "blind_signatures",
    "record_store",
    "vault_tables",
    "set_aside",
    "browser",
]
KILLS = 2


@dataclass
class Campaign:
    """What was seen while one Chromium was opened, used, killed and opened again."""

    without_argon2: str = "not tried"
    contracts: dict[str, str] = field(default_factory=dict)
    native_notes_in_browser: list[dict[str, Any]] = field(default_factory=list)
    format_1_in_browser: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    browser_vault: dict[str, Any] = field(default_factory=dict)
    profile_files: dict[str, bytes] = field(default_factory=dict)
    kills: Kills = field(default_factory=lambda: Kills(PASSPHRASE))
    when_full: str = ""
    once_there_is_room: str = "not tried"
    after_wiping: str = ""
    violations: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Do it all in one profile folder: each opening of the browser costs some seconds."""
    profile = tmp_path_factory.mktemp("chromium") / "profile"
    seen, lab = Campaign(), Lab()
    with sync_playwright() as playwright:
        for run in range(KILLS):
            with browsing(playwright, lab, profile) as browser:
                if run == 0:
                    _prove_contracts(lab, seen)
                seen.kills.commit_until_killed(lab, browser)
        seen.profile_files = {
            str(path.relative_to(profile)): path.read_bytes()
            for path in profile.rglob("*")
            if path.is_file()
        }
        with browsing(playwright, lab, profile) as browser:
            _fill_and_wipe(lab, browser, seen)
    lab.close()
    seen.violations = lab.violations
    return seen


def _prove_contracts(lab: Lab, seen: Campaign) -> None:
    kept = lab.scripts.pop("/argon2/argon2.umd.min.js")
    seen.without_argon2 = lab.ask("make_vault_without_argon2")
    lab.scripts["/argon2/argon2.umd.min.js"] = kept
    seen.contracts = lab.ask("run_contracts", SUITES)
    seen.native_notes_in_browser = lab.ask("open_foreign", _natively(_native_vault()))["notes"]
    early = {**fixture(), "name": "format-1", "tables": ["conversations", "outbox", "enrolment"]}
    seen.format_1_in_browser = lab.ask("open_foreign", early)
    seen.browser_vault = lab.ask("make_vault", {"passphrase": PASSPHRASE, "notes": NOTES})


def _fill_and_wipe(lab: Lab, browser: Browser, seen: Campaign) -> None:
    tools, origin = browser.tools(), {"origin": lab.url}
    # Before the first access, for Chromium remembers for a while how much room there was.
    tools.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 3_000_000})
    seen.kills.look(lab)
    seen.when_full = lab.ask("commit_many", 100)
    tools.send("Storage.overrideQuotaForOrigin", origin)
    seen.once_there_is_room = lab.ask("commit_many", 1)
    tools.send("Storage.clearDataForOrigin", {**origin, "storageTypes": "indexeddb"})
    seen.after_wiping = lab.ask("commit_after_wiping")


def _natively(step: Coroutine[Any, Any, T]) -> T:
    # In a thread of its own: Playwright's event loop already runs in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, step).result()


def _by_id(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(notes, key=lambda note: str(note["id"]))


async def _native_vault() -> dict[str, Any]:
    envelope, cipher = await NativeKeyChest().create(PROFILE, PASSPHRASE)
    store = MemoryStore()
    tables = await VaultTables.open(store, cipher, PROFILE, manifest_expected=False)
    for note in NOTES:
        tables.put("notes", note["id"], note)
    await tables.commit()
    records = [
        (one.table, one.id, base64.b64encode(one.sealed).decode())
        for one in await store.load(PROFILE)
    ]
    return {
        "name": "travelled",
        "profile": PROFILE,
        "format": FORMAT,
        "tables": ["notes"],
        "envelope": envelope.to_document(),
        "passphrase": PASSPHRASE,
        "records": records,
    }


async def _open_natively(vault: dict[str, Any]) -> list[dict[str, Any]]:
    envelope = Envelope.from_document(vault["envelope"])
    cipher = await NativeKeyChest().unlock(envelope, Passphrase(PASSPHRASE))
    store = MemoryStore()
    records = [SealedRecord(t, i, base64.b64decode(sealed)) for t, i, sealed in vault["records"]]
    await store.commit(PROFILE, records, [])
    tables = await VaultTables.open(store, cipher, PROFILE)
    assert tables.set_aside == ()
    return tables.all("notes")


def test_every_shared_contract_is_kept(campaign: Campaign) -> None:
    broken = {name: why for name, why in campaign.contracts.items() if why}
    assert not broken, "\n".join(broken.values())
    for suite in (key_chest, vectors, blind_signatures, record_store, vault_tables, set_aside):
        room = suite.__name__.rsplit(".", 1)[-1]
        promises = {f"{room}:{promise.__name__}" for promise in suite.CONTRACT}
        assert promises <= set(campaign.contracts)


def test_a_missing_part_is_named_and_loaded_later(campaign: Campaign) -> None:
    assert campaign.without_argon2.startswith("A part of Layby is not on this device yet.")
    assert campaign.contracts["key_chest:a_vault_opens_with_its_passphrase"] == ""


def test_a_vault_travels_both_ways(campaign: Campaign) -> None:
    assert _by_id(campaign.native_notes_in_browser) == _by_id(NOTES)
    assert _by_id(_natively(_open_natively(campaign.browser_vault))) == _by_id(NOTES)


def test_a_vault_of_format_1_opens_in_the_browser(campaign: Campaign) -> None:
    shown = expected(fixture())
    assert set(campaign.format_1_in_browser) == set(shown)
    for table, documents in shown.items():
        assert _by_id(campaign.format_1_in_browser[table]) == _by_id(documents)


def test_a_killed_browser_loses_nothing_acknowledged(campaign: Campaign) -> None:
    campaign.kills.check(KILLS)


def test_no_file_of_the_browser_holds_a_word(campaign: Campaign) -> None:
    assert any("IndexedDB" in name for name in campaign.profile_files)
    stored = b"".join(campaign.profile_files.values())
    for _, _, sealed in campaign.browser_vault["records"]:
        # So the search does look where things are. LevelDB may split what is longer.
        assert base64.b64decode(sealed)[:64] in stored
    words = [str(NOTES[0]["id"]), str(NOTES[0]["text"]), PASSPHRASE, kept_vaults.WORDS]
    parts = [part for word in words for part in (word, word[:12], word[-12:])]
    secrets = [part.encode(code) for part in parts for code in ("utf-8", "utf-16-le", "latin-1")]
    assert not [secret for secret in secrets if secret in stored]


def test_a_full_device_is_named_and_recovers(campaign: Campaign) -> None:
    assert campaign.when_full == "StoreFull"
    assert campaign.once_there_is_room == ""


def test_a_store_wiped_while_open_does_not_pretend_to_save(campaign: Campaign) -> None:
    assert "was cleared while Layby was open" in campaign.after_wiping


def test_the_policy_blocks_nothing_that_is_needed(campaign: Campaign) -> None:
    # Pyodide asks once, and expects to be refused, whether it is in a classic worker.
    probe = "require-trusted-types-for trusted-types-sink WorkerGlobalScope importScripts|data:"
    assert [one for one in campaign.violations if not one.startswith(probe)] == []
