"""Unlocking from the plain page: a passphrase typed before the app is there waits for it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, make_profile
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

#: Python starts when a test says so, and no first screen of another start stands before it.
_START_LATER = """
localStorage.removeItem("layby.first");
globalThis.Worker = class extends Worker {
  postMessage(...given) {
    const send = () => super.postMessage(...given);
    if (globalThis.pythonMayStart) return send();
    const { startPython } = globalThis;
    globalThis.startPython = () => {
      startPython?.();
      globalThis.pythonMayStart = true;
      send();
    };
  }
};
"""


@pytest.fixture(scope="module")
def with_profile(port: int, first_visit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a profile on a phone that has seen Layby once; gives what the phone keeps."""
    folder = Path(shutil.copytree(first_visit, tmp_path_factory.mktemp("profile") / "phone"))
    with PwaServer(PWA, port) as server, Phone(folder, frugal=True) as phone:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        expect(way_in(phone)).to_be_hidden()
        make_profile(phone)
    return folder


@pytest.fixture
def phone(port: int, with_profile: Path, tmp_path: Path) -> Iterator[Phone]:
    """A phone with a profile and no network."""
    folder = Path(shutil.copytree(with_profile, tmp_path / "phone"))
    with Phone(folder, frugal=True) as held:
        held.context.add_init_script(_START_LATER)
        yield held


@pytest.fixture
def nowhere(port: int) -> str:
    """Layby's address, where no server listens."""
    return f"http://127.0.0.1:{port}"


def way_in(phone: Phone) -> Locator:
    return phone.page.get_by_role("button", name="Open Profile 1 now")


def passphrase(phone: Phone) -> Locator:
    return phone.page.locator("#layby-splash").get_by_label("Passphrase", exact=True)


def test_passphrase_typed_before_the_app_is_there_opens_the_profile(
    nowhere: str, phone: Phone
) -> None:
    phone.open(nowhere)
    way_in(phone).click()
    expect(passphrase(phone)).to_be_focused()
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_role("alert").filter(has_text="Type the passphrase")).to_be_visible()
    phone.page.keyboard.insert_text(PASSPHRASE)
    phone.page.keyboard.press("Enter")
    expect(passphrase(phone)).to_have_value("")  # nothing of it stays in the page
    phone.page.evaluate("startPython()")
    phone.sees_heading("Home")
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    phone.taps("New conversation")
    phone.sees_heading("What kind of conversation?")
    assert phone.violations() == []


def test_app_that_comes_up_meanwhile_takes_neither_the_page_nor_a_key(
    nowhere: str, phone: Phone
) -> None:
    phone.open(nowhere)
    way_in(phone).click()
    phone.page.keyboard.type("not the right")
    phone.page.evaluate("startPython()")
    phone.sees_heading("Welcome")  # it stands, behind the page
    expect(passphrase(phone)).to_be_focused()
    phone.page.keyboard.type(" words")
    expect(passphrase(phone)).to_have_value("not the right words")
    phone.page.get_by_role("button", name="Cancel").click()
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    expect(passphrase(phone)).to_have_count(0)
    phone.taps("Unlock Profile 1")
    phone.sees_heading("Unlock Profile 1")


def test_wrong_passphrase_is_said_on_the_app_s_own_screen(nowhere: str, phone: Phone) -> None:
    phone.open(nowhere)
    way_in(phone).click()
    phone.page.keyboard.insert_text("not the right words")
    phone.page.get_by_role("button", name="Unlock", exact=True).click()
    phone.page.evaluate("startPython()")
    phone.sees("That passphrase does not open this profile.")
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    phone.types("Passphrase", PASSPHRASE)
    phone.taps("Unlock")
    phone.sees_heading("Home")
