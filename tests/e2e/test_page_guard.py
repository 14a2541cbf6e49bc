"""The page around the worker: its cover, its forgetting, what it saves, picks, prints and asks.

The real page and scripts in a real Chromium, under the production policy. In most tests a stub
stands where Python would be; the last ones run Python itself. That a page is hidden has to be
said by script: a headless browser shows every page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser import chromium
from tests.e2e.hello_visit import LISTEN, PHONE
from tests.e2e.page_lab.site import lay_out
from tests.e2e.patience import until
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

SECOND = 1000
IDLE, HIDDEN = 300, 120
SAY_HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
SAY_KEPT = "() => dispatchEvent(new PageTransitionEvent('page%s', { persisted: true }))"
FREEZE = "() => document.dispatchEvent(new Event('freeze'))"
RESUME = "() => document.dispatchEvent(new Event('resume'))"
MOVE_CLOCK = "(by) => { const now = Date.now; Date.now = () => now.call(Date) + by; }"
COVERED = "'laybyCovered' in document.documentElement.dataset"
TAP = (300, 20)  # in Flutter's place, beside the words
SALT = list(range(32))
PICK = "void (globalThis.picked = lab.ask('pick-file', { ending: '.layby' }))"
STALE_TAP = "Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } })"
SAVE = """(bytes) =>
  lab.ask("save-file", { name: "layby-1.layby", content: new Uint8Array(bytes) })"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PwaServer]:
    site = lay_out(tmp_path_factory.mktemp("page") / "site", "stub_worker.js")
    with PwaServer(site) as started:
        yield started


@contextmanager
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """Give a fresh profile; nothing in it may have broken the policy."""
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(LISTEN)
    yield context
    for page in context.pages:
        assert page.evaluate("violations") == []
    context.close()


@pytest.fixture
def page(browser: Browser, server: PwaServer) -> Iterator[Page]:
    """The page with its clock in the test's hand; someone is typing a note."""
    with visit(browser) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(server.url)
        page.get_by_label("Note").focus()
        yield page


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


# -- absence ----------------------------------------------------------------------------------


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


# -- the cover --------------------------------------------------------------------------------


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


# -- forgetting -------------------------------------------------------------------------------


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


# -- copies -----------------------------------------------------------------------------------


def test_a_file_is_handed_over_whole(page: Page) -> None:
    content = bytes(range(256)) * 40
    with page.expect_download() as saving:
        assert page.evaluate(SAVE, list(content))
    assert saving.value.suggested_filename == "layby-1.layby"
    assert Path(saving.value.path()).read_bytes() == content


def file(content: bytes) -> FilePayload:
    return {"name": "a.layby", "mimeType": "", "buffer": content}


def test_a_file_is_chosen_in_the_tap_that_asked_for_it(browser: Browser, server: PwaServer) -> None:
    with visit(browser) as context:
        page = context.new_page()
        # Nothing but a true tap: whatever a test evaluates counts as one.
        page.add_init_script(f"addEventListener('click', () => {PICK}, {{ once: true }})")
        page.goto(server.url)
        with page.expect_file_chooser() as choosing:
            page.mouse.click(*TAP)
        choosing.value.set_files(files=[file(b"\x00layby\xff")])
        assert page.evaluate("picked.then((bytes) => [...bytes])") == list(b"\x00layby\xff")
        assert page.locator("input[type=file]").count() == 0


def test_where_the_tap_no_longer_counts_the_page_asks_for_one(page: Page) -> None:
    page.evaluate(STALE_TAP)
    page.evaluate(PICK)
    dialog = page.get_by_role("dialog", name="One more tap")
    dialog.get_by_role("button", name="Cancel").click()
    assert page.evaluate("picked") is None
    page.evaluate(PICK)
    with page.expect_file_chooser() as choosing:
        dialog.get_by_role("button", name="Choose a file").click()
    choosing.value.set_files(files=[file(b"1")])
    assert page.evaluate("picked.then((bytes) => [...bytes])") == [49]
    # Covering closes it: it would stand above the cover.
    page.evaluate(PICK)
    expect(dialog).to_be_visible()
    ask(page, "cover")
    expect(dialog).to_be_hidden()
    assert page.evaluate("picked") is None


