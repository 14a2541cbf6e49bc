"""What a cold start without a network costs, and how much a first visit loads.

    python -m tests.bench.bench_startup [--pairs 5] [--slow] [--profile] [--best] [--record]

A small app, built as flet would, and the whole of Layby are started in turn, each in a browser
process of its own, from a profile that has visited twice, with the server stopped. In Layby a
profile waits to be unlocked, as every day: its page is "usable" once it offers to take the
passphrase, the small app once it is seen. An app is seen when the small app's own pixels can be
seen, or Layby's splash has gone and two frames more were drawn. Layby's first screen may be that of
the last start: a tap on it waits until Python stands behind it ("answers"). Processor time is that
of every process of the browser, up to then, and memory that of the page's own process once it has
settled. "Numbers" are those to call, in the page itself. ``--slow`` lets the page and its workers
run for a quarter of the time; ``--profile`` says where a start's time goes instead; ``--best``
packs as for a release, for the bytes. One JSON object a line; ``--record`` adds them to
``history.jsonl``, and ``startup-record.md`` says what they came to.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from app.web.build import ROOT, build
from app.web.wheels import fetch_wheels
from tests.bench.cold_start import SETTLED_MS, WATCH, WATCH_APP, Cost, Variant, start
from tests.bench.history import Reporter
from tests.bench.stock_build import build_stock, kept_by_stock
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import make_profile

HELLO = ROOT / "tests" / "app" / "web" / "hello"


@dataclass(frozen=True)
class Taken:
    """What each offline start cost, by variant, in the order they were taken; what Layby asked
    its server for on the second visit; the bytes of all that the stock app keeps.
    """

    starts: dict[str, list[Cost]]
    asked_again: list[str]
    stock_bytes: int


def measure(pairs: int, *, slow: bool, best: bool) -> Taken:
    """Visit twice, stop the servers, and start both in turn."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)
        build(ROOT / "build" / "pwa", best=best)
        wheels = fetch_wheels(ROOT / "build" / "wheels")
        build_stock(folder / "stock", HELLO / "app" / "main.py", wheels)
        variants = {
            # Its page needs inline scripts.
            "stock": Variant(folder / "1", PwaServer(folder / "stock", csp=""), WATCH),
            "whole": Variant(folder / "2", PwaServer(ROOT / "build" / "pwa"), WATCH_APP),
        }
        playwright = stack.enter_context(sync_playwright())
        for variant in variants.values():
            with variant.server:
                start(playwright, variant, settle=True, slow=False)
                variant.server.answers.clear()
                start(playwright, variant, settle=True, slow=False)
        # A browser looks by itself whether there is a new service worker.
        asked_again = [path for path in variants["whole"].server.requests if path != "/sw.js"]
        _make_a_profile(playwright, variants["whole"])
        taken: dict[str, list[Cost]] = {name: [] for name in variants}
        for _ in range(pairs):
            for which, variant in variants.items():
                taken[which].append(start(playwright, variant, settle=False, slow=slow))
        return Taken(taken, asked_again, kept_by_stock(folder / "stock"))


@contextmanager
def _phone(playwright: Playwright, profile: Path) -> Iterator[Phone]:
    phone = Phone(profile)
    phone._playwright = playwright
    phone.switch_on()
    try:
        yield phone
    finally:
        phone.switch_off()


def _make_a_profile(playwright: Playwright, variant: Variant) -> None:
    """Do what whoever opens Layby every day has done: their profile waits to be unlocked."""
    with variant.server, _phone(playwright, variant.profile) as phone:
        for _ in range(2):  # of the first start with it the second knows the first screen
            phone.open(variant.server.url)
            phone.sees_heading("Welcome")
            if not phone.words("Unlock Profile 1").count():
                make_profile(phone)
                phone.open(variant.server.url)
            phone.sees("Unlock Profile 1")
            phone.page.wait_for_timeout(SETTLED_MS)


_FIGURES = {
    **dict.fromkeys(("usable", "seen", "answers", "first_frame"), "ms"),
    "processor": "s",
    "memory": "MB",
}


def compare(reporter: Reporter, taken: dict[str, list[Cost]], condition: str) -> None:
    """Report each figure of both, and the ratio of the pairs."""
    for figure, unit in _FIGURES.items():
        values = {name: [getattr(c, figure) for c in costs] for name, costs in taken.items()}
        name = f"offline cold start, {figure.replace('_', ' ')}{condition}"
        for who, of in (("stock", "stock Flet hello"), ("whole", "Layby")):
            middle = statistics.median(values[who])
            reporter.figure(f"{name}, {of}", middle, unit, "", values[who])
        ratios = [
            ours / stock for ours, stock in zip(values["whole"], values["stock"], strict=True)
        ]
        reporter.figure(name, statistics.median(ratios), "ratio", "stock Flet hello", ratios)
    numbers = [cost.moments["first-contentful-paint"] for cost in taken["whole"]]
    name = f"offline cold start, numbers to call in sight{condition}"
    reporter.figure(name, statistics.median(numbers), "ms", "at most 300", numbers)


def weigh(reporter: Reporter, taken: Taken, *, best: bool) -> None:
    """Report what a first visit fetches, and what a second one does; ``best``: as for a release."""
    again = len(taken.asked_again)
    reporter.figure("second visit, files fetched", again, "files", "at most 0", [again])
    stock = taken.stock_bytes
    reporter.figure("first visit, stock Flet hello as it is sent", stock, "bytes", "", [stock])
    for size in json.loads((ROOT / "build" / "pwa-size.json").read_text(encoding="utf-8")):
        for kind in ("raw", "gzipped", "brotli"):
            quick = ", packed quickly" if kind == "brotli" and not best else ""
            name = f"first visit, {size['variant']} renderer, {kind}{quick}"
            reporter.figure(name, size[kind], "bytes", "", [size[kind]])
            ratio = size[kind] / stock
            reporter.figure(name, ratio, "ratio", "stock Flet hello as it is sent", [ratio])


def explain(reporter: Reporter, taken: dict[str, list[Cost]]) -> None:
    """Report when each moment of Layby's starts came, in order."""
    moments: dict[str, list[float]] = {}
    for cost in taken["whole"]:
        for name, at in cost.moments.items():
            moments.setdefault(name, []).append(at)
    for name, times in sorted(moments.items(), key=lambda item: statistics.median(item[1])):
        reporter.figure(f"moment of a start: {name}", statistics.median(times), "ms", "", times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--best", action="store_true")
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args()
    reporter = Reporter(keeps=chosen.record)
    taken = measure(chosen.pairs, slow=chosen.slow, best=chosen.best)
    if chosen.profile:
        explain(reporter, taken.starts)
        return
    compare(reporter, taken.starts, ", at a quarter of the pace" if chosen.slow else "")
    if not chosen.slow:
        weigh(reporter, taken, best=chosen.best)


if __name__ == "__main__":
    main()
