"""The whole round of every screen by Tab, and every step of the main jobs, with a keyboard alone.

A manager from a new profile to a summary in the outbox; a backup, and the way back from it; what
crews have for themselves; a lead's week.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.axe import hears_what_is_announced, is_announced
from tests.e2e.conftest import Installed
from tests.e2e.focus import goes_round
from tests.e2e.keyboard import Keyboard
from tests.e2e.keyboard_steps import chooses_a_passphrase, goes_home, settles_in
from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.steps import PASSPHRASE, a_minute_goes_by
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.gallery import Report

pytestmark = [pytest.mark.browser, pytest.mark.soak]

DESK = (1280, 800)
LABEL = "Sam"
AREA = "Workload and demand"
PROMPT = "How does the amount of work feel at the moment?"
SAID = "Late finishes make it hard to rest."


@dataclass
class Rounds:
    """Goes round each screen that is come to, while that is wanted; notes what is amiss there."""

    keyboard: Keyboard
    report: Report
    wanted: bool = True
    amiss: dict[str, list[str]] = field(default_factory=dict)

    def opens(self, name: str, heading: str) -> None:
        """Press a button, and go round the screen that it opens."""
        self.keyboard.opens(name, heading)
        self.goes(heading)

    def goes(self, name: str) -> None:
        """Go round the screen that stands."""
        if not self.wanted:
            return
        found = goes_round(self.keyboard)
        # Said at once: a story that ends early keeps what it met on its way.
        self.report.says(round=name, amiss=found)
        if found:
            self.amiss[name] = found


@pytest.fixture
def phone(installed: Installed) -> Iterator[Phone]:
    """What has the focus is looked for pixel by pixel."""
    with Phone(installed("phone"), frugal=True) as held:
        yield held


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path / "rounds.jsonl")


def begins(rounds: Rounds, server: SyncServerProcess) -> None:
    phone = rounds.keyboard.phone
    phone.open(server.url)
    phone.sees_heading("Welcome")
    hears_what_is_announced(phone.page)
    rounds.goes("Welcome")
    makes_a_profile(rounds)
    rounds.opens("Enter your enrolment code", "Enrolment code")
    rounds.keyboard.types("Enrolment code", server.enrolment_code())
    rounds.keyboard.presses("Enrol")
    phone.sees("Nothing waiting")


def makes_a_profile(rounds: Rounds, what: str = "I hold wellbeing conversations") -> None:
    keyboard = rounds.keyboard
    rounds.opens("Create a profile", "Create a profile")
    keyboard.ticks(what)
    chooses_a_passphrase(keyboard)
    rounds.opens("Create profile", "Your recovery code")
    rounds.opens("I have it on paper", "Home")


def talks(rounds: Rounds, _: SyncServerProcess) -> None:
    keyboard = rounds.keyboard
    rounds.opens("New conversation", "What kind of conversation?")
    rounds.opens("Wellbeing conversation", "Wellbeing conversation")
    settles_in(keyboard, LABEL)
    rounds.opens("Start talking", "The conversation")
    keyboard.presses(AREA)
    keyboard.types(f"Notes: {AREA}", "Late jobs")
    rounds.goes("an area")
    rounds.opens(PROMPT, PROMPT)
    rounds.opens("Others can hear: let them type", PROMPT)
    keyboard.opens("Done: pass the screen back", "Please pass")
    keyboard.opens("I have it back", "The conversation")


def plans(rounds: Rounds, _: SyncServerProcess) -> None:
    keyboard = rounds.keyboard
    rounds.opens("On to the plan", "Personal plan")
    keyboard.types("What keeps me well", "Allotment on Sundays")
    keyboard.presses("Add what I will do")
    keyboard.types("What will be done", "Ring the dentist")
    keyboard.types("By when (optional)", "31 December")
    rounds.goes("an action")
    keyboard.presses("Add action")
    keyboard.phone.sees("Ring the dentist")
    keyboard.presses("In 4 weeks")
    keyboard.phone.sees("You look at it again on")
    rounds.goes("a plan")


def agrees_a_summary(rounds: Rounds, _: SyncServerProcess) -> None:
    keyboard = rounds.keyboard
    rounds.opens("On to the summary", "Summary for your trust")
    keyboard.types("Summary", SAID)
    keyboard.ticks("Allied Health Professionals", "radio")
    keyboard.ticks("North sector", "radio")
    rounds.opens("Look it over", "Check the summary")
    keyboard.ticks("I have read these words")
    rounds.opens("Turn the screen to your colleague", "For you to read")
    keyboard.presses("4 of 5")
    keyboard.phone.sees("How helpful this was: 4")
    keyboard.phone.has_signal(False)  # it waits until all of this was gone round
    rounds.opens("I agree: this may be sent", "Thank you")
    rounds.opens("I have the device back", "Done")
    rounds.opens("Look at the outbox", "Outbox")
    a_minute_goes_by(keyboard.phone)
    keyboard.phone.has_signal(True)
    keyboard.phone.sees("Nothing is waiting.", LONG_PATIENCE)
    for said in ("Saved on this device", "1 waiting. It goes by itself", "Nothing is waiting."):
        is_announced(keyboard.page, said)


#: From a new profile to a summary in the outbox; each goes on where the one before ended.
MANAGERS = {
    "profile": begins,
    "conversation": talks,
    "plan": plans,
    "summary": agrees_a_summary,
}


@pytest.mark.parametrize("part", MANAGERS)
def test_a_manager_needs_no_pointer_from_a_profile_to_the_outbox(
    server: SyncServerProcess, phone: Phone, report: Report, part: str
) -> None:
    rounds = Rounds(Keyboard(phone), report)
    for name, does in MANAGERS.items():
        rounds.wanted = name == part
        does(rounds, server)
        if rounds.wanted:
            break
    assert rounds.amiss == {}
    assert phone.violations() == []


def test_crews_need_no_pointer_for_what_is_theirs(phone: Phone, port: int, report: Report) -> None:
    rounds = starts(phone, port, report)
    makes_a_profile(rounds, "I work on an ambulance crew")
    keyboard = rounds.keyboard
    rounds.opens("Get support now", "Get support now")
    goes_home(keyboard)
    rounds.opens("Private check-in", "Private check-in")
    keyboard.types("How am I today?", "Tired, but well")
    rounds.opens("Done for now", "My check-ins")
    goes_home(keyboard)
    rounds.opens("After a hard job", "After a hard job")
    goes_home(keyboard)
    assert rounds.amiss == {}
    assert phone.violations() == []


def starts(phone: Phone, port: int, report: Report) -> Rounds:
    """Open Layby where nothing answers any more: offline."""
    phone.open(f"http://127.0.0.1:{port}")
    phone.sees_heading("Welcome")
    return Rounds(Keyboard(phone), report)


def test_a_backup_is_made_and_restored_without_a_pointer(
    phone: Phone, port: int, report: Report, tmp_path: Path
) -> None:
    rounds = starts(phone, port, report)
    keyboard = rounds.keyboard
    rounds.wanted = False  # the others go round these
    makes_a_profile(rounds)
    rounds.wanted = True
    rounds.opens("This profile", "This profile")
    rounds.opens("Backup", "Backup")
    kept = tmp_path / "kept.layby"
    with phone.page.expect_download() as handed:
        keyboard.presses("Back up now")
    handed.value.save_as(kept)
    phone.sees("Backed up as")
    rounds.goes("Backed up")
    keyboard.goes_up()
    keyboard.opens("Lock", "Welcome")
    phone.sees("Locked.")
    rounds.opens("Restore a backup", "Restore a backup")
    with phone.page.expect_file_chooser() as asked:
        keyboard.presses("Choose a backup file")
    asked.value.set_files(kept)
    phone.sees("A backup of Profile 1")
    rounds.goes("A backup")
    keyboard.types("Passphrase of the backup", PASSPHRASE)
    keyboard.presses("Restore it")
    phone.sees("Restored as")
    rounds.goes("Restored")
    keyboard.opens("Go to home", "Welcome")
    assert rounds.amiss == {}
    assert phone.violations() == []


def test_a_lead_needs_no_pointer(
    installed: Installed, port: int, report: Report, tmp_path: Path
) -> None:
    server = SyncServerProcess(tmp_path / "server", port=port, verb="demo").start()
    try:
        with Phone(installed("phone"), size=DESK, frugal=True) as phone:
            phone.open(server.url)
            phone.sees_heading("Welcome")
            rounds = Rounds(Keyboard(phone), report)
            signs_in(rounds, server.first_password())
            for tile, told in WEEK.items():
                rounds.keyboard.opens(tile, tile)
                phone.sees(told)
                rounds.goes(tile)
                rounds.keyboard.goes_up()
                phone.page.keyboard.press("Enter")
                phone.sees_heading("What people are telling us")
            rounds.keyboard.goes_up()
            rounds.keyboard.opens("Sign out", "Welcome")
            assert rounds.amiss == {}
            assert phone.violations() == []
    finally:
        server.stop()


#: What a lead goes to in a week, each with words that stand there once its figures have come.
WEEK = {
    "Closed periods": "Each cell says what share",
    "Who is reached": "Headcount",
    "Find in the texts": "Type a word or two",
    "Board report": "Issue the report",
    "Check the themes": "1 of 20",
    "Codebook": "Food and rest places",
}


def signs_in(rounds: Rounds, password: str) -> None:
    rounds.opens("I am a wellbeing lead", "For wellbeing leads")
    rounds.keyboard.types("User name", "lead")
    rounds.keyboard.types("Password", password)
    rounds.keyboard.presses("Sign in")
    rounds.keyboard.phone.sees("Closed periods")
    rounds.goes("What people are telling us")
