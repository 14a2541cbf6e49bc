"""The service worker in a real browser: offline from the first visit on, and updates that are
whole or not there at all. A small app stands in for Layby: this is about the shell around it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.web.build import build
from tests.browser import chromium
from tests.e2e.hello_visit import HELLO, PATIENCE, Visit, cut_short, visiting

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module")
def settled(browser: Browser, builds: tuple[Path, Path]) -> Iterator[Visit]:
    """A visit whose service worker is in charge; the last test alone leaves another version."""
    with visiting(browser, builds[0]) as visit:
        visit.open_first()
        yield visit


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
        assert state == {"supported": True, "waiting": False, "fetching": False}
    page.close()
    server.stop()
    assert kept(settled.open()) == whole
    server.damage.clear()
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
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("Pressed 2")).to_be_attached(timeout=PATIENCE)
    server.stop()  # it has all it needs
    ask(page, "apply-update")
    expect(page.get_by_text("Hello again")).to_be_attached(timeout=PATIENCE)
    assert {n for n in kept(page) ^ whole if "/snapshot-" not in n} == set()
    assert len(caches(page)) == 1
    assert caches(page) != before
    settled.assert_kept_to_itself()
