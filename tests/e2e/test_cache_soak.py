"""Each file of the cache gone in turn, and half of it at once.

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
def piece(request: pytest.FixtureRequest, whole: set[str]) -> list[list[str]]:
    """An eighth of all files, each by itself; but the snapshot's parts among them, which are all
    read in one way and of which one is as bad as many, together.
    """
    chosen = sorted(whole)[request.param :: PIECES]
    parts = [path for path in chosen if path.startswith(SNAPSHOT)]
    return [parts, *([path] for path in chosen if path not in parts)]


def half(paths: set[str], seed: int) -> list[str]:
    return random.Random(seed).sample(sorted(paths), len(paths) // 2)  # noqa: S311


def opens_or_says_what_to_do(visit: Visit, page: Page, paths: list[str]) -> None:
    """Layby opens, or the page leads on once there is a network; parts of the snapshot are not
    needed, however long Python then takes.
    """
    if paths[0].startswith(SNAPSHOT):
        greets(page)
    came_to = comes_to(page)
    visit.server.start()
    if came_to != "open":
        goes_on(page)
        greets(page)


def test_file_that_is_gone_without_a_network_is_done_without_or_asked_for(
    settled: Visit, whole: set[str], piece: list[list[str]]
) -> None:
    for paths in piece:
        page = settled.opens_without(*paths, offline=True)
        opens_or_says_what_to_do(settled, page, paths)
        page.close()
        put_back(settled.context.pages[0], whole)
    settled.assert_kept_to_itself()


def test_file_that_is_gone_comes_back_where_there_is_a_network(
    settled: Visit, whole: set[str], piece: list[list[str]]
) -> None:
    for paths in piece:
        page = settled.opens_without(*paths, offline=False)
        greets(page)
        has_all(page, whole)
        page.close()
    settled.assert_kept_to_itself()


@pytest.mark.parametrize("seed", range(6))
def test_half_of_all_files_gone_without_a_network_is_never_a_page_that_says_nothing(
    settled: Visit, whole: set[str], seed: int
) -> None:
    page = settled.opens_without(*half(whole, seed), offline=True)
    came_to = comes_to(page)
    settled.server.start()
    if came_to != "open":
        goes_on(page)
        greets(page)
    page.close()
    put_back(settled.context.pages[0], whole)


@pytest.mark.parametrize("seed", range(6))
def test_half_of_all_files_gone_comes_back_where_there_is_a_network(
    settled: Visit, whole: set[str], seed: int
) -> None:
    page = settled.opens_without(*half(whole, seed), offline=False)
    greets(page)
    has_all(page, whole)
    page.close()


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
