"""Whatever goes wrong, and in whatever order: each summary exactly once, none invented."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.sync_server.histories.history import Step, complaints, compose, shrink
from tests.sync_server.histories.site import Site
from tests.sync_server.trust import Server

MEMORY = Path("/dev/shm")


@contextmanager
def running(url: str = "", fault: str = "none") -> Iterator[Site]:
    """A site whose files lie in memory where they can.

    Its processes are killed and the machine is not: what was handed to the system is there
    afterwards on any file system, and a disk would only be waited for.
    """
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(prefix="layby-", dir=memory) as name:
        folder = Path(name)
        with Server(folder, url) as server, Site(server, folder, url, fault) as site:
            yield site


def assert_sound(site: Site, seed: int) -> None:
    """Play one seed's history; a failing one is told as short as it can be."""
    steps = compose(seed)
    found = complaints(site, steps)
    if found:
        shortest = shrink(steps, lambda fewer: bool(complaints(site, fewer)))
        pytest.fail(f"seed {seed}: {complaints(site, shortest) or found}\n{shortest}")


def test_histories_on_the_embedded_database() -> None:
    with running() as site:
        for seed in range(50):
            assert_sound(site, seed)


def test_histories_on_postgresql(migrated_postgres: Callable[[], str]) -> None:
    with running(migrated_postgres()) as site:
        for seed in range(50, 58):
            assert_sound(site, seed)


@pytest.mark.soak
@pytest.mark.parametrize("hundred", range(25))
def test_thousands_of_histories_on_the_embedded_database(hundred: int) -> None:
    with running() as site:
        for seed in range(1_000 + 100 * hundred, 1_100 + 100 * hundred):
            assert_sound(site, seed)


@pytest.mark.soak
@pytest.mark.parametrize("hundred", range(25))
def test_thousands_of_histories_on_postgresql(
    migrated_postgres: Callable[[], str], hundred: int
) -> None:
    with running(migrated_postgres()) as site:
        for seed in range(10_000 + 100 * hundred, 10_100 + 100 * hundred):
            assert_sound(site, seed)


FAULTY = {
    "forgets-to-commit": [Step("write", 1), Step("write", 2), *[Step("send", 0)] * 2],
    "lags-behind": [
        Step("write", 1),
        Step("backup", 0),
        Step("send", 0),
        Step("tidy", 0),
    ],
    "takes-anything": [Step("write", 1), Step("send", 0), Step("altered", 1)],
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_server_with_a_fault_is_found_out_and_the_history_is_made_short(fault: str) -> None:
    around = [Step("read metadata", 0), Step("killed", 1), Step("old app", 2)]
    with running(fault=fault) as site:
        steps = [*around, *FAULTY[fault], *around]
        assert complaints(site, steps)
        shortest = shrink(steps, lambda fewer: bool(complaints(site, fewer)))
    assert len(shortest) <= len(FAULTY[fault])
    assert {step.name for step in shortest} <= {step.name for step in FAULTY[fault]}


def test_a_history_is_made_short_by_leaving_steps_out() -> None:
    steps = compose(7)
    wanted = {steps[3], steps[9]}
    assert set(shrink(steps, lambda fewer: wanted <= set(fewer))) == wanted
    assert compose(7) == steps != compose(8)
