"""The way into a profile on the plain page: what it offers, keeps, hands over and gives up.

The real page and its scripts under the production policy; a stub stands where Python would be.
"""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.domain.plain_page import page_words
from app.domain.wording import Catalogue, speak
from app.web.build import ROOT
from app.web.numbers import read_services
from tests.app.domain.speaking import catalogue_of
from tests.e2e.patience import until

pytestmark = pytest.mark.browser

#: As app/store/browser.py lays the profiles out.
_PUT = """(rows) => new Promise((done) => {
  const request = indexedDB.open("layby", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("profiles", { keyPath: "id" });
    request.result.createObjectStore("records", { keyPath: ["profile", "table", "id"] });
  };
  request.onsuccess = () => {
    const writing = request.result.transaction("profiles", "readwrite");
    rows.forEach((row) => writing.objectStore("profiles").put(row));
    writing.oncomplete = () => { request.result.close(); done(); };
  };
})"""
OFFERED = "#layby-way-in button"
WORDS = "lantern gravel otter tuesday"


@pytest.fixture
def device(device: BrowserContext) -> BrowserContext:
    """The device, on which Python is not there yet."""
    device.add_init_script("globalThis.notYet = true;")
    return device


def opened(device: BrowserContext, *labels: str, address: str = "/", shelf: str = "") -> Page:
    """Open Layby on a device with profiles of these labels, whose ids are their labels' last."""
    page = device.new_page()
    page.goto("/look.js")
    page.evaluate(_PUT, [{"id": label[-1], "label": label} for label in labels])
    page.evaluate("(text) => localStorage.setItem('layby.shared', text)", shelf or "{}")
    page.goto(address)
    return page


def begun(device: BrowserContext) -> Page:
    """Somebody has pressed the button of the only profile."""
    page = opened(device, "Profile 1")
    page.get_by_role("button", name="Open Profile 1 now").click()
    return page


def field(page: Page) -> Any:
    return page.get_by_role("textbox", name="Passphrase")


def handed(page: Page) -> list[tuple[str, str]]:
    """Give what Python was told: profile and passphrase."""
    page.evaluate("lab.ask('visibility')")  # what was said before is there by now
    said = page.evaluate("lab.events.filter(({ event }) => event === 'way-in')")
    return [(one["profile"], one["words"]) for one in said]


def test_each_profile_is_offered_in_order_and_none_where_there_is_none(
    device: BrowserContext,
) -> None:
    page = opened(device, "Profile 10", "Profile 2", "Profile 1")
    expect(page.locator(OFFERED)).to_have_text([f"Open Profile {n} now" for n in (1, 2, 10)])
    page = opened(device, *(f"Profile {n}" for n in range(1, 6)))  # they would fill the page
    until(page, "layby.first.profiles.then((rows) => rows.length > 4)")
    expect(page.locator(OFFERED)).to_have_count(0)


def test_profiles_of_the_last_start_are_offered_before_the_database_answers(
    device: BrowserContext,
) -> None:
    page = opened(device, "Profile 1")
    expect(page.locator(OFFERED)).to_have_count(1)
    device.add_init_script("IDBFactory.prototype.open = () => ({});")
    page.reload()
    expect(page.locator(OFFERED)).to_have_text(["Open Profile 1 now"])


def test_profile_that_is_gone_is_offered_no_more(device: BrowserContext) -> None:
    gone = [{"id": label[-1], "label": label} for label in ("Profile 1", "Profile 2")]
    device.add_init_script(f"localStorage.setItem('layby.ways', {json.dumps(json.dumps(gone))})")
    page = opened(device, "Profile 1")
    expect(page.locator(OFFERED)).to_have_text(["Open Profile 1 now"])


def test_profile_that_was_erased_is_not_even_offered_from_memory(device: BrowserContext) -> None:
    page = opened(device, "Profile 1")
    expect(page.locator(OFFERED)).to_have_count(1)
    device.add_init_script("IDBFactory.prototype.open = () => ({});")
    with page.expect_navigation():
        page.evaluate("layby.forget('erased')")
    until(page, "layby.wayIn")
    expect(page.locator(OFFERED)).to_have_count(0)


