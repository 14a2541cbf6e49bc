"""How long a cold start without a network takes, and how much a first visit loads.

    python -m tests.bench.bench_startup [--pairs 5]

The same small app is built twice, by us and as flet would; each is started in turn in a browser
process of its own, from a profile that has visited once, with the server stopped. A start ends
when the app's own pixels can be seen. One JSON object a line.
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


def start(playwright: Playwright, profile: Path, url: str, *, settle: bool) -> float:
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
        context.add_init_script(_WATCH)
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
    taken: dict[str, list[float]] = {"stock": [], "layby": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        build(folder / "layby", root=HELLO)
        wheels = fetch_wheels(ROOT / "build" / "wheels")
        build_stock(folder / "stock", HELLO / "app" / "main.py", wheels)
        servers = {"layby": PwaServer(folder / "layby"), "stock": PwaServer(folder / "stock")}
        servers["stock"].csp = ""  # its page needs inline scripts
        with sync_playwright() as playwright:
            for variant, server in servers.items():
                server.start()
                start(playwright, folder / f"{variant}-profile", server.url, settle=True)
                server.stop()
                start(playwright, folder / f"{variant}-profile", server.url, settle=True)
            for _ in range(pairs):
                for variant, times in taken.items():
                    profile, url = folder / f"{variant}-profile", servers[variant].url
                    times.append(start(playwright, profile, url, settle=False))
    return taken


def report(name: str, value: float, unit: str, versus: str, spread: Sequence[float]) -> None:
    """Print one figure as a line of JSON."""
    low, high = round(min(spread), 3), round(max(spread), 3)
    line = {"name": name, "value": round(value, 3), "unit": unit, "versus": versus}
    print(json.dumps({**line, "spread": [low, high]}), flush=True)  # noqa: T201


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    taken = measure(parser.parse_args().pairs)
    for variant, times in taken.items():
        name = f"offline cold start, small app, {variant}"
        report(name, statistics.median(times), "ms", "", times)
    ratios = [ours / stock for ours, stock in zip(taken["layby"], taken["stock"], strict=True)]
    report("offline cold start", statistics.median(ratios), "ratio", "stock flet build", ratios)
    sizes = ROOT / "build" / "pwa-size.json"
    if sizes.is_file():  # Layby itself, once it has been built
        for size in json.loads(sizes.read_text(encoding="utf-8")):
            for kind in ("raw", "gzipped"):
                name = f"first load, {size['variant']} CanvasKit, {kind}"
                report(name, size[kind], "bytes", "", [size[kind]])


if __name__ == "__main__":
    main()
