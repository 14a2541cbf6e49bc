"""The real page and scripts in a real Chromium, under the production policy.

A stub stands where Python would be.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.page.stubbed import visit
from tests.e2e.page_lab.site import lay_out
from tests.e2e.pwa_server import PwaServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PwaServer]:
    site = lay_out(tmp_path_factory.mktemp("page") / "site", "stub_worker.js")
    with PwaServer(site) as started:
        yield started


@pytest.fixture
def device(browser: Browser, server: PwaServer) -> Iterator[BrowserContext]:
    """A fresh profile, for tests that open the page themselves."""
    with visit(browser, server.url) as context:
        yield context


@pytest.fixture
def page(browser: Browser, server: PwaServer) -> Iterator[Page]:
    """The page with its clock in the test's hand; someone is typing a note."""
    with visit(browser) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(server.url)
        page.get_by_label("Note").focus()
        yield page
