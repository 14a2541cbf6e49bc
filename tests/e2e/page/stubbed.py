"""What is asked of the page, and heard from it, where a stub stands for Python.

That a page is hidden has to be said by script: a headless browser shows every page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.e2e.hello_visit import LISTEN, PHONE

SECOND = 1000
IDLE, HIDDEN = 300, 120
SAY_HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
MOVE_CLOCK = "(by) => { const now = Date.now; Date.now = () => now.call(Date) + by; }"
COVERED = "'laybyCovered' in document.documentElement.dataset"


@contextmanager
def visit(browser: Browser, url: str | None = None) -> Iterator[BrowserContext]:
    """Give a fresh profile, whose addresses begin at ``url``; nothing may break the policy."""
    context = browser.new_context(**PHONE, service_workers="block", base_url=url)
    context.add_init_script(LISTEN)
    yield context
    for page in context.pages:
        assert page.evaluate("violations") == []
    context.close()


def ask(page: Page, what: str, **values: object) -> Any:
    return page.evaluate("([what, values]) => lab.ask(what, values)", [what, values])


def arm(page: Page, *, pin: bool = False) -> None:
    ask(page, "arm-lock", idle=IDLE, hidden=HIDDEN, pin=pin)


def pass_time(page: Page, seconds: float) -> None:
    page.clock.fast_forward(round(seconds * SECOND))


def heard(page: Page) -> list[tuple[str, Any]]:
    """Give the events so far with what they carry; those about coming and going aside."""
    ask(page, "visibility")  # an answer comes after every event before it
    events = page.evaluate("lab.events.splice(0)")
    told = [(event.pop("event"), *event.values()) for event in events]
    return [event for event in told if event[0] not in ("visibility", "pagehide")]


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Carry on")


def assert_neutral(page: Page) -> None:
    """Nothing of the app can be seen, read out, selected, found, focused or typed into."""
    assert page.evaluate(COVERED)
    spoken = page.locator("body").aria_snapshot()
    page.evaluate("getSelection().selectAllChildren(document.body)")
    found = page.evaluate("[document.body.innerText, getSelection().toString()]")
    assert page.evaluate("window.find('Canary')") is False
    for text in [spoken, *found]:
        assert "Canary" not in text
    assert "999" in spoken
    page.evaluate("document.getElementById('note').focus()")
    assert page.evaluate("document.activeElement.closest('#layby-splash, body').id") != "note"
    page.evaluate("lab.keys.length = 0")
    page.keyboard.press("Tab")
    page.keyboard.type("x")
    assert page.evaluate("lab.keys") == []
    assert page.locator("#note").input_value() == "Canary note"
