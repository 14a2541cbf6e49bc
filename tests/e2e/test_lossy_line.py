"""A first visit and an update at 3G's pace over a line that breaks three times in ten.

The old version whole or the new one whole, the numbers to call on every page, and in the end all of
it. A small app stands in for Layby, and whoever holds the phone does what the page offers.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.hello_visit import CHECK_TO_THE_END, Visit, greets
from tests.e2e.lossy_relay import LossyRelay

pytestmark = [pytest.mark.browser, pytest.mark.soak]

OLD, NEW = "Hello Layby", "Hello again"
PACE = 200_000  # bytes a second
SHARE = 0.3
LONGEST_SECONDS = 420
IN_CHARGE = "navigator.serviceWorker?.controller?.state === 'activated'"


def port_of(visit: Visit) -> int:
    port = urlsplit(visit.server.url).port
    assert port
    return port


def go(page: Page, url: str) -> None:
    """Open the page; where the line breaks at once the browser says so, and one tries again."""
    for _ in range(50):
        with suppress(Error):
            page.goto(url, wait_until="commit")
            return
    raise AssertionError("never answered")


def until(page: Page, true: Callable[[], bool], otherwise: Callable[[], None]) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        with suppress(Error):  # a page on its way to the next
            if true():
                return
            otherwise()
        page.wait_for_timeout(500)
    raise AssertionError(f"not in time: {page.locator('body').inner_text()[:500]}")


def gets_there(page: Page, url: str, greeting: str) -> None:
    """Do what the page offers until the app is there; it is never a page that says nothing."""

    def on_we_go() -> None:
        way_on = page.get_by_role("button", name="Reload").or_(
            page.get_by_role("link", name="open Layby again")
        )
        if way_on.first.is_visible():
            expect(page.get_by_role("link", name="999")).to_be_visible()
            way_on.first.click()
        elif page.url.startswith("chrome-error") or not page.locator("#layby-splash").count():
            go(page, url)

    until(page, lambda: page.get_by_text(greeting).count() > 0, on_we_go)


def test_a_first_visit_brings_everything_in_the_end(visit: Visit) -> None:
    with LossyRelay(port_of(visit), share=SHARE, rate=PACE) as relay:
        page = visit.context.new_page()
        go(page, relay.url)
        gets_there(page, relay.url, OLD)
        until(page, lambda: page.evaluate(IN_CHARGE), lambda: None)
        assert relay.broken > 10
        visit.server.stop()
        go(page, relay.url)
        greets(page, OLD)


def test_an_update_leaves_the_old_version_whole_until_the_new_one_is(
    visit: Visit, builds: tuple[Path, Path]
) -> None:
    with LossyRelay(port_of(visit), share=0, rate=100 * PACE) as relay:
        page = visit.context.new_page()
        go(page, relay.url)
        gets_there(page, relay.url, OLD)
        until(page, lambda: page.evaluate(IN_CHARGE), lambda: None)
        relay.share, relay.rate = SHARE, PACE
        visit.server.folder = builds[1]
        broke_off = 0
        while not page.evaluate(CHECK_TO_THE_END)["waiting"]:
            broke_off += 1
            visit.server.stop()
            beside = visit.context.new_page()
            go(beside, relay.url)
            greets(beside, OLD)
            beside.close()
            visit.server.start()
            assert broke_off < 20
        assert relay.broken
        visit.server.stop()
        page.evaluate("layby.updates.apply()")
        greets(page, NEW)
        go(page, relay.url)
        greets(page, NEW)
        assert len(page.evaluate("caches.keys()")) == 1
