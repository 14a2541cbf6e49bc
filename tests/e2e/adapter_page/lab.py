"""A server with orders for the adapter page, and a real Chromium that opens it."""

import contextlib
import io
import json
import os
import queue
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flet_web
import tinydb
from playwright.sync_api import BrowserContext, CDPSession, Error, Playwright

from app.web import packages
from tests.browser import FLAGS, chromium_path
from tests.e2e.pwa_server import CSP

PAGE = Path(__file__).parent
ROOT = PAGE.parents[2]
PYODIDE = Path(flet_web.get_package_web_dir()) / "pyodide"
PATIENCE = 90.0
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}


def packed_code() -> bytes:
    """Give a zip of what the worker imports: the app, the contracts, TinyDB."""
    folders = [(ROOT, ROOT / "app"), (ROOT, ROOT / "tests" / "contracts"), (ROOT, PAGE)]
    tinydb_folder = Path(tinydb.__file__).parent
    folders.append((tinydb_folder.parent, tinydb_folder))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for base, folder in folders:
            for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.json")]):
                archive.write(path, path.relative_to(base))
        for package in ("tests", "tests/e2e"):
            archive.writestr(f"{package}/__init__.py", "")
    return packed.getvalue()


def argon2_scripts() -> dict[str, bytes]:
    """Give the app's own scripts for a vault, and what they load, by path."""
    fetched = packages.read_scripts(packages.fetch_packages(ROOT / "build" / "npm"))
    shell = ROOT / "assets" / "shell"
    ours = {f"/{name}": (shell / name).read_bytes() for name in ("argon2.js", "cipher.js")}
    return ours | {f"/{place}": body for place, body in fetched.items()}


class Lab:
    """Serves the page under the production policy, hands out orders, collects reports."""

    def __init__(self) -> None:
        self.violations: list[str] = []
        self.durable: list[int] = []
        self.code = packed_code()
        self.scripts = argon2_scripts()
        self.forget_page()
        handler = type("Handler", (_Handler,), {"lab": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def forget_page(self) -> None:
        """Begin anew: what a former page still asks or answers goes nowhere."""
        self.orders: queue.Queue[str] = queue.Queue()
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()

    def start(self, name: str, argument: object = None) -> None:
        """Give an order and do not wait for it."""
        self.orders.put(json.dumps({"name": name, "argument": argument}))

    def ask(self, name: str, argument: object = None, patience: float = PATIENCE) -> Any:
        """Give an order and wait for its answer; a failure in the page fails here."""
        self.start(name, argument)
        report = self.answers.get(timeout=patience)
        assert report["kind"] == "answer", report["detail"]
        answer = json.loads(report["detail"])
        assert not (isinstance(answer, dict) and "failed" in answer), answer["failed"]
        return answer

    def wait_for_durable(self, count: int) -> None:
        """Wait until the page has reported so many commits."""
        deadline = time.monotonic() + PATIENCE
        while len(self.durable) < count:
            assert time.monotonic() < deadline, "the page stopped committing"
            time.sleep(0.02)

    def take(self, report: dict[str, Any]) -> None:
        """Sort a report that came in."""
        if report["kind"] == "violation":
            self.violations.append(report["detail"])
        elif report["kind"] == "durable":
            self.durable.append(report["detail"])
        else:
            self.answers.put(report)

    def close(self) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()


class Browser:
    """Chromium with a profile folder of its own, showing the adapter page."""

    def __init__(self, context: BrowserContext, profile: Path, url: str) -> None:
        self._context = context
        self._profile = profile
        self._url = url
        self._page = context.pages[0]
        self._page.goto(f"{url}/index.html")

    def tools(self) -> CDPSession:
        """Give the developer tools' line to the page."""
        return self._context.new_cdp_session(self._page)

    def kill(self) -> None:
        """SIGKILL every process of this browser, with no moment to finish anything."""
        mark = f"--user-data-dir={self._profile}".encode()
        for process in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if process.name.isdigit() and mark in (process / "cmdline").read_bytes().split(
                    b"\0"
                ):
                    os.killpg(os.getpgid(int(process.name)), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while (self._profile / "SingletonLock").exists() and time.monotonic() < deadline:
            time.sleep(0.05)


@contextlib.contextmanager
def browsing(playwright: Playwright, lab: Lab, profile: Path) -> Iterator[Browser]:
    """Open the page in a Chromium that keeps its data in ``profile``."""
    lab.forget_page()
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium_path(), headless=True, args=FLAGS
    )
    try:
        yield Browser(context, profile, lab.url)
    finally:
        with contextlib.suppress(Error):  # it may have been killed
            context.close()


class _Handler(BaseHTTPRequestHandler):
    lab: Lab

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/order":
            self._give_order()
        elif path == "/code.zip":
            self._send(self.lab.code, ".zip")
        elif path in self.lab.scripts:
            self._send(self.lab.scripts[path], ".js")
        else:
            folder = PYODIDE if path.startswith("/pyodide/") else PAGE
            file = folder / path.rsplit("/", 1)[-1]
            found = file.is_file()
            self._send(file.read_bytes() if found else b"", file.suffix, 200 if found else 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.lab.take(json.loads(body))
        self._send(b"", ".html")

    def _give_order(self) -> None:
        orders = self.lab.orders
        try:
            order = orders.get(timeout=PATIENCE)
        except queue.Empty:
            order = ""
        self._send(order.encode(), ".json")

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        with contextlib.suppress(ConnectionError):  # the browser may have been killed
            self.send_response(status)
            self.send_header("Content-Type", _TYPES.get(kind, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", CSP)
            # Pyodide may be cached with its compiled code: the page is opened several times.
            caching = "max-age=3600" if self.path.startswith("/pyodide/") else "no-store"
            self.send_header("Cache-Control", caching)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
