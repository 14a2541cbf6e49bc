"""Nobody is there: the page covers itself, says so once, and is looked at before it shows again."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.page.stubbed import (
    COVERED,
    HIDDEN,
    IDLE,
    MOVE_CLOCK,
    SAY_HIDDEN,
    SECOND,
    arm,
    ask,
    assert_neutral,
    button,
    heard,
    pass_time,
)

pytestmark = pytest.mark.browser

SAY_KEPT = "() => dispatchEvent(new PageTransitionEvent('page%s', { persisted: true }))"
FREEZE = "() => document.dispatchEvent(new Event('freeze'))"
RESUME = "() => document.dispatchEvent(new Event('resume'))"


def test_an_untouched_page_covers_itself_for_good_and_says_so_once(page: Page) -> None:
    arm(page)
    pass_time(page, IDLE - 1)
    page.mouse.move(5, 5)
    pass_time(page, IDLE - 1)
    assert heard(page) == []
    pass_time(page, 1)
    assert heard(page) == [("lock-due", "idle")]
    assert_neutral(page)
    expect(page.get_by_role("status")).to_have_text("Opening…")
    expect(button(page)).to_be_hidden()
    pass_time(page, 10 * IDLE)
    ask(page, "cover")
    page.evaluate(SAY_HIDDEN, False)
    assert heard(page) == []
    expect(button(page)).to_be_hidden()


def test_the_first_touch_after_a_long_sleep_is_not_presence(page: Page) -> None:
    arm(page)
    page.evaluate(MOVE_CLOCK, IDLE * SECOND)  # and no timer has run
    page.keyboard.press("a")
    assert heard(page) == [("lock-due", "idle")]
    assert page.evaluate(COVERED)


def test_a_clock_set_back_puts_off_nothing(page: Page) -> None:
    arm(page)
    page.evaluate(MOVE_CLOCK, -3600 * SECOND)
    pass_time(page, IDLE)
    assert heard(page) == [("lock-due", "idle")]


def test_times_change_when_armed_again_and_end_when_disarmed(page: Page) -> None:
    arm(page)
    pass_time(page, 20)
    ask(page, "arm-lock", idle=30, hidden=15, pin=False)
    pass_time(page, 10)
    assert heard(page) == [("lock-due", "idle")]
    ask(page, "uncover")
    button(page).click()
    ask(page, "disarm-lock")
    pass_time(page, IDLE)
    page.evaluate(SAY_HIDDEN, True)
    assert heard(page) == [("uncovered",)]
    assert not page.evaluate(COVERED)


def test_a_hidden_page_is_covered_at_once_and_comes_back_as_it_was(page: Page) -> None:
    arm(page)
    view = page.query_selector("flutter-view")
    page.evaluate(SAY_HIDDEN, True)
    assert_neutral(page)
    pass_time(page, HIDDEN - 1)
    page.evaluate(SAY_HIDDEN, False)
    assert not page.evaluate(COVERED)
    assert page.evaluate("document.activeElement.id") == "note"
    assert page.evaluate("(view) => view === document.querySelector('flutter-view')", view)
    assert not page.evaluate("document.querySelector('flutter-view').inert")
    assert heard(page) == [("uncovered",)]
    pass_time(page, HIDDEN)  # the time away is forgotten
    assert heard(page) == []


def test_a_page_hidden_too_long_is_locked_by_its_timer(page: Page) -> None:
    arm(page)
    page.evaluate(SAY_HIDDEN, True)
    pass_time(page, HIDDEN)
    assert heard(page) == [("lock-due", "hidden")]
    page.evaluate(SAY_HIDDEN, False)
    assert_neutral(page)
    assert heard(page) == []


@pytest.mark.parametrize(
    ("gone", "back"),
    [(SAY_HIDDEN, SAY_HIDDEN), (SAY_KEPT % "hide", SAY_KEPT % "show"), (FREEZE, RESUME)],
    ids=["hidden", "kept for the back button", "frozen"],
)
def test_a_page_whose_timers_slept_is_looked_at_before_it_is_seen(
    page: Page, gone: str, back: str
) -> None:
    arm(page)
    page.evaluate(gone, True)
    assert page.evaluate(COVERED)
    page.evaluate(MOVE_CLOCK, HIDDEN * SECOND)
    page.evaluate(back, False)
    assert heard(page) == [("lock-due", "hidden")]
    assert_neutral(page)
