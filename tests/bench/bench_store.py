"""What saving one conversation costs as the store grows, natively and in the browser.

Prints JSON lines: ``value`` is our median, ``p95`` its 95th percentile, ``spread`` the 10th to
90th. Natively ``versus`` is the median of TinyDB's JSONStorage in the same run, which neither
encrypts nor waits for the disk. The lines that end in ``growth`` give the median at 10,000 kept
conversations over that at 100.

    python -m tests.bench.bench_store
"""

import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tinydb import TinyDB

from app.store.native import NativeStore
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts.timing import Times, conversation, measure, timed
from tests.e2e.adapter_page.lab import Lab, browsing

SIZES = (100, 1000, 10_000)
#: Commits timed of ours; TinyDB's, which take longer, need fewer to be told apart.
ROUNDS = 60
THEIR_ROUNDS = 5
#: Seconds to wait for the browser to fill a store of the largest size and time it.
PATIENCE = 300.0


def _ours(folder: Path, stored: int) -> Times:
    store = NativeStore(folder / f"layby-{stored}.db")
    cipher = ProfileCipher(NativePrimitives(), bytes(32))
    return asyncio.run(measure(store, cipher, stored, ROUNDS))


def _theirs(folder: Path, stored: int) -> Times:
    path = folder / f"tiny-{stored}.json"

    async def measure_tinydb() -> Times:
        with TinyDB(path) as database:
            table = database.table("conversations")
            table.insert_multiple(conversation(number) for number in range(stored))

            async def save(number: int) -> None:
                table.update(conversation(number, 1), doc_ids=[number + 1])

            async def reopen(_number: int) -> None:
                with TinyDB(path) as again:
                    again.table("conversations").get(doc_id=1)

            return {
                "commit": await timed(save, THEIR_ROUNDS),
                "open": await timed(reopen, THEIR_ROUNDS),
            }

    return asyncio.run(measure_tinydb())


def _in_the_browser(folder: Path) -> dict[int, Times]:
    lab = Lab()
    with sync_playwright() as playwright, browsing(playwright, lab, folder / "chromium"):
        found = {
            stored: lab.ask("time_store", {"stored": stored, "rounds": ROUNDS}, PATIENCE)
            for stored in SIZES
        }
    lab.close()
    return found


def _line(name: str, times: Sequence[float], **more: Any) -> None:
    tenths = statistics.quantiles(times, n=10, method="inclusive")
    twentieths = statistics.quantiles(times, n=20, method="inclusive")
    _print(
        name=name,
        value=round(statistics.median(times), 2),
        unit="ms",
        p95=round(twentieths[-1], 2),
        spread=[round(tenths[0], 2), round(tenths[-1], 2)],
        **more,
    )


def _report(where: str, ours: dict[int, Times], theirs: dict[int, Times]) -> None:
    for stored in SIZES:
        for step, name in (("commit", "commit_one_of"), ("open", "open")):
            versus = theirs.get(stored)
            more = {"versus": round(statistics.median(versus[step]), 2)} if versus else {}
            _line(f"{where}.{name}_{stored}", ours[stored][step], **more)
    least, most = (statistics.median(ours[stored]["commit"]) for stored in (SIZES[0], SIZES[-1]))
    _print(name=f"{where}.commit_growth", value=round(most / least, 2), unit="ratio")


def _print(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = {stored: _ours(folder, stored) for stored in SIZES}
        theirs = {stored: _theirs(folder, stored) for stored in SIZES}
        _report("store", ours, theirs)
        _report("store.browser", _in_the_browser(folder), {})


if __name__ == "__main__":
    main()
