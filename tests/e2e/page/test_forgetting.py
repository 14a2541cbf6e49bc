"""Forgetting: nothing of the app is left in the page, even where Python has died."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.page.stubbed import IDLE, SECOND, arm, ask, assert_neutral, button, heard, pass_time
from tests.e2e.patience import until

pytestmark = pytest.mark.browser


def assert_forgotten(page: Page, why: str) -> None:
    # The old document, which is cleared before it goes, must not be taken for the new one.
    fresh = "globalThis.lab && !globalThis.marked && !document.querySelector('#canary')"
    until(page, f"Boolean({fresh})")
    assert page.url.endswith("/")
    assert "Canary" not in page.evaluate("document.title + JSON.stringify(history.state)")
    assert [ask(page, "why-forgotten"), ask(page, "why-forgotten")] == [why, ""]


def leave_marks(page: Page) -> None:
    """What an open profile may have left about: a title, a route with its state, a sheet."""
    page.evaluate("""() => {
      globalThis.marked = true;
      document.title = "Canary title";
      history.pushState({ canary: "Canary state" }, "", "/conversation");
      document.body.append(Object.assign(document.createElement("i"), { id: "canary" }));
    }""")


def test_forgetting_leaves_nothing_of_the_app_in_the_page(page: Page) -> None:
    leave_marks(page)
    # What is there at the very end of the old page, told to the new one.
    page.evaluate("""() => addEventListener("pagehide", () => localStorage.setItem("end",
      document.title + document.documentElement.innerHTML + JSON.stringify(history.state)))""")
    with page.expect_navigation():
        page.evaluate("void lab.ask('forget', { why: 'asked' })")
    assert_forgotten(page, "asked")
    end = page.evaluate("localStorage.getItem('end')")
    assert "999" in end
    assert "Canary" not in end


def test_when_python_has_died_the_page_forgets_by_itself_in_time(page: Page) -> None:
    arm(page)
    leave_marks(page)
    page.evaluate("lab.crash()")
    expect(page.get_by_role("alert")).to_contain_text("Layby has stopped")
    assert_neutral(page)
    with page.expect_navigation():
        pass_time(page, IDLE)
    assert_forgotten(page, "idle")


def test_when_python_does_not_answer_a_lock_the_page_forgets_in_the_end(page: Page) -> None:
    arm(page)
    leave_marks(page)
    pass_time(page, IDLE)
    assert heard(page) == [("lock-due", "idle")]
    pass_time(page, 3600)  # asleep: only being awake counts
    page.clock.run_for(50 * SECOND)
    assert page.locator("#canary").count() == 1
    assert_neutral(page)
    with page.expect_navigation():
        page.clock.run_for(15 * SECOND)
    assert_forgotten(page, "idle")


def test_a_lock_that_was_answered_is_not_forgotten_later(page: Page) -> None:
    arm(page)
    leave_marks(page)
    pass_time(page, IDLE)
    assert heard(page) == [("lock-due", "idle")]
    page.clock.run_for(30 * SECOND)
    ask(page, "uncover")
    button(page).click()
    page.clock.run_for(120 * SECOND)
    assert page.locator("#canary").count() == 1
