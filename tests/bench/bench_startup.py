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
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from app.web.build import ROOT, build
from app.web.wheels import fetch_wheels
from tests.bench.history import Reporter
from tests.bench.slowed import page_megabytes, processor_seconds, slow_everything
from tests.bench.stock_build import build_stock, kept_by_stock
from tests.browser import FLAGS, chromium_path
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import make_profile

HELLO = ROOT / "tests" / "app" / "web" / "hello"
PATIENCE_SECONDS = 180
#: After this long without a touch an app has let go of what only its start needed.
SETTLED_MS = 6000

# Looks for the green bar at the top of the app on every frame, in whichever canvas holds it.
_WATCH = """
(() => {
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = dot.getContext("2d", { willReadFrequently: true });
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) =>
    [...(e.tagName === "CANVAS" ? [e] : []), ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const green = (canvas) => {
    const box = canvas.getBoundingClientRect();
    if (!box.width) return false;
    const scale = canvas.width / box.width;
    pen.clearRect(0, 0, 1, 1);
    pen.drawImage(canvas, (195 - box.left) * scale, (40 - box.top) * scale, 1, 1, 0, 0, 1, 1);
    const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
    return Math.abs(r - 0x12) < 6 && Math.abs(g - 0xab) < 6 && Math.abs(b - 0x34) < 6;
  };
  const look = () => {
    const splash = document.getElementById("layby-splash");
    if (!(splash && !splash.hidden) && all(document).some(green)) {
      globalThis.seenAfterMs = performance.now();
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


# The whole app asks for the splash to go once its first screen stands; then two frames more.
# Before that the page itself opens a profile: it is usable one frame after it offers to.
_WATCH_APP = """
(() => {
  let stood = false;
  const offered = () => document.querySelector("#layby-way-in button")?.checkVisibility();
  const usable = () => requestAnimationFrame(() => {
    if (!offered()) return usable();
    requestAnimationFrame(() => (moments.usable = performance.now()));
  });
  usable();
  const look = () => {
    const splash = document.getElementById("layby-splash");
    stood ||= !!splash && !splash.hidden;
    if (stood && (!splash || splash.hidden)) {
      requestAnimationFrame(() => requestAnimationFrame(() => {
        globalThis.seenAfterMs = performance.now();
      }));
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


# Each moment of the start by the page's own clock; the worker's are asked for afterwards.
_NOTE = """
globalThis.moments = {};
addEventListener("flutter-first-frame", () => (moments.frame = performance.now()), { once: true });
"""


@dataclass(frozen=True)
class Variant:
    """An app to start: where its browser keeps things, who serves it, how it is known to stand."""

    profile: Path
    server: PwaServer
    watch: str


@dataclass(frozen=True)
class Cost:
    """Milliseconds until the first screen could be used, until the app's own was seen, until a tap
    on it is answered at once, and to Flutter's first frame; processor seconds until the latest of
    them; megabytes once it has settled.
    """

    usable: float
    seen: float
    answers: float
    first_frame: float
    processor: float
    memory: float
    moments: dict[str, float]


def start(playwright: Playwright, variant: Variant, *, settle: bool, slow: bool) -> Cost:
    """Start a browser on the variant's profile and return what it took until the app was seen.

    ``settle`` stays until the service worker has everything: for the first visits.
    """
    context = playwright.chromium.launch_persistent_context(
        variant.profile,
        executable_path=chromium_path(),
        headless=True,
        args=FLAGS,
        viewport={"width": 390, "height": 844},
    )
    try:
        context.add_init_script(_NOTE + variant.watch)
        page = context.new_page()
        # What slows down needs the process that is to be slowed; a page of the same site has it.
        page.goto("about:blank")
        before = processor_seconds(variant.profile)
        with slow_everything(variant.profile) if slow else nullcontext():
            _visit(page, variant.server.url)
        spent = processor_seconds(variant.profile) - before
        page.wait_for_timeout(SETTLED_MS)
        memory = page_megabytes(variant.profile)
        moments = dict(page.evaluate(_PAGE_MOMENTS))
        for worker in page.workers:
            moments |= worker.evaluate(_WORKER_MOMENTS, page.evaluate("performance.timeOrigin"))
        if settle:
            page.evaluate("navigator.serviceWorker.ready.then(() => null)")
            page.wait_for_timeout(3000)  # lets the browser write its code caches
        answers = max(moments["seen"], moments.get("layby-drawn", 0))
        seen, frame = float(moments["seen"]), float(moments["frame"])
        return Cost(moments.get("usable", answers), seen, answers, frame, spent, memory, moments)
    finally:
        context.close()


_PAGE_MOMENTS = """({ ...moments, seen: seenAfterMs, ...Object.fromEntries(
  ["mark", "paint"].flatMap((kind) => performance.getEntriesByType(kind))
    .map((entry) => [entry.name, entry.startTime])) })"""
_WORKER_MOMENTS = """(origin) => Object.fromEntries(performance.getEntriesByType("mark").map(
  (mark) => [mark.name, mark.startTime + performance.timeOrigin - origin]))"""


_OVER = """globalThis.seenAfterMs !== undefined &&
  (!globalThis.layby || performance.getEntriesByName("layby-drawn").length > 0)"""


def _visit(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(_OVER):
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing to be seen at {url}")
        page.wait_for_timeout(50)


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
            "stock": Variant(folder / "1", PwaServer(folder / "stock", csp=""), _WATCH),
            "whole": Variant(folder / "2", PwaServer(ROOT / "build" / "pwa"), _WATCH_APP),
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
