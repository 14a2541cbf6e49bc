"""The service worker in a real browser: offline from the first visit on, and updates that are
whole or not there at all. A small app stands in for Layby: this is about the shell around it.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hello_visit import (
    CHECK_TO_THE_END,
    PATIENCE,
    Visit,
    comes_to,
    cut_kept,
    cut_short,
    goes_on,
    greets,
    has_all,
    kept,
    parts_of_snapshot,
    put_back,
    together,
)

pytestmark = pytest.mark.browser

FLUTTER = "/main.dart.js"  # of the renderer that a browser without a graphics card takes
FIRST_WORKER_NEVER_COMES = """(() => {
  const { Worker } = globalThis;
  globalThis.Worker = function (...given) {
    globalThis.Worker = Worker;
    return { postMessage() {}, terminate() {} };
  };
})()"""


def heard(page: Page, event: str) -> None:
    expect(page.get_by_text(re.compile(f"Heard .*{re.escape(event)}"))).to_be_attached(
        timeout=PATIENCE
    )


def altered(body: bytes) -> bytes:
    return body[:-1] + bytes([body[-1] ^ 1])


def ask(page: Page, what: str) -> None:
    page.get_by_role("button", name=f"Ask {what}").click()


def caches(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def test_first_visit_keeps_all_it_asked_for_and_only_that(settled: Visit) -> None:
    page = settled.context.pages[0]
    assert [answer for answer in settled.server.answers if answer[1] != 200] == []
    not_kept = {"/", "/sw.js", together(settled.server.folder)}
    assert set(settled.server.requests) - not_kept <= kept(page)
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
    # The browser may look for a new service worker whenever it likes.
    assert sorted(set(server.requests) - {"/sw.js"}) == ["/api/v1/x", "/health"]
    server.stop()
    refused = page.evaluate("fetch('/api/v1/x').then(() => 'answered', () => 'refused')")
    server.start()
    assert refused == "refused"


def test_second_visit_fetches_nothing_not_even_the_page(settled: Visit) -> None:
    settled.server.answers.clear()
    settled.open().close()
    assert set(settled.server.requests) <= {"/sw.js"}  # engines look for a new one by themselves


def test_evicted_file_is_fetched_again_and_kept(settled: Visit) -> None:
    page = settled.context.pages[0]
    whole = kept(page)
    page.evaluate(
        "(async () => (await caches.open((await caches.keys())[0]))"
        ".delete('/pyodide/pyodide.mjs'))()"
    )
    assert "/pyodide/pyodide.mjs" not in kept(page)
    settled.server.answers.clear()
    again = settled.open()
    assert settled.server.requests.count("/pyodide/pyodide.mjs") == 1
    assert kept(again) == whole
    again.close()


@pytest.mark.parametrize("path", ["/index.html", "/shell.js", "/python-worker.js", FLUTTER])
def test_part_that_is_gone_without_a_network_is_said_and_fetched_once_there_is_one(
    settled: Visit, path: str
) -> None:
    whole = kept(settled.context.pages[0])
    page = settled.opens_without(path, offline=True)
    came_to = comes_to(page)  # the browser may still have it in its memory, for a page or two
    assert path != "/index.html" or came_to == "open"
    settled.server.start()
    if came_to != "open":
        expect(page.get_by_role("link", name="999")).to_be_visible()
        goes_on(page)
        greets(page)
        has_all(page, whole)
    settled.assert_kept_to_itself()
    page.close()
    put_back(settled.context.pages[0], whole)


def test_page_itself_damaged_on_the_device_opens_all_the_same(settled: Visit) -> None:
    first = settled.context.pages[0]
    whole = kept(first)
    cut_kept(first, "/index.html")
    page = settled.opens_without(offline=True)
    assert comes_to(page) == "open"
    settled.server.start()
    page.close()
    settled.open().close()
    assert kept(first) == whole


def test_worker_that_never_comes_is_asked_for_again(settled: Visit) -> None:
    page = settled.context.new_page()
    page.add_init_script(FIRST_WORKER_NEVER_COMES)
    page.goto(settled.server.url)
    greets(page)
    assert page.evaluate("layby.python.way()") == "restore"
    page.close()


def test_everything_gone_without_a_network_leaves_the_numbers(settled: Visit) -> None:
    whole = kept(settled.context.pages[0])
    page = settled.opens_without(*whole, offline=True)
    assert comes_to(page) == "late"
    expect(page.get_by_role("link", name="999")).to_be_visible()
    settled.server.start()
    goes_on(page)
    greets(page)
    has_all(page, whole)
    page.close()


_CHOSEN = """async (scheme) => {
  localStorage.setItem("layby.shared", JSON.stringify({ look: { scheme } }));
  layby.look();
  for (;;) {
    const page = await fetch("/index.html");
    const [mark] = (await page.text()).match(/<html .*?>/);
    if (scheme ? mark.includes(`"${scheme}"`) : !mark.includes("data-layby-scheme")) {
      return [mark, page.headers.get("Content-Security-Policy")];
    }
    await new Promise((later) => setTimeout(later, 20));
  }
}"""


def test_page_comes_in_the_light_that_was_chosen_and_waits_for_no_script(settled: Visit) -> None:
    page = settled.open()
    plain, policy = page.evaluate(_CHOSEN, "")
    assert policy
    for scheme in ("night", "light"):
        expected = plain.replace("<html ", f'<html data-layby-scheme="{scheme}" ')
        assert page.evaluate(_CHOSEN, scheme) == [expected, policy]
        assert settled.open().evaluate("document.documentElement.dataset.laybyScheme") == scheme
    assert page.evaluate(_CHOSEN, "") == [plain, policy]
    assert page.evaluate("caches.has('look')") is False


@pytest.mark.parametrize("path", ["/python/app.zip", "/shell.js", FLUTTER])
def test_part_damaged_on_the_device_is_thrown_away_and_fetched_anew(
    visit: Visit, path: str
) -> None:
    # Nothing was fetched anew on it yet: that would lie in the browser's own cache as well.
    first = visit.open_first()
    whole = kept(first)
    cut_kept(first, path)
    snapshot = [name for name in whole if "/snapshot-" in name]
    page = visit.opens_without(*snapshot, offline=True)
    assert comes_to(page) in ("said", "late")
    visit.server.start()
    goes_on(page)
    greets(page)
    has_all(page, whole)
    visit.assert_kept_to_itself()
    page.close()


def test_everything_starts_without_a_network_even_a_deep_link(settled: Visit) -> None:
    settled.server.stop()
    page = settled.open("/plans/today?from=home")
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("Pressed 1")).to_be_attached(timeout=PATIENCE)
    settled.assert_kept_to_itself()
    page.close()
    settled.server.start()


def test_damaged_update_leaves_the_old_version_whole(
    settled: Visit, builds: tuple[Path, Path]
) -> None:
    page, server = settled.context.pages[0], settled.server
    whole = kept(page)
    server.folder = builds[1]
    for damage in (cut_short, altered):
        server.damage["/python/app.zip"] = damage
        server.answers.clear()
        state = page.evaluate(CHECK_TO_THE_END)
        assert "/python/app.zip" in server.requests
        assert state == {"supported": True, "waiting": False, "fetching": False, "missing": False}
    page.close()
    server.stop()
    assert kept(settled.open()) == whole
    server.damage.clear()
    # The page asks once more by itself, and is not to be brought the new version by that.
    server.folder = builds[0]
    server.start()


def test_update_waits_until_it_is_asked_for_also_after_damaged_ones(
    settled: Visit, builds: tuple[Path, Path]
) -> None:
    page, server = settled.context.pages[0], settled.server
    whole = kept(page)
    page.get_by_role("button", name="Press").click()
    before = caches(page)
    server.folder = builds[1]
    server.answers.clear()
    ask(page, "check-update")
    heard(page, "update-ready")
    # Only what changed was fetched, and the page that runs was left alone.
    asked = {re.sub(r"(?<=/snapshot-)\w+", "", path) for path in server.requests}
    assert {"/sw.js", "/python/app.zip"} <= asked
    changed = {"/sw.js", "/shell.js", "/python-worker.js", "/python/app.zip"}
    assert asked <= changed | {"/python/snapshot-.bin"}
    # Some may have come with the damaged ones before.
    old, new = ({*parts_of_snapshot(build)} for build in builds)
    assert {path for path in server.requests if "/snapshot-" in path} <= new - old
    assert 0 < len(new - old) < len(new) / 2
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("Pressed 2")).to_be_attached(timeout=PATIENCE)
    server.stop()  # it has all it needs
    ask(page, "apply-update")
    expect(page.get_by_text("Hello again")).to_be_attached(timeout=PATIENCE)
    assert {n for n in kept(page) ^ whole if "/snapshot-" not in n} == set()
    assert len(caches(page)) == 1
    assert caches(page) != before
    settled.assert_kept_to_itself()
