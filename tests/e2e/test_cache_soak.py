"""Each file of the cache gone or damaged in turn, and half of it at once.

Layby opens, or the page says plainly what to do; once there is a network all of it comes back. In
pieces, so that one can be run alone: ``-k "piece-3"``.
"""

import random
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.e2e.hello_visit import (
    CHECK_TO_THE_END,
    Visit,
    comes_to,
    cut_kept,
    goes_on,
    greets,
    has_all,
    kept,
    put_back,
)

pytestmark = [pytest.mark.browser, pytest.mark.soak]

PIECES = 8
SNAPSHOT = "/python/snapshot-"
EITHER = re.compile("Hello (Layby|again)")


@pytest.fixture
def whole(settled: Visit) -> set[str]:
    return kept(settled.context.pages[0])


@pytest.fixture(params=range(PIECES), ids=lambda number: f"piece-{number + 1}")
def piece(request: pytest.FixtureRequest, whole: set[str]) -> list[str]:
    """Every eighth file, of the snapshot's parts as of all others."""
    return sorted(whole)[request.param :: PIECES]


def half(paths: set[str], seed: int) -> list[str]:
    return random.Random(seed).sample(sorted(paths), len(paths) // 2)  # noqa: S311


def opens_or_says_what_to_do(visit: Visit, page: Page, path: str) -> None:
    """Layby opens, or the page leads on once there is a network; parts of the snapshot are not
    needed, however long Python then takes.
    """
    if path.startswith(SNAPSHOT):
        greets(page)
    came_to = comes_to(page)
    visit.server.start()
    if came_to != "open":
        goes_on(page)
        greets(page)


def test_file_that_is_gone_without_a_network_is_done_without_or_asked_for(
    settled: Visit, whole: set[str], piece: list[str]
) -> None:
    for path in piece:
        page = settled.opens_without(path, offline=True)
        opens_or_says_what_to_do(settled, page, path)
        page.close()
        put_back(settled.context.pages[0], whole)
    settled.assert_kept_to_itself()


def test_file_that_is_gone_comes_back_where_there_is_a_network(
    settled: Visit, whole: set[str], piece: list[str]
) -> None:
    for path in piece:
        page = settled.opens_without(path, offline=False)
        assert comes_to(page) == "open", path
        has_all(page, whole)
        page.close()
    settled.assert_kept_to_itself()


def test_file_that_is_damaged_is_done_without_or_fetched_anew(
    settled: Visit, whole: set[str], piece: list[str]
) -> None:
    for path in piece:
        cut_kept(settled.context.pages[0], path)
        page = settled.opens_without(offline=True)
        opens_or_says_what_to_do(settled, page, path)
        page.close()
        settled.opens_without(path, offline=False).close()
        put_back(settled.context.pages[0], whole)
    settled.assert_kept_to_itself()


@pytest.mark.parametrize("offline", [True, False], ids=["without a network", "with one"])
def test_half_of_all_files_gone_is_never_a_page_that_says_nothing(
    settled: Visit, whole: set[str], *, offline: bool
) -> None:
    for seed in range(6):
        page = settled.opens_without(*half(whole, seed), offline=offline)
        came_to = comes_to(page)
        assert offline or came_to == "open", seed
        if offline:
            settled.server.start()
        if came_to != "open":
            goes_on(page)
            greets(page)
        has_all(page, whole)
        page.close()
    settled.assert_kept_to_itself()


@pytest.mark.parametrize("seed", range(4))
def test_half_of_all_files_gone_where_the_server_has_the_next_version_leads_there(
    visit: Visit, builds: tuple[Path, Path], seed: int
) -> None:
    whole = kept(visit.open_first())
    visit.server.folder = builds[1]
    page = visit.opens_without(*half(whole, seed), offline=False)
    while comes_to(page, EITHER) != "open":
        with suppress(Error):  # by then the new version may have come by itself
            goes_on(page)
    page.evaluate(CHECK_TO_THE_END)
    page.evaluate("layby.updates.apply()")
    greets(page, "Hello again")
    visit.server.stop()
    page.reload()
    greets(page, "Hello again")
    visit.assert_kept_to_itself()
