"""Unlocking from the plain page: a passphrase typed before the app is there waits for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Installed
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, make_profile
from tests.e2e.sync_server_process import PWA
from tests.e2e.test_first_screen import _HOLD_PYTHON_BACK, let_python_through

pytestmark = pytest.mark.browser


@pytest.fixture
def server(port: int) -> Iterator[PwaServer]:
    with PwaServer(PWA, port) as running:
        yield running


@pytest.fixture
def phone(server: PwaServer, installed: Installed) -> Iterator[Phone]:
    """A phone with a profile, opened cold."""
    with Phone(installed("phone"), frugal=True) as held:
        held.open(server.url)
        held.sees_heading("Welcome")
        expect(way_in(held)).to_be_hidden()
        make_profile(held)
        yield held


def way_in(phone: Phone) -> Locator:
    return phone.page.get_by_role("button", name="Open Profile 1 now")


def passphrase(phone: Phone) -> Locator:
    return phone.page.locator("#layby-splash").get_by_label("Passphrase", exact=True)


def test_passphrase_typed_before_the_app_is_there_opens_the_profile(
    server: PwaServer, phone: Phone
) -> None:
    phone.open(server.url)
    way_in(phone).click()
    expect(passphrase(phone)).to_be_focused()
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_role("alert").filter(has_text="Type the passphrase")).to_be_visible()
    phone.page.keyboard.insert_text(PASSPHRASE)
    phone.page.keyboard.press("Enter")
    expect(passphrase(phone)).to_have_count(0)  # nothing of it stays in the page
    phone.sees_heading("Home")
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    phone.taps("New conversation")
    phone.sees_heading("What kind of conversation?")
    assert phone.violations() == []


def test_app_that_comes_up_meanwhile_takes_neither_the_page_nor_a_key(
    server: PwaServer, phone: Phone
) -> None:
    phone.context.add_init_script(_HOLD_PYTHON_BACK)
    phone.open(server.url)
    way_in(phone).click()
    phone.page.keyboard.type("not the right")
    let_python_through(phone)
    phone.sees_heading("Welcome")  # it stands, behind the page
    expect(passphrase(phone)).to_be_focused()
    phone.page.keyboard.type(" words")
    expect(passphrase(phone)).to_have_value("not the right words")
    phone.page.get_by_role("button", name="Cancel").click()
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    expect(passphrase(phone)).to_have_count(0)
    phone.taps("Unlock Profile 1")
    phone.sees_heading("Unlock Profile 1")


def test_wrong_passphrase_is_said_on_the_app_s_own_screen(server: PwaServer, phone: Phone) -> None:
    phone.open(server.url)
    way_in(phone).click()
    phone.page.keyboard.insert_text("not the right words")
    phone.page.get_by_role("button", name="Unlock", exact=True).click()
    phone.sees("That passphrase does not open this profile.")
    expect(phone.page.locator("#layby-splash")).to_be_hidden()
    phone.types("Passphrase", PASSPHRASE)
    phone.taps("Unlock")
    phone.sees_heading("Home")
