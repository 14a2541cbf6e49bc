"""Layby outside the browser: the same app by `flet run`, in a Python process of its own, with the
native vault and the native store, in a window on a desktop; killed and started again.

Flet's own window is a program that Flet fetches at its first run, so here the process shows its
screens in a browser's window under Xvfb. Nothing but the window is another: Python, keys, records
and desks are those of `flet run` without a word more.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Route

from app.web.build import ROOT
from tests.e2e.engines.wire import free_port, needed
from tests.e2e.person import Phone
from tests.e2e.steps import PASSPHRASE, make_profile, unlock

pytestmark = pytest.mark.browser

_SECONDS = 90
DESKTOP = (1180, 820)
FLET = Path(sysconfig.get_path("scripts")) / "flet"


@contextmanager
def native_app(packed: Path) -> Iterator[str]:
    """Run what is packed by `flet run`; gives where its screens are. All of it is killed."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    process = subprocess.Popen(
        [FLET, "run", "--web", "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, "FLET_WEB_NO_CDN": "true", "BROWSER": "true"},
        cwd=packed,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def screen_of_x(size: tuple[int, int]) -> Iterator[str]:
    """A desktop that nobody sits at; gives its display."""
    display = f":{free_port() % 30_000 + 100}"
    measures = f"{size[0]}x{size[1]}x24"
    process = subprocess.Popen(
        [needed("Xvfb"), display, "-screen", "0", measures, "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        socket_file = Path("/tmp/.X11-unix") / f"X{display[1:]}"
        end = time.monotonic() + _SECONDS
        while not socket_file.exists() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert socket_file.exists()
        yield display
    finally:
        process.terminate()
        process.wait()


def pack(folder: Path) -> Path:
    """Lay out what `flet build` packs: all from the root but what the settings leave at home."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["flet"]
    left = {(ROOT / name).resolve() for name in (*settings["app"]["exclude"], "build")}

    def stays(where: str, names: list[str]) -> set[str]:
        here = Path(where).resolve()
        hidden = {name for name in names if name.startswith(".") or name == "__pycache__"}
        return hidden | {name for name in names if here / name in left}

    shutil.copytree(ROOT, folder, ignore=stays)
    return folder


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError("the native app never answered")


def reads_the_screen(phone: Phone, url: str) -> None:
    """Open Flet's own page, not ours: the tree for screen readers is there once asked for."""
    phone.open(url)
    button = phone.page.locator("flt-semantics-placeholder")
    button.wait_for(state="attached")
    button.evaluate("(node) => node.click()")


def test_a_profile_outlives_the_native_app(tmp_path: Path) -> None:
    packed = pack(tmp_path / "packed")
    assert {file.name for file in packed.iterdir()} <= {
        "main.py", "app", "assets", "pyproject.toml", "LICENSE",
    }  # fmt: skip
    data = packed / ".flet" / "storage" / "data"
    asked_elsewhere: list[str] = []

    def refuse(route: Route) -> None:
        asked_elsewhere.append(route.request.url)
        route.abort()

    with (
        screen_of_x(DESKTOP) as display,
        Phone(tmp_path / "browser", DESKTOP, frugal=True, display=display) as window,
    ):
        window.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), refuse)
        with native_app(packed) as url:
            reads_the_screen(window, url)
            make_profile(window)
        held = b"".join(file.read_bytes() for file in data.iterdir() if file.is_file())
        assert len(held) > 1_000
        assert PASSPHRASE.encode() not in held
        with native_app(packed) as url:
            reads_the_screen(window, url)
            unlock(window)
            window.sees_heading("Home")
    # Flet's stock page asks for this one script, which ours leaves out; nothing of ours is asked.
    assert {re.sub(r"@[\d.]+", "", url) for url in asked_elsewhere} <= {
        "https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm/wasm/rive_native.js"
    }
