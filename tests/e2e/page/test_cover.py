"""The cover: at once, neutral, lifted by its button or a PIN, and shown to nobody who comes by."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.page.stubbed import (
    COVERED,
    HIDDEN,
    IDLE,
    SAY_HIDDEN,
    arm,
    ask,
    assert_neutral,
    button,
    heard,
    pass_time,
)

pytestmark = pytest.mark.browser


def test_hide_now_is_at_once_neutral_and_lifted_by_its_button(page: Page) -> None:
    before = page.evaluate("innerHeight")
    ask(page, "cover")
    assert_neutral(page)
    assert page.evaluate("document.querySelector('flutter-view').clientHeight") == before
    box = button(page).bounding_box()
    assert box is not None
    assert box["height"] >= 56
    expect(page.get_by_label("PIN")).to_be_hidden()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), "
        "{ id: 'late', textContent: 'Canary late' }))"
    )
    assert_neutral(page)
    page.evaluate(SAY_HIDDEN, True)
    page.evaluate(SAY_HIDDEN, False)
    assert page.evaluate(COVERED)  # being seen again does not undo what somebody asked for
    button(page).click()
    assert heard(page) == [("uncovered",)]
    assert page.evaluate("document.activeElement.id") == "note"
    page.keyboard.type("x")
    assert page.evaluate("lab.keys") == ["x"]


def test_the_phones_own_way_back_leads_nowhere_under_the_cover(page: Page) -> None:
    page.evaluate("""() => {
      history.pushState({ serialCount: 1 }, "", "/mine");
      history.pushState({ serialCount: 2 }, "", "/after-job");
      globalThis.popped = [];
      globalThis.put = 0;
      const push = history.pushState.bind(history);
      history.pushState = (...entry) => (push(...entry), put++);
      addEventListener("popstate", () => popped.push(location.pathname));
    }""")
    ask(page, "cover")
    for count in (1, 2):
        page.evaluate("history.back()")
        page.wait_for_function("count => put === count", arg=count)
        assert page.evaluate("[location.pathname, history.state]") == [
            "/after-job",
            {"serialCount": 2},
        ]
    assert_neutral(page)
    button(page).click()
    assert page.evaluate("popped") == []
    page.evaluate("history.back()")
    page.wait_for_function("popped.length === 1")
    assert page.evaluate("popped") == ["/mine"]


def test_a_covered_page_is_locked_in_its_time_whatever_is_done_to_the_cover(page: Page) -> None:
    arm(page)
    ask(page, "cover")
    pass_time(page, IDLE - 1)
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")
    pass_time(page, 1)
    assert heard(page) == [("lock-due", "idle")]


def test_a_pin_is_asked_and_its_tries_are_counted_by_python(page: Page) -> None:
    arm(page, pin=True)
    page.evaluate(SAY_HIDDEN, True)
    page.evaluate(SAY_HIDDEN, False)
    field = page.get_by_label("PIN")
    expect(field).to_be_focused()
    for name, value in {"inputmode": "numeric", "autocomplete": "off", "type": "text"}.items():
        expect(field).to_have_attribute(name, value)
    for target in (field, button(page)):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 56
    button(page).click()
    expect(page.get_by_role("alert")).to_have_text("Type your PIN.")
    page.keyboard.type("1234")
    page.keyboard.press("Enter")
    page.keyboard.type("99")
    page.keyboard.press("Enter")  # not before the answer
    assert heard(page) == [("pin", "1234")]
    ask(page, "answer-pin", right=False, left=3)
    expect(page.get_by_role("alert")).to_have_text("That is not the PIN. 3 tries left.")
    ask(page, "answer-pin", right=False, left=1)
    expect(page.get_by_role("alert")).to_have_text("That is not the PIN. 1 try left.")
    field.fill("8642")
    button(page).click()
    assert heard(page) == [("pin", "8642")]
    ask(page, "answer-pin", right=True, left=5)
    assert heard(page) == [("uncovered",)]
    assert not page.evaluate(COVERED)
    assert page.evaluate("document.getElementById('layby-pin').value") == ""


def test_after_the_last_wrong_pin_there_is_no_way_back(page: Page) -> None:
    arm(page, pin=True)
    ask(page, "cover")
    page.get_by_label("PIN").fill("1111")
    button(page).click()
    ask(page, "answer-pin", right=False, left=0)
    expect(page.get_by_label("PIN")).to_be_hidden()
    ask(page, "answer-pin", right=True, left=5)
    assert_neutral(page)


@pytest.mark.parametrize("pin", [False, True])
def test_a_failed_save_after_an_absence_shows_nothing_to_who_comes_by(
    page: Page, pin: bool
) -> None:
    arm(page, pin=pin)
    pass_time(page, IDLE)
    expect(button(page)).to_be_hidden()
    ask(page, "uncover")
    assert page.evaluate(COVERED)
    expect(button(page)).to_be_visible()
    expect(page.get_by_label("PIN")).to_be_visible(visible=pin)
    pass_time(page, IDLE)
    assert heard(page) == [("lock-due", "idle"), ("lock-due", "idle")]


def test_a_failed_save_after_a_tap_on_the_lock_is_seen_at_once(page: Page) -> None:
    arm(page)
    ask(page, "cover")
    ask(page, "uncover")
    assert not page.evaluate(COVERED)
    pass_time(page, IDLE)
    assert heard(page) == [("uncovered",), ("lock-due", "idle")]


def test_a_failed_save_behind_a_hidden_page_waits_for_a_hand(page: Page) -> None:
    arm(page)
    page.evaluate(SAY_HIDDEN, True)
    pass_time(page, HIDDEN)
    ask(page, "uncover")
    page.evaluate(SAY_HIDDEN, False)
    assert page.evaluate(COVERED)
    button(page).click()
    assert not page.evaluate(COVERED)
