"""A real server and a real phone for every story."""

import random
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.web.build import build
from tests.browser import chromium
from tests.e2e.hello_visit import HELLO, Visit, build_newer, visiting
from tests.e2e.person import PATIENCE, Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import wait_for_worker
from tests.e2e.sync_server_process import PWA, SyncServerProcess

expect.set_options(timeout=PATIENCE)

#: Gives a folder of this name with all that a phone keeps of Layby once it is there.
Installed = Callable[[str], Path]


@pytest.fixture(scope="session")
def port() -> int:
    """Where every server of this run listens: what a phone keeps belongs to one address.

    From below the ports that the system hands out by itself, so that it stays free while no
    server listens.
    """
    for candidate in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", candidate)):
                return candidate
    raise AssertionError("no port is free")


@pytest.fixture(scope="session")
def first_visit(port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Visit Layby once, on a new phone, until it needs no network; gives what the phone keeps."""
    folder = tmp_path_factory.mktemp("first visit") / "phone"
    with PwaServer(PWA, port) as server, Phone(folder, frugal=True) as phone:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        wait_for_worker(phone)
    return folder


@pytest.fixture
def installed(first_visit: Path, tmp_path: Path) -> Installed:
    return lambda name: Path(shutil.copytree(first_visit, tmp_path / name))


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[SyncServerProcess]:
    running = SyncServerProcess(tmp_path / "server", port=port).start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[SyncServerProcess]:
    """The demonstration trust; it has the port, so no test beside it starts a server."""
    folder = tmp_path_factory.mktemp("demonstration")
    running = SyncServerProcess(folder / "server", port=port, verb="demo").start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def new_phone(tmp_path: Path) -> Iterator[Phone]:
    """A phone that has never seen Layby, with its browser as it comes."""
    with Phone(tmp_path / "phone") as held:
        yield held


@pytest.fixture
def phone(installed: Installed) -> Iterator[Phone]:
    """A phone that has seen Layby once."""
    with Phone(installed("phone"), frugal=True) as held:
        yield held


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that a file's tests share; each has a profile of its own in it."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def hello(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small app that stands in for Layby where a test is about the shell, built."""
    folder = tmp_path_factory.mktemp("hello") / "site"
    build(folder, root=HELLO)
    return folder


@pytest.fixture(scope="session")
def builds(hello: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small app twice, with another greeting in the second."""
    return hello, build_newer(tmp_path_factory.mktemp("newer"))


@pytest.fixture
def visit(browser: Browser, hello: Path) -> Iterator[Visit]:
    """A visit to the small app by somebody who was never there."""
    with visiting(browser, hello) as visited:
        yield visited


@pytest.fixture(scope="module")
def settled(browser: Browser, hello: Path) -> Iterator[Visit]:
    """A visit whose service worker is in charge, for a file's tests in turn."""
    with visiting(browser, hello) as visited:
        visited.open_first()
        yield visited
