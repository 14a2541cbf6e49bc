"""Every promise of the contracts, and those only the browser's adapters make, run in the browser.

Imported by ``inside``, which carries out the test's orders.
"""

import asyncio
import traceback
from collections.abc import Callable
from typing import Any

from app.vault.browser import BrowserKeyChest, BrowserPrimitives
from app.vault.chest import ProfileCipher
from app.vault.ladder import RUNGS
from tests.contracts import (
    blind_signatures,
    key_chest,
    record_store,
    set_aside,
    vault_tables,
    vectors,
)
from tests.e2e.adapter_page.browser_only import BROWSER_ONLY, data_key, every_use_key, maker

PROFILE = "profile-1"


async def run_contracts(suites: list[str]) -> dict[str, str]:
    """Run every promise of these suites over the browser's adapters.

    Gives name -> traceback, "" when kept.
    """
    results: dict[str, str] = {}
    for suite in suites:
        promises, over = await SUITES[suite]()
        for promise in promises:
            await _try(results, suite, promise, over(promise.__name__))
    return results


Suite = tuple[tuple[Callable[[Any], Any], ...], Callable[[str], Any]]


async def _key_chest() -> Suite:
    chest = BrowserKeyChest(RUNGS[-1:])  # the least memory: this runs many times
    return key_chest.CONTRACT, lambda _name: lambda: chest


async def _vectors() -> Suite:
    platform = vectors.Platform(BrowserPrimitives(), every_use_key, data_key)
    return vectors.CONTRACT, lambda _name: platform


async def _blind_signatures() -> Suite:
    return blind_signatures.CONTRACT, lambda name: name


async def _record_store() -> Suite:
    return record_store.CONTRACT, maker


async def _benches() -> Callable[[str], vault_tables.Bench]:
    cipher = ProfileCipher(BrowserPrimitives(), await every_use_key(bytes(range(32))))
    return lambda name: vault_tables.Bench(maker("tables-" + name), cipher)


async def _vault_tables() -> Suite:
    return vault_tables.CONTRACT, await _benches()


async def _set_aside() -> Suite:
    return set_aside.CONTRACT, await _benches()


async def _browser_only() -> Suite:
    return BROWSER_ONLY, lambda name: name


SUITES = {
    "key_chest": _key_chest,
    "vectors": _vectors,
    "blind_signatures": _blind_signatures,
    "record_store": _record_store,
    "vault_tables": _vault_tables,
    "set_aside": _set_aside,
    "browser": _browser_only,
}


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
