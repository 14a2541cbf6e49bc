"""A visit to the small app that stands in for Layby where a test is about the shell around it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from re import Pattern

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from app.web.build import ROOT, build
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

_EVICT = """(paths) => caches.keys().then((names) => Promise.all(names.map(async (name) => {
  const cache = await caches.open(name);
  await Promise.all(paths.map((path) => cache.delete(path)));
})))"""
#: The page says by itself after some seconds that no script came: these are over now.
_SECONDS_GO_BY = """() => document.getAnimations()
  .filter((animation) => animation.animationName === "layby-late")
  .forEach((animation) => animation.finish())"""


def parts_of_snapshot(site: Path) -> list[str]:
    """Give the paths of the snapshot's parts on the site, the largest first."""
    found = sorted((site / "python").glob("snapshot-*.bin"), key=lambda part: -part.stat().st_size)
    return [f"/python/{part.name}" for part in found]


def together(site: Path) -> str:
    """Give the path of the file that holds all of them, as a first visit fetches them."""
    (found,) = (site / "python").glob("together-*.bin")
    return f"/python/{found.name}"


def damage_snapshot(server: PwaServer, damage: Callable[[bytes], bytes]) -> None:
    """Let one of the parts never come whole: not alone, and nothing comes of all in one."""
    server.damage[together(server.folder)] = lambda _: b""
    server.damage[parts_of_snapshot(server.folder)[0]] = damage


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

    def opens_without(self, *paths: str, offline: bool) -> Page:
        """Open with these files evicted, and the server stopped or not; nothing is waited for.

        The browser's own cache goes with them: what is named by its content lies there as well.
        """
        beside = self.context.new_page()
        beside.goto(f"{self.server.url}/version.json")
        if offline:
            self.server.stop()  # first, or what the page before still fetches would come back
        beside.evaluate(_EVICT, list(paths))
        self.context.new_cdp_session(beside).send("Network.clearBrowserCache")
        beside.close()
        page = self.context.new_page()
        page.goto(self.server.url, wait_until="commit")
        return page

    def assert_kept_to_itself(self) -> None:
        assert self.elsewhere == []
        assert [text for text in self.said if "Content Security Policy" in text] == []
        for page in self.context.pages:
            assert page.evaluate("violations") == []


@contextmanager
def visiting(browser: Browser, site: Path) -> Iterator[Visit]:
    """A fresh profile and a server of its own that serves ``site``."""
    context = browser.new_context(**PHONE)
    with PwaServer(site) as server:
        try:
            yield Visit(context, server)
        finally:
            context.close()


def comes_to(page: Page, greeting: str | Pattern[str] = "Hello Layby") -> str:
    """Wait until the app is ``open``, it is ``said`` that it is not, or the page says ``late``."""
    alert = page.get_by_role("alert").filter(has_text="Layby did not open")
    late = page.locator("#layby-late")
    expect(page.locator("#layby-splash")).to_be_attached(timeout=PATIENCE)
    for _ in range(PATIENCE // 100):
        with suppress(Error):  # the page that was asked is just being replaced by the next
            if page.get_by_text(greeting).count():
                return "open"
            if alert.is_visible():
                return "said"
            if late.is_visible():
                return "late"
            page.evaluate(_SECONDS_GO_BY)
        page.wait_for_timeout(100)
    raise AssertionError("the page says nothing")


def goes_on(page: Page) -> None:
    """Take the way on that a failed start offers."""
    page.get_by_role("button", name="Reload").or_(
        page.get_by_role("link", name="open Layby again")
    ).click()


def greets(page: Page, greeting: str = "Hello Layby") -> None:
    """Wait until the app is there."""
    expect(page.get_by_text(greeting)).to_be_attached(timeout=PATIENCE)
    expect(page.locator("#layby-splash")).to_be_hidden(timeout=PATIENCE)


def build_newer(folder: Path) -> Path:
    """Build the small app with another greeting."""
    changed = folder / "changed"
    shutil.copytree(HELLO, changed)
    main = changed / "app" / "main.py"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("Hello Layby", "Hello again"), encoding="utf-8")
    build(folder / "site", root=changed)
    return folder / "site"


#: Has the page ask for a new version, and gives how that stands once nothing is on its way.
CHECK_TO_THE_END = """
(async () => {
  let state = await layby.updates.check();
  while (state.fetching) {
    await new Promise((later) => setTimeout(later, 50));
    state = layby.updates.state();
  }
  return state;
})()
"""


def cut_short(body: bytes) -> bytes:
    return body[: len(body) // 2]


_KEPT = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  return (await cache.keys()).map((request) => new URL(request.url).pathname);
}"""
_HAS_ALL = """(paths) => caches.keys().then(async (names) => {
  const cache = await caches.open(names[0]);
  return (await Promise.all(paths.map((path) => cache.match(path)))).every(Boolean);
})"""
_FETCHED = "(path) => fetch(path).then((response) => response.arrayBuffer()).then(() => true)"
_CUT_KEPT = """async (path) => {
  const cache = await caches.open((await caches.keys())[0]);
  const whole = await cache.match(path);
  const bytes = await whole.arrayBuffer();
  const { headers } = whole;
  await cache.put(path, new Response(bytes.slice(0, bytes.byteLength / 2), { headers }));
}"""


def kept(page: Page) -> set[str]:
    """Give the paths of what is on the device."""
    return set(page.evaluate(_KEPT))


def has_all(page: Page, paths: set[str]) -> None:
    """Wait until the service worker has looked for what is missing, and has it."""
    for _ in range(PATIENCE // 100):
        if page.evaluate(_HAS_ALL, sorted(paths)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never fetched: {paths - kept(page)}")


def put_back(page: Page, paths: set[str]) -> None:
    """Have whatever of these is not on the device fetched."""
    for path in sorted(paths - kept(page)):
        page.evaluate(_FETCHED, path)


def cut_kept(page: Page, path: str) -> None:
    """Cut a file short that is on the device."""
    page.evaluate(_CUT_KEPT, path)
