"""A first install or an update that something breaks into: the old version whole, or the new one.

The service worker killed in the middle, a full disk, a line that breaks, and a part gone that the
server no longer has. A small app stands in for Layby.
"""

from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Error, Page

from tests.e2e.bad_line import Line
from tests.e2e.hello_visit import (
    CHECK_TO_THE_END,
    PATIENCE,
    Visit,
    comes_to,
    cut_short,
    goes_on,
    greets,
)

pytestmark = pytest.mark.browser

KEPT = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)])))"""
#: What an update of this app is made of, beside the service worker: one file of it has changed.
CHANGED = ("/python-worker.js", "/python/app.zip", "/shell.js")
NEW = "Hello again"
#: What the page puts off for long comes soon.
QUARTERS_OF_A_MINUTE_FLY = """(() => {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (run, wait, ...given) =>
    setTimeout(run, wait < 15000 ? wait : wait / 100, ...given);
})()"""


def kept(page: Page) -> dict[str, list[str]]:
    """Each version that is on the device, whole or not, with its files."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def wait_until_asked(visit: Visit, page: Page, path: str) -> None:
    for _ in range(PATIENCE // 50):
        if path in visit.server.requests:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"nobody asked for {path}")


def held_back(visit: Visit, path: str) -> Event:
    """Have the server answer for one file only when it is told to."""
    let_go = Event()

    def hold(body: bytes) -> bytes:
        let_go.wait(PATIENCE / 1000)
        return body

    visit.server.damage[path] = hold
    return let_go


