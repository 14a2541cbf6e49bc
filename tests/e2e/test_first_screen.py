"""The first screen of the last start, shown before Python is there: right, or not shown at all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Installed
from tests.e2e.person import PATIENCE, Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import make_profile
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

#: What Python says waits until a test lets it through.
_HOLD_PYTHON_BACK = """
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    let hear = null;
    let through = false;
    const waiting = [];
    Object.defineProperty(this, "onmessage", { set: (heard) => (hear = heard) });
    this.addEventListener("message", (event) => through ? hear(event) : waiting.push(event));
    globalThis.pythonHasDrawn = () => waiting.some(({ data }) => data.drawn);
    globalThis.letPythonThrough = () => {
      through = true;
      waiting.splice(0).forEach((event) => hear(event));
    };
  }
};
"""


@pytest.fixture
def server(port: int) -> Iterator[PwaServer]:
    with PwaServer(PWA, port) as running:
        yield running


@pytest.fixture
def phone(installed: Installed) -> Iterator[Phone]:
    """A phone that has seen Layby once, where Python is held back."""
    with Phone(installed("phone"), frugal=True) as held:
        held.context.add_init_script(_HOLD_PYTHON_BACK)
        yield held


def let_python_through(phone: Phone) -> None:
    while not phone.page.evaluate("pythonHasDrawn()"):
        phone.page.wait_for_timeout(100)
    phone.page.evaluate("letPythonThrough()")


def test_first_screen_stands_before_python_and_a_tap_on_it_is_not_lost(
    server: PwaServer, phone: Phone
) -> None:
    phone.open(server.url)
    phone.sees_heading("Welcome")
    phone.taps("Create a profile")
    phone.does_not_see("Your recovery code")
    let_python_through(phone)
    phone.sees_heading("Create a profile")
    assert phone.violations() == []


def test_first_screen_without_python_behind_it_does_not_stay_silent(
    server: PwaServer, phone: Phone
) -> None:
    phone.context.add_init_script("""
      globalThis.Worker = class { postMessage() {} terminate() {} };
      const later = setTimeout;
      globalThis.setTimeout = (what, ms, ...more) => later(what, ms === 30000 ? 3000 : ms, ...more);
    """)
    phone.open(server.url)
    phone.sees("Create a profile")
    expect(phone.page.get_by_text("This is taking too long.")).to_be_visible(timeout=PATIENCE)
    expect(phone.page.get_by_role("link", name="Open Layby again")).to_be_visible()
    expect(phone.page.get_by_role("link", name="999")).to_be_visible()


def test_first_screen_of_other_profiles_is_not_shown(server: PwaServer, phone: Phone) -> None:
    phone.open(server.url)
    let_python_through(phone)
    make_profile(phone)
    phone.open(server.url)
    while not phone.page.evaluate("pythonHasDrawn()"):
        phone.page.wait_for_timeout(100)
    assert phone.page.get_by_role("heading", name="Welcome").count() == 0
    let_python_through(phone)
    phone.sees("Unlock Profile 1")
    phone.open(server.url)
    phone.sees("Unlock Profile 1")  # now that is the first screen
    phone.taps("Unlock Profile 1")
    let_python_through(phone)
    phone.sees("Use the recovery code")


def test_first_screen_that_turns_out_otherwise_gives_way_and_takes_no_tap_with_it(
    server: PwaServer, phone: Phone
) -> None:
    phone.page.goto(server.url + "/version.json")
    phone.page.evaluate("""() => {
      const kept = localStorage.getItem("layby.first");
      if (!kept.includes("Create a profile")) throw new Error("no first screen");
      localStorage.setItem("layby.first", kept.replaceAll("Create a profile", "Create a prefile"));
    }""")
    phone.open(server.url)
    phone.taps("Create a prefile")
    let_python_through(phone)
    phone.sees("Create a profile")
    phone.does_not_see("Create a prefile")
    phone.taps("Get support now")
    phone.sees_heading("Support")