def test_another_address_than_home_offers_none(device: BrowserContext) -> None:
    page = opened(device, "Profile 1", address="/?mend")
    until(page, "layby.first.profiles.then((rows) => rows.length === 1)")
    expect(page.locator(OFFERED)).to_have_count(0)


def test_nobody_who_has_not_asked_is_asked_for_a_passphrase(device: BrowserContext) -> None:
    page = opened(device, "Profile 1")
    expect(page.get_by_role("button", name="Open Profile 1 now")).to_be_visible()
    assert page.locator("input:not(#layby-pin)").count() == 0
    page.evaluate("layby.splash.hide()")
    expect(page.locator("#layby-splash")).to_be_hidden()


def test_the_page_does_not_go_from_under_a_finger(device: BrowserContext) -> None:
    page = opened(device, "Profile 1")
    page.get_by_role("button", name="Open Profile 1 now").hover()
    page.mouse.down()
    page.evaluate("layby.splash.hide()")
    page.mouse.up()
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#layby-splash")).to_be_hidden()


def test_what_is_typed_stays_while_the_app_comes_up_and_goes_to_python_alone(
    device: BrowserContext,
) -> None:
    page = begun(device)
    expect(field(page)).to_be_focused()
    page.keyboard.type("lantern ")
    page.evaluate("layby.splash.makeWay(); layby.splash.hide()")
    page.evaluate("document.getElementById('note').focus()")  # as the app's field would
    expect(field(page)).to_be_focused()
    page.keyboard.type("gravel otter tuesday")
    assert page.evaluate("lab.keys") == []
    assert handed(page) == []
    page.keyboard.press("Enter")
    assert handed(page) == [("1", WORDS)]
    assert page.evaluate("document.querySelector('#layby-way-in input').value") == ""
    page.keyboard.press("Enter")
    assert len(handed(page)) == 1
    page.evaluate("lab.ask('came-in')")
    expect(page.locator("#layby-splash")).to_be_hidden()
    page.evaluate("document.getElementById('note').focus()")
    expect(page.get_by_label("Note")).to_be_focused()


def test_nothing_typed_is_said_and_nothing_handed_over(device: BrowserContext) -> None:
    page = begun(device)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert").filter(has_text="Type the passphrase first.")).to_be_visible()
    expect(field(page)).to_be_focused()
    assert handed(page) == []


def test_whoever_gives_up_leaves_nothing_behind(device: BrowserContext) -> None:
    page = begun(device)
    page.keyboard.type(WORDS)
    page.get_by_role("button", name="Cancel").click()
    expect(field(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Open Profile 1 now")).to_be_visible()
    page.get_by_role("button", name="Open Profile 1 now").click()
    expect(field(page)).to_have_value("")


def test_a_worker_that_takes_the_place_of_another_is_told_as_well(device: BrowserContext) -> None:
    page = begun(device)
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    assert handed(page) == [("1", WORDS)]
    page.evaluate("layby.wayIn.again()")
    assert handed(page) == [("1", WORDS)] * 2
    page.evaluate("lab.ask('came-in')")
    expect(page.get_by_role("button", name="Open Profile 1 now")).to_be_visible()
    page.evaluate("layby.wayIn.again()")
    assert len(handed(page)) == 2


def test_a_start_that_failed_asks_for_nothing(device: BrowserContext) -> None:
    page = begun(device)
    page.evaluate("lab.crash()")
    expect(page.get_by_role("alert").filter(has_text="Layby has stopped")).to_be_visible()
    expect(field(page)).to_be_hidden()


def test_it_speaks_the_language_of_the_device(device: BrowserContext) -> None:
    speak(catalogue_of("ur"))
    words = page_words(read_services(ROOT / "assets" / "services"))
    speak(Catalogue())
    urdu = {"language": "ur", "right_to_left": True, "words": words}
    page = opened(device, "Profile 1", shelf=json.dumps({"language": "ur", "page": urdu}))
    page.get_by_role("button", name=words["Open {label} now"].format(label="Profile 1")).click()
    expect(page.get_by_role("textbox", name=words["Passphrase"])).to_be_focused()
    expect(page.get_by_role("button", name=words["Unlock"])).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
