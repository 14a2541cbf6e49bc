"""The service worker in a real browser: offline from the first visit on, and updates that are
whole or not there at all. A small app stands in for Layby: this is about the shell around it.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.web.build import ROOT, build
from tests.browser import chromium
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

HELLO = ROOT / "tests" / "app" / "web" / "hello"
SECONDS = 1000
PATIENCE = 90 * SECONDS  # a loaded machine may take its time; nothing here is about speed
PHONE = {"viewport": {"width": 390, "height": 844}}
LISTEN = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (e) =>
  violations.push(`${e.effectiveDirective} ${e.blockedURI}`));
"""
APPLE = """
for (const [name, value] of [["vendor", "Apple Computer, Inc."], ["maxTouchPoints", 5]]) {
  Object.defineProperty(Navigator.prototype, name, { get: () => value });
}
"""
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same app twice, with another greeting in the second."""
    folder = tmp_path_factory.mktemp("builds")
    changed = folder / "changed"
    shutil.copytree(HELLO, changed)
    main = changed / "app" / "main.py"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("Hello Layby", "Hello again"), encoding="utf-8")
    build(folder / "old", root=HELLO)
    build(folder / "new", root=changed)
    return folder / "old", folder / "new"


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


@pytest.fixture(scope="module")
def settled(browser: Browser, builds: tuple[Path, Path]) -> Iterator[Visit]:
    """A visit whose service worker is in charge, shared by tests that leave it as it was."""
    with visiting(browser, builds[0]) as visit:
        visit.open_first()
        yield visit


def heard(page: Page, event: str) -> None:
    expect(page.get_by_text(re.compile(f"Heard .*{re.escape(event)}"))).to_be_attached(
        timeout=PATIENCE
    )


def cut_short(body: bytes) -> bytes:
    return body[: len(body) // 2]


def altered(body: bytes) -> bytes:
    return body[:-1] + bytes([body[-1] ^ 1])


def ask(page: Page, what: str) -> None:
    page.get_by_role("button", name=f"Ask {what}").click()


def caches(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def kept(page: Page) -> set[str]:
    return set(
        page.evaluate(
            "(async () => (await (await caches.open((await caches.keys())[0])).keys())"
            ".map((request) => new URL(request.url).pathname))()"
        )
    )


def test_first_visit_keeps_all_it_asked_for_and_only_that(settled: Visit) -> None:
    page = settled.context.pages[0]
    assert [answer for answer in settled.server.answers if answer[1] != 200] == []
    assert set(settled.server.requests) - {"/", "/sw.js"} <= kept(page)
    assert "/canvaskit/chromium/canvaskit.wasm" in kept(page)
    # The other engines' CanvasKit is not kept for nothing.
    assert "/canvaskit/canvaskit.wasm" not in kept(page)


def test_bridge_answers_what_it_knows_and_refuses_what_it_does_not(settled: Visit) -> None:
    page = settled.context.pages[0]
    ask(page, "persisted")
    heard(page, "persisted=False")
    ask(page, "nonsense")
    heard(page, "nonsense=unknown")
    settled.context.set_offline(True)
    heard(page, "network")
    settled.context.set_offline(False)


def test_interface_and_health_are_never_answered_from_the_device(settled: Visit) -> None:
    page, server = settled.context.pages[0], settled.server
    server.answers.clear()
    statuses = page.evaluate(
        "Promise.all(['/api/v1/x', '/health'].map((path) => fetch(path).then((r) => r.status)))"
    )
    assert statuses == [404, 404]
    assert sorted(server.requests) == ["/api/v1/x", "/health"]
    server.stop()
    refused = page.evaluate("fetch('/api/v1/x').then(() => 'answered', () => 'refused')")
    server.start()
    assert refused == "refused"


def test_evicted_file_is_fetched_again_and_kept(settled: Visit) -> None:
    page = settled.context.pages[0]
    whole = kept(page)
    page.evaluate(
        "(async () => (await caches.open((await caches.keys())[0]))"
        ".delete('/python/libraries.zip'))()"
    )
    assert "/python/libraries.zip" not in kept(page)
    settled.server.answers.clear()
    again = settled.open()
    assert settled.server.requests.count("/python/libraries.zip") == 1
    assert kept(again) == whole
    again.close()


def test_everything_starts_without_a_network_even_a_deep_link(settled: Visit) -> None:
    settled.server.stop()
    page = settled.open("/plans/today?from=home")
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("Pressed 1")).to_be_attached(timeout=PATIENCE)
    settled.assert_kept_to_itself()
    page.close()
    settled.server.start()


def test_update_waits_until_it_is_asked_for(browser: Browser, builds: tuple[Path, Path]) -> None:
    with visiting(browser, builds[0]) as visit:
        page, server = visit.open_first(), visit.server
        page.get_by_role("button", name="Press").click()
        before = caches(page)
        server.folder = builds[1]
        server.answers.clear()
        ask(page, "check-update")
        heard(page, "update-ready")
        # Only what changed was fetched, and the page that runs was left alone.
        assert set(server.requests) == {"/sw.js", "/python/app.zip"}
        page.get_by_role("button", name="Press").click()
        expect(page.get_by_text("Pressed 2")).to_be_attached(timeout=PATIENCE)
        server.stop()  # it has all it needs
        ask(page, "apply-update")
        expect(page.get_by_text("Hello again")).to_be_attached(timeout=PATIENCE)
        assert len(caches(page)) == 1
        assert caches(page) != before
        visit.assert_kept_to_itself()


def test_damaged_update_leaves_the_old_version_whole(
    browser: Browser, builds: tuple[Path, Path]
) -> None:
    with visiting(browser, builds[0]) as visit:
        page, server = visit.open_first(), visit.server
        whole = kept(page)
        server.folder = builds[1]
        for damage in (cut_short, altered):
            server.damage["/python/app.zip"] = damage
            server.answers.clear()
            state = page.evaluate(CHECK_TO_THE_END)
            assert "/python/app.zip" in server.requests
            assert state == {"supported": True, "waiting": False, "fetching": False}
        page.close()
        server.stop()
        offline = visit.open()
        assert kept(offline) == whole
        server.start()
        server.damage.clear()
        ask(offline, "check-update")
        heard(offline, "update-ready")
        ask(offline, "apply-update")
        expect(offline.get_by_text("Hello again")).to_be_attached(timeout=PATIENCE)
        assert kept(offline) == whole
        assert len(caches(offline)) == 1


def test_failed_start_says_so_plainly_and_keeps_the_numbers(
    browser: Browser, builds: tuple[Path, Path]
) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    with PwaServer(builds[0]) as server:
        server.damage["/python/app.zip"] = cut_short
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        expect(page.get_by_role("alert")).to_contain_text("Layby did not open", timeout=PATIENCE)
        expect(page.get_by_role("link", name="999")).to_be_visible()
        text = page.locator("#layby-splash").inner_text()
        assert "Error:" not in text
        assert "Traceback" not in text
        server.damage.clear()
        page.get_by_role("button", name="Reload").click()
        expect(page.locator("#layby-splash")).to_be_hidden(timeout=PATIENCE)
        context.close()


def test_numbers_show_where_scripts_are_turned_off(
    browser: Browser, builds: tuple[Path, Path]
) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    with PwaServer(builds[0]) as server:
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_role("link", name="999")).to_be_visible()
        expect(page.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
        context.close()


def test_apple_touch_devices_build_the_spoken_tree_only_when_asked(
    browser: Browser, builds: tuple[Path, Path]
) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(APPLE)
    with PwaServer(builds[0]) as server:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        expect(page.locator("flt-semantics-placeholder")).to_be_attached(timeout=PATIENCE)
        # This engine is offered the CanvasKit that every engine can run.
        assert "/canvaskit/canvaskit.wasm" in server.requests
        assert page.evaluate("layby.semantics(null)") == "off"
        assert page.evaluate("layby.semantics('on')") == "on"
        expect(page.locator("flt-semantics").first).to_be_attached(timeout=PATIENCE)
        assert page.evaluate("localStorage.getItem('layby.semantics')") == "on"
        context.close()
