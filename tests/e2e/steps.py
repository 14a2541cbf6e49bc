"""Steps that several stories share, told once."""

import re

from playwright.sync_api import expect

from tests.e2e.person import PATIENCE, Phone
from tests.screens.measure import whole

PASSPHRASE = "lantern gravel otter tuesday"
LABEL_FIELD = "Label, such as a first name or initials"
RECEIPT = "Receipt: your trust holds it once"
TOKENS = "/api/v1/tokens"
#: Groups of four on one line, as they are read aloud.
_GROUP = "[0-9A-Z]( [0-9A-Z]){3}"
_CODE_LINE = f"{_GROUP}(, {_GROUP})*"
#: A little more than the longest gap between two requests, in seconds.
A_MINUTE = 61


def make_profile(phone: Phone, *, lead: bool = False, crew: bool = False) -> str:
    """From the welcome screen to the home of a new profile; gives its recovery code.

    A manager's; ``lead`` makes its holder a lead as well, ``crew`` nothing but crew.
    """
    phone.taps("Create a profile")
    phone.sees_heading("Create a profile")
    has_room_for_thumbs(phone)
    phone.taps(
        "I work on an ambulance crew" if crew else "I hold wellbeing conversations", "checkbox"
    )
    if lead:
        phone.taps("I am a wellbeing lead", "checkbox")
    phone.taps("I choose my own")
    phone.pastes("Passphrase", PASSPHRASE)
    phone.pastes("Passphrase again", PASSPHRASE)
    phone.taps("Create profile")
    phone.sees_heading("Your recovery code")
    code = read_code(phone)
    phone.taps("I have it on paper")
    phone.sees_heading("Home")
    return code


def has_room_for_thumbs(phone: Phone) -> None:
    """Wait until all that can be tapped is large enough for a gloved thumb.

    A screen that still slides in is smaller for some frames.
    """
    for _ in range(150):
        small = [box for box in whole(phone.page) if box.is_small()]
        if not small:
            return
        phone.page.wait_for_timeout(100)
    raise AssertionError(f"too small to hit with gloves: {small}")


def read_code(phone: Phone) -> str:
    """Read the nine groups of the recovery code from the screen."""
    return read_groups(phone, 9)


def read_groups(phone: Phone, count: int) -> str:
    """Read a code of so many groups of four; the larger the letters, the fewer stand on a line."""
    found: list[str] = []
    lines = phone.words(re.compile(f"^{_CODE_LINE}$"))
    for _ in range(PATIENCE // 100):
        found = ", ".join(lines.all_text_contents()).replace(" ", "").split(",")
        if len(found) == count:
            return "-".join(found)
        phone.page.wait_for_timeout(100)
    raise AssertionError(f"no code of {count} groups, but {len(found)} of them")


def unlock(phone: Phone, passphrase: str = PASSPHRASE, button: str = "Unlock") -> None:
    """From the welcome screen to the home of the profile."""
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", passphrase)
    phone.taps(button)
    phone.sees_heading("Home")


def lock(phone: Phone) -> None:
    """From any screen to the welcome, which starts afresh."""
    phone.taps("Lock")
    phone.sees("Locked.")
    phone.sees_heading("Welcome")


def enrol(phone: Phone, code: str) -> None:
    """From the home screen, enter a code that works, and stay until there are tokens."""
    before = len(phone.answered)
    phone.taps("Enter your enrolment code")
    phone.types("Enrolment code", code)
    a_minute_goes_by(phone)
    phone.taps("Enrol")
    phone.sees("Nothing waiting")
    phone.has_answer_from(TOKENS, before)


def a_minute_goes_by(phone: Phone) -> None:
    """Nobody touches the phone for a minute: the next request needs to wait for no gap."""
    phone.is_left_alone(A_MINUTE)


def start_talking(phone: Phone, label: str) -> None:
    """From the home screen into a new conversation."""
    settle_in(phone, label)
    phone.taps("Start talking")
    phone.sees_heading("The conversation")
    has_room_for_thumbs(phone)


def settle_in(phone: Phone, label: str) -> None:
    """From the home screen to all that is said before a conversation starts."""
    phone.taps("New conversation")
    phone.sees_heading("What kind of conversation?")
    phone.taps("Wellbeing conversation")
    phone.taps("This place is private enough", "checkbox")
    phone.taps("I have said what stays private and what cannot", "checkbox")
    phone.types(LABEL_FIELD, label)


def answer_questions(phone: Phone) -> None:
    """On the check screen, hide whatever is still asked about."""
    phone.sees("Exactly this will be sent")
    left = phone.words("still to answer")
    while left.count():
        before = left.first.text_content() or ""
        phone.taps("Hide “")
        expect(left.filter(has_text=before)).to_have_count(0)


def agree_summary(phone: Phone, said: str) -> None:
    """From a conversation to its summary in the outbox, by the shortest way."""
    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    has_room_for_thumbs(phone)
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    has_room_for_thumbs(phone)
    phone.pastes("Summary", said)
    phone.taps("Allied Health Professionals", "radio")
    phone.taps("North sector", "radio")
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")
    has_room_for_thumbs(phone)
    answer_questions(phone)
    agree_together(phone)
    phone.taps("Go to home")
    phone.taps("Outbox")
    phone.sees_heading("Outbox")
    has_room_for_thumbs(phone)


def agree_together(phone: Phone) -> None:
    """From the check to the moment after the colleague agreed and handed the device back."""
    turn_the_screen(phone)
    has_room_for_thumbs(phone)
    a_minute_goes_by(phone)
    phone.taps("I agree: this may be sent")
    phone.sees_heading("Thank you")
    phone.taps("I have the device back")
    phone.sees_heading("Done")


def turn_the_screen(phone: Phone) -> None:
    """From the check, with every question answered, to the screen that the colleague reads."""
    phone.taps("I have read these words", "checkbox")
    phone.taps("Turn the screen to your colleague")
    phone.sees_heading("For you to read")


def wait_for_worker(phone: Phone) -> None:
    """Wait until the service worker answers for this page, so that the next start needs no net."""
    phone.page.evaluate("""() => new Promise((done) => {
      const workers = navigator.serviceWorker;
      if (workers.controller) done();
      workers.addEventListener('controllerchange', () => done(), { once: true });
    })""")