def kill_service_worker(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("ServiceWorker.enable")
    tools.send("ServiceWorker.stopAllWorkers")
    tools.detach()


def still_opens_the_old_one(visit: Visit) -> None:
    visit.server.stop()
    visit.open().close()
    visit.server.start()


def takes_the_new_one(visit: Visit, page: Page) -> None:
    assert page.evaluate(CHECK_TO_THE_END)["waiting"]
    assert page.evaluate("layby.updates.apply()")
    greets(page, NEW)
    visit.server.stop()
    page.reload()
    greets(page, NEW)
    assert len(kept(page)) == 1
    visit.assert_kept_to_itself()


def test_killed_in_the_middle_of_an_update_it_goes_on_from_there(
    visit: Visit, builds: tuple[Path, Path]
) -> None:
    page = visit.open_first()
    (old,) = kept(page)
    visit.server.folder = builds[1]
    let_go = held_back(visit, "/python/app.zip")
    visit.server.answers.clear()  # the first visit asked for it too
    page.evaluate("void layby.updates.check()")
    wait_until_asked(visit, page, "/python/app.zip")
    while not any(paths for name, paths in kept(page).items() if name != old):
        page.wait_for_timeout(100)  # the others come meanwhile
    kill_service_worker(page)
    begun = {path for name, paths in kept(page).items() if name != old for path in paths}
    assert begun
    visit.server.answers.clear()  # from here on: a page may go on with the update by itself
    let_go.set()
    visit.server.damage.clear()
    still_opens_the_old_one(visit)
    assert page.evaluate(CHECK_TO_THE_END)["waiting"]
    assert "/python/app.zip" in visit.server.requests
    assert begun.isdisjoint(visit.server.requests)
    takes_the_new_one(visit, page)


def test_killed_in_the_middle_of_the_first_install_it_goes_on_at_the_next_visit(
    visit: Visit,
) -> None:
    let_go = held_back(visit, "/icons/maskable-512.png")  # no page asks for it
    page = visit.open()
    wait_until_asked(visit, page, "/icons/maskable-512.png")
    kill_service_worker(page)
    let_go.set()
    visit.server.damage.clear()
    page.close()
    visit.open_first().close()
    still_opens_the_old_one(visit)
    visit.assert_kept_to_itself()


def test_disk_that_is_full_keeps_the_old_version_and_leaves_its_room_to_people(
    visit: Visit, builds: tuple[Path, Path]
) -> None:
    page = visit.open_first()
    before = kept(page)
    tools = page.context.new_cdp_session(page)
    whose = {"origin": visit.server.url}
    used = tools.send("Storage.getUsageAndQuota", whose)["usage"]
    tools.send("Storage.overrideQuotaForOrigin", {**whose, "quotaSize": used + 30_000_000})
    visit.server.folder = builds[1]
    visit.server.answers.clear()
    state = page.evaluate(CHECK_TO_THE_END)
    assert "/python/app.zip" in visit.server.requests
    assert state == {"supported": True, "waiting": False, "fetching": False, "missing": False}
    assert kept(page) == before
    still_opens_the_old_one(visit)
    tools.send("Storage.overrideQuotaForOrigin", whose)
    takes_the_new_one(visit, page)


def test_disk_that_is_full_at_the_first_visit_is_said_and_costs_the_line_no_more(
    visit: Visit,
) -> None:
    beside = visit.context.new_page()
    tools = visit.context.new_cdp_session(beside)
    whose = {"origin": visit.server.url}
    tools.send("Storage.overrideQuotaForOrigin", {**whose, "quotaSize": 10_000_000})
    visit.context.add_init_script(QUARTERS_OF_A_MINUTE_FLY)
    page = visit.open()
    while not page.evaluate("layby.updates.state().missing"):
        page.wait_for_timeout(100)
    assert page.evaluate("caches.keys()") == []
    visit.server.answers.clear()
    page.wait_for_timeout(3000)
    assert "/sw.js" not in visit.server.requests
    page.close()
    tools.send("Storage.overrideQuotaForOrigin", whose)
    assert not visit.open_first().evaluate("layby.updates.state().missing")
    still_opens_the_old_one(visit)


def test_service_worker_that_did_not_come_is_asked_for_again(visit: Visit) -> None:
    def often_broken(body: bytes) -> bytes:
        return body if visit.server.requests.count("/sw.js") > 5 else cut_short(body)

    visit.server.damage["/sw.js"] = often_broken
    visit.context.add_init_script(QUARTERS_OF_A_MINUTE_FLY)
    page = visit.open()
    for _ in range(PATIENCE // 100):
        if page.evaluate("!!navigator.serviceWorker.controller"):
            break
        page.wait_for_timeout(100)
    page.close()
    still_opens_the_old_one(visit)


def test_line_that_breaks_three_times_in_ten_still_brings_everything(
    visit: Visit, builds: tuple[Path, Path]
) -> None:
    page = visit.open()
    visit.server.line = Line(cut=0.3)
    page.evaluate("layby.updates.check()")
    page.evaluate(
        "new Promise((done) => navigator.serviceWorker.controller ? done()"
        " : navigator.serviceWorker.addEventListener('controllerchange', () => done()))"
    )
    still_opens_the_old_one(visit)
    visit.server.folder = builds[1]
    page = visit.open()
    takes_the_new_one(visit, page)
    assert visit.server.line.cuts


@pytest.mark.parametrize("gone", ["/shell.js", "/python/app.zip"])
def test_part_that_only_the_server_before_had_lets_the_new_version_take_over(
    visit: Visit, builds: tuple[Path, Path], gone: str
) -> None:
    first = visit.open_first()
    (old,) = kept(first).values()
    first.close()
    visit.server.folder = builds[1]
    snapshot = [path for path in old if "/snapshot-" in path]
    page = visit.opens_without(gone, *snapshot, offline=False)
    while comes_to(page, NEW) != "open":
        with suppress(Error):  # by then the new version may have come by itself
            goes_on(page)
    greets(page, NEW)
    visit.server.stop()
    page.reload()
    greets(page, NEW)
    visit.assert_kept_to_itself()


def test_page_whose_script_only_the_server_before_had_opens_by_itself(
    visit: Visit, builds: tuple[Path, Path]
) -> None:
    visit.open_first().close()
    visit.server.folder = builds[1]
    page = visit.opens_without("/shell.js", offline=False)
    greets(page, NEW)
    visit.assert_kept_to_itself()
