"""One start of an app in a browser process of its own: when it is seen, and what it cost."""

import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.bench.slowed import page_megabytes, processor_seconds, slow_everything
from tests.browser import FLAGS, chromium_path
from tests.e2e.pwa_server import PwaServer

PATIENCE_SECONDS = 180
#: After this long without a touch an app has let go of what only its start needed.
SETTLED_MS = 6000

# Looks for the green bar at the top of the app on every frame, in whichever canvas holds it.
WATCH = """
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
WATCH_APP = """
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
