"""Talks to Debian's Firefox and WebKitGTK in the wire protocols that they bring along.

Firefox speaks Marionette (a length, a colon, JSON, over TCP); WebKitWebDriver speaks the W3C's
WebDriver over HTTP. Both know the same commands, so a few lines each do, and nothing else needs
to be installed beside the browsers.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.sync_server_process import free_port

#: Seconds that a browser may take to listen, and to answer one command.
PATIENCE = 120
_MOUSE = {"pointerType": "mouse"}


class EngineError(Exception):
    """The browser said no, or is gone."""


def needed(*names: str) -> str:
    """Give the first of these programs that is installed; tests never skip an engine."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError(f"{names[0]} is not installed. `make test` installs it.")
    return found


class Engine(ABC):
    """A browser that is running; each command waits until it is done."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.size = size
        folder.mkdir(parents=True, exist_ok=True)
        self._processes: list[subprocess.Popen[bytes]] = []

    @abstractmethod
    def start(self) -> None:
        """Start the browser on its folder."""

    @abstractmethod
    def hang_up(self) -> None:
        """Close the line to the browser, if there is one."""

    @abstractmethod
    def command(self, name: str, given: Mapping[str, Any]) -> Any:
        """Have one of ``_PATHS`` done; raises EngineError."""

    def open(self, url: str) -> None:
        """Open a page."""
        self.command("go", {"url": url})

    def ask(self, script: str, *given: object) -> Any:
        """Run the body of a function in the page and give what it returns."""
        return self.command("ask", {"script": script, "args": list(given)})

    def click(self, x: float, y: float) -> None:
        """Press and let go of the mouse at a place."""
        at = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
        acts = [at, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        source = {"type": "pointer", "id": "mouse", "parameters": _MOUSE, "actions": acts}
        self.command("act", {"actions": [source]})

    def press(self, keys: str) -> None:
        """Strike keys one after the other."""
        acts = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("act", {"actions": [{"type": "key", "id": "keys", "actions": acts}]})

    @abstractmethod
    def dies(self) -> None:
        """End it in the middle of whatever it does, as a flat battery would, and start it again."""

    def run(self, *words: str, **environment: str) -> None:
        """Start a program that ends with this browser."""
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            process = subprocess.Popen(
                words,
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)

    def kill(self) -> None:
        """The battery dies."""
        self.hang_up()
        for process in reversed(self._processes):
            with_children = os.getpgid(process.pid) if process.poll() is None else 0
            if with_children:
                os.killpg(with_children, signal.SIGKILL)
            process.wait()
        self._processes = []


class Firefox(Engine):
    """Firefox, on a profile folder that outlives it."""

    _wire: socket.socket | None = None

    _NAMES = {  # noqa: RUF012
        "go": "WebDriver:Navigate",
        "ask": "WebDriver:ExecuteScript",
        "act": "WebDriver:PerformActions",
        "size": "WebDriver:SetWindowRect",
        "picture": "WebDriver:TakeScreenshot",
    }

    def start(self) -> None:
        port = free_port()
        settings = {
            "marionette.port": port,
            "app.update.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "intl.locale.requested": "en-GB",
            "ui.prefersReducedMotion": 1,
        }
        lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});" for n, v in settings.items()]
        (self.folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.run(
            *(needed("firefox-esr", "firefox"), "--headless", "--marionette", "--no-remote"),
            *("--profile", str(self.folder)),
        )
        self._count = 0
        self._wire = _connect(port)
        self._receive()  # it says who it is
        self._send("WebDriver:NewSession", {"capabilities": {}})
        self.command("size", {"width": self.size[0], "height": self.size[1]})

    def command(self, name: str, given: Mapping[str, Any]) -> Any:
        answer = self._send(self._NAMES[name], {**given, "sandbox": None})
        return answer.get("value") if isinstance(answer, dict) else answer

    def dies(self) -> None:
        self.kill()
        self.start()

    def hang_up(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def _send(self, name: str, given: Mapping[str, Any]) -> Any:
        self._count += 1
        body = json.dumps([0, self._count, name, given]).encode()
        assert self._wire is not None
        self._wire.sendall(b"%d:%s" % (len(body), body))
        _, _, error, result = self._receive()
        if error:
            raise EngineError(f"{error['error']}: {error['message'][:300]}")
        return result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._read(1)
        return json.loads(self._read(int(length[:-1])))

    def _read(self, count: int) -> bytes:
        assert self._wire is not None
        body = b""
        while len(body) < count:
            part = self._wire.recv(count - len(body))
            if not part:
                raise EngineError("Firefox is gone")
            body += part
        return body


class WebKit(Engine):
    """WebKitGTK in its MiniBrowser: the engine of Safari, on a screen that nobody sees."""

    _http: httpx.Client | None = None

    _PATHS = {  # noqa: RUF012
        "go": "url",
        "ask": "execute/sync",
        "act": "actions",
        "size": "window/rect",
        "picture": "",
    }

    def start(self) -> None:
        port, screen = free_port(), f":{free_port() % 30_000 + 100}"
        self.run(needed("Xvfb"), screen, "-screen", "0", "1000x1000x24", "-nolisten", "tcp")
        self.run(
            *(needed("WebKitWebDriver"), f"--port={port}"),
            DISPLAY=screen,
            HOME=str(self.folder),
            LC_ALL="C",  # then it says en-US; of C.UTF-8 it makes a language that there is none of
            GDK_BACKEND="x11",
            LIBGL_ALWAYS_SOFTWARE="1",
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1",
            NO_AT_BRIDGE="1",
        )
        _connect(port).close()
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)
        (browser,) = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self._post("/session", {"capabilities": wanted})
        self._session = f"/session/{made['sessionId']}"
        self.command("size", {"x": 0, "y": 0, "width": self.size[0], "height": self.size[1]})

    def command(self, name: str, given: Mapping[str, Any]) -> Any:
        return self._post(f"{self._session}/{self._PATHS[name]}", given)

    def dies(self) -> None:
        # A driven MiniBrowser keeps nothing beyond its own life, and its driver gives up with the
        # page's process. So the page goes, with Python and all that it held, and nobody asks it.
        self.open("about:blank")

    def hang_up(self) -> None:
        if self._http is not None:
            self._http.close()

    def _post(self, path: str, given: Mapping[str, Any]) -> Any:
        assert self._http is not None
        try:
            value = self._http.post(path, json=dict(given)).json()["value"]
        except httpx.HTTPError as error:
            raise EngineError(type(error).__name__) from error
        if isinstance(value, dict) and "error" in value:
            raise EngineError(f"{value['error']}: {value.get('message', '')[:300]}")
        return value


def _connect(port: int) -> socket.socket:
    """Connect to a browser that is only just starting."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            wire = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return wire
