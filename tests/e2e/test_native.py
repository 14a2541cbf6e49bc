"""Layby outside the browser: the same app in a Python process of its own, with the native vault
and the native store, killed and started again.

Flet's window is a program that Flet fetches at its first run, so here the process serves its
screens to a browser on this machine instead. Nothing but the window is another: Python, keys,
records and desks are those of `python main.py`.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Route

from app.web.build import ROOT
from tests.e2e.person import Phone
from tests.e2e.steps import PASSPHRASE, make_profile, unlock

pytestmark = pytest.mark.browser

_SECONDS = 90


@contextmanager
def native_app(packed: Path, data: Path) -> Iterator[str]:
    """Run what is packed over the data in a folder; gives where its screens are. It is killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "FLET_APP_STORAGE_DATA": str(data),
        "FLET_FORCE_WEB_SERVER": "true",
        "FLET_SERVER_IP": "127.0.0.1",
        "FLET_SERVER_PORT": str(port),
        "FLET_WEB_NO_CDN": "true",
    }
    process = subprocess.Popen(
        [sys.executable, str(packed / "main.py")],
        env=environment,
        cwd=data,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGKILL)
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
    data = tmp_path / "data"
    data.mkdir()
    asked_elsewhere: list[str] = []

    def refuse(route: Route) -> None:
        asked_elsewhere.append(route.request.url)
        route.abort()

    with Phone(tmp_path / "browser") as phone:
        phone.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), refuse)
        with native_app(packed, data) as url:
            reads_the_screen(phone, url)
            make_profile(phone)
        held = b"".join(file.read_bytes() for file in data.iterdir() if file.is_file())
        assert len(held) > 1_000
        assert PASSPHRASE.encode() not in held
        with native_app(packed, data) as url:
            reads_the_screen(phone, url)
            unlock(phone)
            phone.sees_heading("Home")
    # Flet's stock page asks for this one script, which ours leaves out; nothing of ours is asked.
    assert {re.sub(r"@[\d.]+", "", url) for url in asked_elsewhere} <= {
        "https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm/wasm/rive_native.js"
    }
