"""Layby with nothing but a keyboard: a crew member's own side, and a short conversation.

What a screen reader is told without being asked is noted on the way, and so is the ring around
what has the focus.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import HEARD_ALOUD, hears_what_is_announced
from tests.e2e.conftest import Installed
from tests.e2e.focus import LEAST_CONTRAST, contrast, luminance, picture
from tests.e2e.keyboard import Keyboard
from tests.e2e.keyboard_steps import chooses_a_passphrase, goes_home, settles_in
from tests.e2e.person import Phone

pytestmark = pytest.mark.browser

CHECK_IN = "Tired, but well"
#: Notes each place in which the heading of a screen is seen, frame by frame.
_PLACES = """(words) => {
  const places = window.__places = new Set();
  const look = () => {
    const heading = [...document.querySelectorAll('h1')].find((one) => one.textContent === words);
    if (heading) {
      const box = heading.getBoundingClientRect();
      places.add([box.x, box.y, box.width].map(Math.round).join());
    }
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def phone(installed: Installed) -> Iterator[Phone]:
    """The ring is measured pixel by pixel."""
    with Phone(installed("phone"), frugal=True) as held:
        yield held


def test_a_keyboard_is_enough(phone: Phone, port: int) -> None:
    phone.open(f"http://127.0.0.1:{port}")  # nothing answers there any more: offline
    phone.sees_heading("Welcome")
    hears_what_is_announced(phone.page)
    keyboard = Keyboard(phone)
    finds_help(keyboard)
    makes_a_profile(keyboard)
    checks_in(keyboard)
    holds_a_conversation(keyboard)
    aloud = phone.page.evaluate(HEARD_ALOUD)
    # Once a screen at most, where a save was slow enough to be seen; never once a key.
    assert 1 <= aloud.count("Saved on this device") <= 6, aloud
    assert "Saving…" not in aloud
    assert any("is deleted" in one for one in aloud)
    assert phone.violations() == []


def finds_help(keyboard: Keyboard) -> None:
    """Two presses to a number, and back to where one was; nothing slides for who asked for less."""
    keyboard.page.evaluate(_PLACES, "Get support now")
    keyboard.goes_to("Create a profile")
    shows_its_focus(keyboard)
    keyboard.goes_to("How Layby looks")
    keyboard.goes_to("Get support now")  # round the end of the screen, which is scrolled down
    support = keyboard.page.get_by_role("button", name="Get support now").first
    expect(support).to_be_in_viewport(ratio=1)
    keyboard.opens("Get support now", "Get support now")
    keyboard.goes_to("Call 999")
    shows_its_focus(keyboard)
    assert len(keyboard.page.evaluate("[...window.__places]")) == 1
    keyboard.page.emulate_media(color_scheme="dark")
    keyboard.page.wait_for_timeout(500)
    keyboard.goes_to("Call 111")  # the client draws all anew, and lets go of the focus
    shows_its_focus(keyboard)
    keyboard.page.emulate_media(color_scheme="light")
    keyboard.types("Search", "samaritans")
    keyboard.goes_up()  # out of a field, too
    assert keyboard.at() == ("button", "Back to home")
    keyboard.goes_to("Someone to talk to now")
    keyboard.goes_up()
    assert keyboard.at() == ("button", "Back to home")
    keyboard.opens("Back to home", "Welcome")
    assert keyboard.at() == ("button", "Get support now")


def shows_its_focus(keyboard: Keyboard) -> None:
    """Measure the ring: its two rows of pixels against each other, the ground and the control."""
    box = keyboard.page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    seen = picture(keyboard.page)
    across = int(box["x"] + box["width"] / 2)
    top = int(box["y"])
    ground, outer, inner, control = (
        luminance(seen.getpixel((across, top + below)))  # type: ignore[arg-type]
        for below in (-2, 1, 4, 9)
    )
    assert contrast(outer, inner) >= LEAST_CONTRAST
    assert max(contrast(ground, outer), contrast(ground, inner)) >= LEAST_CONTRAST
    assert max(contrast(control, outer), contrast(control, inner)) >= LEAST_CONTRAST


def makes_a_profile(keyboard: Keyboard) -> None:
    keyboard.opens("Create a profile", "Create a profile")
    keyboard.ticks("I hold wellbeing conversations")
    keyboard.ticks("I work on an ambulance crew")
    assert keyboard.moves("Tab"), "a box is one stop"
    chooses_a_passphrase(keyboard)
    keyboard.opens("Create profile", "Your recovery code")
    keyboard.opens("I have it on paper", "Home")


def checks_in(keyboard: Keyboard) -> None:
    keyboard.opens("Private check-in", "Private check-in")
    keyboard.types("How am I today?", CHECK_IN)
    keyboard.phone.sees("Saved on this device")
    keyboard.opens("Done for now", "My check-ins")
    keyboard.presses("Delete the check-in")
    keyboard.phone.sees("is deleted")
    keyboard.presses("Bring it back")
    keyboard.phone.sees(CHECK_IN)
    goes_home(keyboard)


def holds_a_conversation(keyboard: Keyboard) -> None:
    keyboard.opens("New conversation", "What kind of conversation?")
    keyboard.opens("Wellbeing conversation", "Wellbeing conversation")
    keyboard.ticks("Only the short list", "radio")
    settles_in(keyboard, "Sam")
    assert ("button", "Start talking") not in keyboard.stops, "the foot comes last"
    keyboard.opens("Start talking", "The conversation")
    keyboard.presses("Workload and demand")
    keyboard.types("Notes: Workload and demand", "Late jobs")
    keyboard.phone.sees("Saved on this device")
    keyboard.opens("On to the plan", "Personal plan")
    keyboard.types("What keeps me well", "Allotment on Sundays")
    keyboard.presses("In 4 weeks")
    keyboard.phone.sees("You look at it again on")
    keyboard.opens("On to the summary", "Summary for your trust")
    keyboard.opens("Finish without a summary", "Done")
    keyboard.opens("Go to home", "Home")
