"""A static server for the built web app that can be told to fail: for service worker tests.

The sync server serves the app for people. This one exists because a test must be able to stop
it, swap the build under it, and have it damage one file on the way.
"""

import mimetypes
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from sync_server.api.pwa import cache_control
from tests.e2e.bad_line import Line

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; img-src 'self'; font-src 'self'; style-src 'self' 'unsafe-inline'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types default flutter-js flutter-engine 'allow-duplicates'"
)
"""The policy the app must run under without one violation."""

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".zip": "application/zip",
    ".frag": "application/octet-stream",
    ".html": "text/html; charset=utf-8",
}

Damage = Callable[[bytes], bytes]


class PwaServer:
    """Serves ``folder`` on ``port`` (0 picks one) of the loopback interface until stopped.

    ``damage`` maps a path to what is done to its body on the way out; ``requests`` lists the
    paths asked for, in order; ``answers`` pairs each with its status, ``sent`` with the bytes of
    its body as they were sent. ``line`` is what lies between.
    """

    def __init__(self, folder: Path, port: int = 0, *, csp: str = CSP) -> None:
        self.folder = folder
        self.csp = csp
        self.damage: dict[str, Damage] = {}
        self.answers: list[tuple[str, int]] = []
        self.sent: list[tuple[str, int]] = []
        self.line = Line()
        self._port = port
        self._http: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def requests(self) -> list[str]:
        return [path for path, _ in self.answers]

    def __enter__(self) -> "PwaServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen; a stopped server starts again on the same port."""
        handler = type("Handler", (_Handler,), {"site": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening; whoever asks now is refused."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None


class _Handler(BaseHTTPRequestHandler):
    site: PwaServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = self.site.folder / path.lstrip("/")
        if "." not in path.rpartition("/")[2]:
            file = self.site.folder / "index.html"
        there = file.is_file() and not path.startswith(("/api", "/health"))
        # As it is asked, not as it is answered: what is held back was asked for all the same.
        self.site.answers.append((path, 200 if there else 404))
        if not there:
            self._answer(path, 404, b"not here", "text/plain")
            return
        damage = self.site.damage.get(path)
        twin = file.with_name(f"{file.name}.gz")
        packed = twin.is_file() and not damage
        body = (twin if packed else file).read_bytes()
        body = damage(body) if damage else body
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        self._answer(path, 200, body, kind or "application/octet-stream", packed=packed)

    def _answer(
        self, path: str, status: int, body: bytes, kind: str, *, packed: bool = False
    ) -> None:
        self.site.sent.append((path, len(body)))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if packed:  # every browser that runs this accepts gzip
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", cache_control(path.rpartition("/")[2]))
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.site.csp:
            self.send_header("Content-Security-Policy", self.site.csp)
        self.end_headers()
        with suppress(ConnectionError):  # who asked is gone
            self.site.line.send(self.wfile, body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the test looks at ``answers``."""