def test_the_sheet_is_printed_alone_and_emptied(page: Page) -> None:
    page.evaluate("""() => {
      print = () => {
        globalThis.sheet = document.getElementById("layby-print").innerText;
        globalThis.printing = "laybyPrinting" in document.documentElement.dataset;
      };
    }""")
    asked = {"title": "Canary code", "lines": ["AAAA-BBBB", "", "Keep it <safe>"]}
    assert ask(page, "print-lines", **asked) is True
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    assert "AAAA-BBBB" in shown
    assert "Keep it <safe>" in shown
    assert "Canary words" not in shown
    assert "999" not in shown
    assert len(page.pdf()) > 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.getElementById('layby-print').textContent") == ""
    assert not page.evaluate("'laybyPrinting' in document.documentElement.dataset")
    assert "Canary words" in page.evaluate("document.body.innerText")


# -- passkeys ---------------------------------------------------------------------------------


@contextmanager
def authenticator(page: Page, *, prf: bool = True) -> Iterator[Any]:
    """Give the developer tools' line to a virtual authenticator that always says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "hasPrf": prf,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield lambda command, **values: tools.send(
        f"WebAuthn.{command}", {"authenticatorId": made["authenticatorId"], **values}
    )


MAKE = """async (given) => {
  const salt = new Uint8Array(given);
  const made = await lab.ask("make-passkey", { name: "Profile 2", salt });
  if (!made) return null;
  globalThis.key = made.credential;
  return [...made.output];
}"""
ASK = """async (salt) => {
  const choices = [
    { credential: new Uint8Array(32), salt: new Uint8Array(32) },
    { credential: key, salt: new Uint8Array(salt) },
  ];
  const got = await lab.ask("ask-passkey", { choices });
  if (!got) return null;
  return [[...got.credential].join() === [...key].join(), [...got.output]];
}"""


@pytest.fixture
def named_page(browser: Browser, server: PwaServer) -> Iterator[Page]:
    """The page under a name: addresses may have no passkeys."""
    with visit(browser) as context:
        page = context.new_page()
        page.goto(server.url.replace("127.0.0.1", "localhost"))
        yield page


def test_a_passkey_gives_the_same_secret_for_the_same_salt_only(named_page: Page) -> None:
    page = named_page
    with authenticator(page) as device:
        assert ask(page, "has-passkeys") is True
        made = page.evaluate(MAKE, SALT)
        assert len(made) == 32
        assert page.evaluate(ASK, SALT) == [True, made]
        assert page.evaluate(ASK, SALT) == [True, made]
        other = page.evaluate(ASK, SALT[::-1])
        assert other[0] is True
        assert other[1] != made
        credentials = device("getCredentials")["credentials"]
        assert [one["userName"] for one in credentials] == ["Profile 2"]
        # A second one stands beside the first, and both answer.
        first = page.evaluate("[...key]")
        second = page.evaluate(MAKE, SALT)
        assert second != made
        assert page.evaluate(ASK, SALT) == [True, second]
        page.evaluate("(first) => { globalThis.key = new Uint8Array(first); }", first)
        assert page.evaluate(ASK, SALT) == [True, made]
        device("setUserVerified", isUserVerified=False)
        assert page.evaluate(ASK, SALT) is None
        device("clearCredentials")
        assert page.evaluate(MAKE, SALT) is None


def test_a_passkey_without_prf_is_refused_and_forgotten(named_page: Page) -> None:
    with authenticator(named_page, prf=False) as device:
        assert named_page.evaluate(MAKE, SALT) is None
        assert device("getCredentials")["credentials"] == []


def test_an_address_without_a_name_has_no_passkeys(page: Page) -> None:
    with authenticator(page):
        assert ask(page, "has-passkeys") is False
        assert page.evaluate(MAKE, SALT) is None
