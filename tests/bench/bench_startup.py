"""How long a cold start without a network takes, and how much a first visit loads.

    python -m tests.bench.bench_startup [--pairs 5]

A small app is built twice, by us and as flet would, and Layby whole; each is started in turn
in a browser process of its own, from a profile that has visited once, with the server stopped.
A start ends when the small app's own pixels can be seen, or Layby's splash has gone. One JSON
object a line.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from app.web.build import ROOT, build
from app.web.wheels import fetch_wheels
from tests.bench.stock_build import build_stock
from tests.browser import FLAGS, chromium_path
from tests.e2e.pwa_server import PwaServer

HELLO = ROOT / "tests" / "app" / "web" / "hello"
PATIENCE_SECONDS = 180

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
_WATCH_APP = """
(() => {
  let stood = false;
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


def start(
    playwright: Playwright, profile: Path, url: str, *, settle: bool, watch: str = _WATCH
) -> float:
    """Start a browser on ``profile`` and return milliseconds until the app was seen.

    ``settle`` stays until the service worker has everything: for the first visit.
    """
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        headless=True,
        args=FLAGS,
        viewport={"width": 390, "height": 844},
    )
    try:
        context.add_init_script(watch)
        return _visit(context, url, settle=settle)
    finally:
        context.close()


def _visit(context: BrowserContext, url: str, *, settle: bool) -> float:
    page = context.new_page()
    page.goto(url, wait_until="commit")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (seen := page.evaluate("globalThis.seenAfterMs ?? null")) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing to be seen at {url}")
        page.wait_for_timeout(50)
    if settle:
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        page.wait_for_timeout(3000)  # lets the browser write its code caches
    return float(seen)


def measure(pairs: int) -> dict[str, list[float]]:
    """Milliseconds of each offline start, by build, in the order they were taken."""
    taken: dict[str, list[float]] = {"stock": [], "layby": [], "whole": []}
    watches = {"stock": _WATCH, "layby": _WATCH, "whole": _WATCH_APP}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        build(folder / "layby", root=HELLO)
        build(folder / "whole")
        wheels = fetch_wheels(ROOT / "build" / "wheels")
        build_stock(folder / "stock", HELLO / "app" / "main.py", wheels)
        servers = {variant: PwaServer(folder / variant) for variant in taken}
        servers["stock"].csp = ""  # its page needs inline scripts
        with sync_playwright() as playwright:
            for variant, server in servers.items():
                server.start()
                profile, watch = folder / f"{variant}-profile", watches[variant]
                start(playwright, profile, server.url, settle=True, watch=watch)
                server.stop()
                start(playwright, profile, server.url, settle=True, watch=watch)
            for _ in range(pairs):
                for variant, times in taken.items():
                    profile, url = folder / f"{variant}-profile", servers[variant].url
                    watch = watches[variant]
                    times.append(start(playwright, profile, url, settle=False, watch=watch))
    return taken


def report(name: str, value: float, unit: str, versus: str, spread: Sequence[float]) -> None:
    """Print one figure as a line of JSON."""
    low, high = round(min(spread), 3), round(max(spread), 3)
    line = {"name": name, "value": round(value, 3), "unit": unit, "versus": versus}
    print(json.dumps({**line, "spread": [low, high]}), flush=True)  # noqa: T201


_NAMES = {
    "stock": "offline cold start, small app, stock Flet build",
    "layby": "offline cold start, small app, our build",
    "whole": "offline cold start, the whole of Layby",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    taken = measure(parser.parse_args().pairs)
    for variant, times in taken.items():
        report(_NAMES[variant], statistics.median(times), "ms", "", times)
    for variant in ("layby", "whole"):
        ratios = [ours / stock for ours, stock in zip(taken[variant], taken["stock"], strict=True)]
        median = statistics.median(ratios)
        report(_NAMES[variant], median, "ratio", "stock Flet build of the small app", ratios)
    sizes = ROOT / "build" / "pwa-size.json"
    if sizes.is_file():  # Layby itself, once it has been built
        for size in json.loads(sizes.read_text(encoding="utf-8")):
            for kind in ("raw", "gzipped"):
                name = f"first load, {size['variant']} CanvasKit, {kind}"
                report(name, size[kind], "bytes", "", [size[kind]])


if __name__ == "__main__":
    main()
