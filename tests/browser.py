"""The real Chromium that browser tests drive: found once, started with nothing of its own to say.

``python -m tests.browser`` prints where it is, or fails.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

#: Chromium looks for its maker's servers unless it is told not to; tests allow no such request.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Most of a short visit's work is V8 compiling again, and better, what a visit of a minute then
#: hardly uses. With the first, code runs from V8's first compilers; with the second nothing plays
#: a graphics card in software, and Flutter draws by itself.
QUICK = ["--js-flags=--no-opt,--no-maglev,--liftoff-only", "--disable-software-rasterizer"]
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium_path() -> str:
    """Give the browser's executable; raises FileNotFoundError, since tests never skip it."""
    for candidate in (os.environ.get("LAYBY_CHROMIUM"), *map(shutil.which, _NAMES)):
        if candidate and not Path(candidate).resolve().as_posix().startswith("/snap"):
            return candidate
    with sync_playwright() as playwright:
        bundled = playwright.chromium.executable_path
    if Path(bundled).exists():
        return bundled
    raise FileNotFoundError("No Chromium found. `make test` installs one.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a fresh headless browser for one module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=[*FLAGS, *QUICK]
        )
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{chromium_path()}\n")
    except FileNotFoundError as missing:
        sys.exit(str(missing))
