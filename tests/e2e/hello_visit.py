"""A visit to the small app that stands in for Layby where a test is about the shell around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.web.build import ROOT
from tests.e2e.pwa_server import PwaServer

HELLO = ROOT / "tests" / "app" / "web" / "hello"
SECONDS = 1000
PATIENCE = 90 * SECONDS  # a loaded machine may take its time; nothing here is about speed
PHONE = {"viewport": {"width": 390, "height": 844}}
LISTEN = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (e) =>
  violations.push(`${e.effectiveDirective} ${e.blockedURI}`));
"""


class Visit:
    """One browser profile and what it let out: other origins asked, policies broken, errors."""

    def __init__(self, context: BrowserContext, server: PwaServer) -> None:
        self.context = context
        self.server = server
        self.elsewhere: list[str] = []
        self.said: list[str] = []
        context.add_init_script(LISTEN)
        context.on("request", lambda request: self._look(request.url))
        context.on("console", lambda message: self.said.append(message.text))

    def _look(self, url: str) -> None:
        if not url.startswith((self.server.url + "/", "blob:" + self.server.url)):
            self.elsewhere.append(url)

    def open(self, path: str = "/", greeting: str = "Hello Layby") -> Page:
        page = self.context.new_page()
        page.goto(self.server.url + path, wait_until="commit")
        expect(page.locator("#layby-splash")).to_be_hidden(timeout=PATIENCE)
        expect(page.get_by_text(greeting)).to_be_attached(timeout=PATIENCE)
        return page

    def open_first(self) -> Page:
        """Open, and wait until the service worker has everything and is in charge."""
        page = self.open()
        page.evaluate(
            "new Promise((done) => navigator.serviceWorker.controller ? done()"
            " : navigator.serviceWorker.addEventListener('controllerchange', () => done()))"
        )
        return page

    def assert_kept_to_itself(self) -> None:
        assert self.elsewhere == []
        assert [text for text in self.said if "Content Security Policy" in text] == []
        for page in self.context.pages:
            assert page.evaluate("violations") == []


@contextmanager
def visiting(browser: Browser, build: Path) -> Iterator[Visit]:
    """A fresh profile and a server of its own that serves ``build``."""
    context = browser.new_context(**PHONE)
    with PwaServer(build) as server:
        try:
            yield Visit(context, server)
        finally:
            context.close()


def cut_short(body: bytes) -> bytes:
    return body[: len(body) // 2]
