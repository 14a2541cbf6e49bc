"""The shell where there is no service worker to lean on: a failed start, no scripts, Apple's touch
devices, and the cover over Flutter itself. A small app stands in for Layby.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.domain.plain_page import ALL_ANSWER, WORDS, page_words
from app.domain.wording import Catalogue, speak
from app.web.build import ROOT
from app.web.numbers import read_services
from tests.app.domain.speaking import catalogue_of
from tests.e2e.hello_visit import (
    PATIENCE,
    PHONE,
    comes_to,
    cut_short,
    damage_snapshot,
    goes_on,
    greets,
)
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
APPLE = """
for (const [name, value] of [["vendor", "Apple Computer, Inc."], ["maxTouchPoints", 5]]) {
  Object.defineProperty(Navigator.prototype, name, { get: () => value });
}
"""


def test_failed_start_says_so_plainly_and_keeps_the_numbers(browser: Browser, hello: Path) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    with PwaServer(hello) as server:
        damage_snapshot(server, cut_short)
        server.damage["/python/app.zip"] = cut_short
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        expect(page.get_by_role("alert")).to_contain_text("Layby did not open", timeout=PATIENCE)
        expect(page.get_by_role("link", name="999")).to_be_visible()
        text = page.locator("#layby-splash").inner_text()
        assert "Error:" not in text
        assert "Traceback" not in text
        server.damage.clear()
        page.get_by_role("button", name="Reload").click()
        expect(page.locator("#layby-splash")).to_be_hidden(timeout=PATIENCE)
        context.close()


def test_shell_that_arrives_broken_leaves_a_word_and_a_way_on(
    browser: Browser, hello: Path
) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    with PwaServer(hello) as server:
        server.damage["/shell.js"] = cut_short
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        assert comes_to(page) == "late"
        expect(page.get_by_role("link", name="999")).to_be_visible()
        server.damage.clear()
        goes_on(page)
        greets(page)
        context.close()


@pytest.mark.parametrize("part", ["main.dart.js", "canvaskit.js", "FontManifest.json"])
def test_part_that_flutter_needs_and_cannot_have_is_said(
    browser: Browser, hello: Path, part: str
) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    with PwaServer(hello) as server:
        page = context.new_page()
        page.route(f"**/{part}", lambda route: route.abort())
        page.goto(server.url, wait_until="commit")
        expect(page.get_by_role("alert")).to_contain_text("Layby did not open", timeout=PATIENCE)
        page.unroute_all()
        goes_on(page)
        greets(page)
        context.close()


def test_the_plain_page_speaks_the_language_of_the_device(browser: Browser, hello: Path) -> None:
    speak(catalogue_of("ur"))
    words = page_words(read_services(ROOT / "assets" / "services"))
    page_in_urdu = {"language": "ur", "right_to_left": True, "words": words}
    speak(Catalogue())
    shelf = json.dumps({"language": "ur", "page": page_in_urdu})
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(f"localStorage.setItem('layby.shared', {json.dumps(shelf)})")
    with PwaServer(hello) as server:
        damage_snapshot(server, cut_short)
        server.damage["/python/app.zip"] = cut_short
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        splash = page.locator("#layby-splash")
        expect(splash).to_have_attribute("dir", "rtl")
        expect(splash).to_have_attribute("lang", "ur")
        expect(page.get_by_role("heading", level=2)).to_have_text(words["Need someone now?"])
        expect(page.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
        # A number's groups keep their order among words that run the other way.
        assert "116\u00a0\u200b123" in page.evaluate("document.body.textContent")
        assert "\u200e999 or A&E" in page.evaluate("document.body.textContent")
        expect(page.get_by_role("alert")).to_contain_text(
            words["Layby did not open"], timeout=PATIENCE
        )
        english = {*WORDS, ALL_ANSWER} - {"PIN"}
        assert [line for line in splash.inner_text().split("\n") if line in english] == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        # English again, the moment the app says so.
        page.evaluate("layby.shelf.keep('')")
        expect(splash).to_have_attribute("dir", "ltr")
        expect(page.get_by_role("heading", level=2)).to_have_text("Need someone now?")
        context.close()


def test_numbers_show_where_scripts_are_turned_off(browser: Browser, hello: Path) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    with PwaServer(hello) as server:
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_role("link", name="999")).to_be_visible()
        expect(page.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
        context.close()


def test_apple_touch_devices_build_the_spoken_tree_only_when_asked(
    browser: Browser, hello: Path
) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(APPLE)
    with PwaServer(hello) as server:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        expect(page.locator("flt-semantics-placeholder")).to_be_attached(timeout=PATIENCE)
        # This engine is offered the CanvasKit that every engine can run.
        assert "/canvaskit/canvaskit.wasm" in server.requests
        assert page.evaluate("layby.semantics(null)") == "off"
        assert page.evaluate("layby.semantics('on')") == "on"
        expect(page.locator("flt-semantics").first).to_be_attached(timeout=PATIENCE)
        assert page.evaluate("localStorage.getItem('layby.semantics')") == "on"
        context.close()


def test_a_phone_builds_the_spoken_tree_by_itself(browser: Browser, hello: Path) -> None:
    # Flutter takes a press there only for what a screen reader would do.
    context = browser.new_context(
        **PHONE, user_agent=ANDROID, has_touch=True, is_mobile=True, service_workers="block"
    )
    with PwaServer(hello) as server:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        expect(page.get_by_text("Hello Layby")).to_be_attached(timeout=PATIENCE)
        expect(page.locator("flt-semantics-placeholder")).to_have_count(0)
        context.close()


def test_who_presses_the_hidden_button_there_need_not_again(browser: Browser, hello: Path) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(APPLE)
    with PwaServer(hello) as server:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        button = page.locator("flt-semantics-placeholder")
        expect(button).to_be_attached(timeout=PATIENCE)
        button.dispatch_event("click")
        expect(page.locator("flt-semantics").first).to_be_attached(timeout=PATIENCE)
        assert page.evaluate("localStorage.getItem('layby.semantics')") == "on"
        # Without a place of its own Apple's engine would lay the tree beside the screen.
        for side in ("left", "top"):
            place = f"document.querySelector('flt-semantics-host').computedStyleMap().get('{side}')"
            assert page.evaluate(f"{place}.toString()") == "0px"
        assert "user-scalable" not in page.evaluate(
            "document.querySelector('[name=viewport]').content"
        )
        context.close()


def test_the_cover_takes_flutter_away_and_gives_it_back(browser: Browser, hello: Path) -> None:
    context = browser.new_context(**PHONE, service_workers="block")
    with PwaServer(hello) as server:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        greeting = page.get_by_text("Hello Layby")
        press = page.get_by_role("button", name="Press", exact=True)
        expect(greeting).to_be_attached(timeout=PATIENCE)
        expect(page.locator("#layby-splash")).to_be_hidden(timeout=PATIENCE)
        page.get_by_label("Notes").focus()
        page.evaluate("layby.guard.cover()")
        # What Flutter builds, wherever it puts it, is out of sight, and gets no key.
        assert "Hello" not in page.locator("body").aria_snapshot()
        assert "Hello" not in page.evaluate("document.body.innerText")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Carry on").press("Enter")
        expect(page.locator("#layby-splash")).to_be_hidden()
        expect(page.get_by_text("Pressed 0")).to_be_attached()  # Enter went to the cover alone
        assert page.evaluate("document.activeElement.tagName") in ("INPUT", "TEXTAREA")
        press.click()
        expect(page.get_by_text("Pressed 1")).to_be_attached(timeout=PATIENCE)
        # The whole way out: a fresh start, which knows why.
        page.evaluate("document.title = 'Canary'; void layby.forget('asked')")
        expect(page).to_have_title("Hello", timeout=PATIENCE)
        expect(greeting).to_be_attached(timeout=PATIENCE)
        assert page.evaluate("layby.whyForgotten()") == "asked"
        context.close()
