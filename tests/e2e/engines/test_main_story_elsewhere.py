"""The main job in the engines that are not Chromium: WebKit, as on every iPad, and Firefox.

Shortly for every day: a conversation without a network, which a cold start leads back to. In full
for the soak: the same steps as in Chromium, to the receipt and to the lead who sees the group that
now reaches eleven. Where there the signal goes, here the server is stopped: neither engine's driver
can cut a network.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.periods import IsoWeek, Quarter
from tests.e2e.engines.person import PATIENCE, EnginePhone
from tests.e2e.engines.wire import Engine, Firefox, WebKit
from tests.e2e.hello_visit import damage_snapshot
from tests.e2e.pwa_server import PwaServer
from tests.e2e.sync_server_process import PASSWORD, PWA, SyncServerProcess

pytestmark = pytest.mark.browser

SIZE = (500, 844)
PASSPHRASE = "lantern gravel otter tuesday"
LABEL = "Zebedee"
LABEL_FIELD = "Label, such as a first name or initials"
NOTES = "Notes: Workload and demand"
NOTE, MORE = "No hot meal", " since Sunday"
PROMPT = "How does the amount of work feel at the moment?"
ACTION = "Ask control for meal breaks"
KEEPS_WELL = "Allotment"
SAID = "Priya Natarajan misses meal breaks."
GROUP = "Allied Health Professionals"
#: Seconds after the last key in which it has come to Python, on a machine that is kept busy too.
LAST_KEY = 2
RECEIPT = "Receipt: your trust holds it once"


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def phone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EnginePhone]:
    engine: Engine = request.param(tmp_path / "phone", SIZE)
    with EnginePhone(engine) as held:
        yield held


def make_profile(phone: EnginePhone, *, lead: bool = False) -> None:
    phone.taps("Create a profile")
    phone.sees_heading("Create a profile")
    phone.taps("I hold wellbeing conversations", "checkbox")
    if lead:
        phone.taps("I am a wellbeing lead", "checkbox")
    phone.taps("I choose my own")
    phone.types("Passphrase", PASSPHRASE)
    phone.types("Passphrase again", PASSPHRASE)
    phone.taps("Create profile")
    phone.sees_heading("Your recovery code")
    phone.taps("I have it on paper")
    phone.sees_heading("Home")


def come_back(phone: EnginePhone, url: str) -> None:
    """The battery dies once what was typed is safe; cold start, unlock, carry on."""
    time.sleep(LAST_KEY)
    phone.sees("Saved on this device")
    phone.dies(url)
    phone.sees_heading("Welcome")
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", PASSPHRASE)
    phone.taps("Unlock")
    phone.sees_heading("Home")
    phone.taps(LABEL)


def start_talking(phone: EnginePhone) -> None:
    phone.taps("New conversation")
    phone.sees_heading("What kind of conversation?")
    phone.taps("Wellbeing conversation")
    phone.taps("This place is private enough", "checkbox")
    phone.taps("I have said what stays private and what cannot", "checkbox")
    phone.types(LABEL_FIELD, LABEL)
    phone.taps("Start talking")
    phone.sees_heading("The conversation")
    phone.taps("Workload and demand")
    phone.types(NOTES, NOTE)


def test_a_conversation_offline_is_there_after_a_cold_start(phone: EnginePhone) -> None:
    with PwaServer(PWA) as server:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        assert phone.way() == "restore"
        phone.is_kept()
    make_profile(phone)
    start_talking(phone)
    come_back(phone, server.url)
    phone.is_back_in(NOTES, NOTE)
    phone.goes_to_the_end()
    phone.adds(MORE)
    assert phone.way() == "restore"
    assert phone.violations() == []


@pytest.mark.soak
def test_a_damaged_snapshot_gives_the_ordinary_start(phone: EnginePhone) -> None:
    with PwaServer(PWA) as server:
        damage_snapshot(server, lambda body: body[: len(body) // 2])
        phone.open(server.url)
        phone.sees_heading("Welcome")
        assert phone.way() == "ordinary"
        assert phone.violations() == []


@pytest.mark.soak
def test_a_conversation_offline_reaches_the_lead(tmp_path: Path, phone: EnginePhone) -> None:
    server = SyncServerProcess(tmp_path / "server").start()
    try:
        area, elsewhere = server.areas()[:2]  # a group is shown once two places have spoken
        this_week = IsoWeek.of(date.today())
        server.hand_in(10, staff_group="04", area=elsewhere["id"], week=this_week)
        server.create_lead("mo")
        assert server.count_shown("mo", "04", Quarter.of_week(this_week)) is None
        enrol_on_a_first_visit(phone, server)
        server.stop()
        talk_and_plan(phone, server.url)
        agree_a_summary(phone, area["name"], server.url)
        server.start()
        send(phone)
        (ours,) = [text for text in server.texts() if "misses meal breaks" in text]
        assert not any(word in ours for word in ("Priya", "Natarajan"))
        read_as_a_lead(phone, area["name"])
        assert phone.violations() == []
    finally:
        server.stop()


def enrol_on_a_first_visit(phone: EnginePhone, server: SyncServerProcess) -> None:
    phone.open(server.url)
    phone.sees_heading("Welcome")
    assert phone.way() == "restore"
    phone.is_kept()
    make_profile(phone, lead=True)
    before = devices_with_tokens(server)
    phone.taps("Enter your enrolment code")
    phone.types("Enrolment code", server.enrolment_code().lower())
    phone.taps("Enrol")
    phone.sees("Nothing waiting")
    has_tokens(server, before)


def devices_with_tokens(server: SyncServerProcess) -> int:
    with closing(sqlite3.connect(server.data / "layby.db")) as database:
        found: int = database.execute("SELECT count(*) FROM issuance").fetchone()[0]
    return found


def has_tokens(server: SyncServerProcess, before: int) -> None:
    """Wait until one device more has had tokens signed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if devices_with_tokens(server) > before:
            time.sleep(2)  # and for the answer to have been kept
            return
        time.sleep(0.5)
    raise AssertionError("no tokens were signed")


def talk_and_plan(phone: EnginePhone, url: str) -> None:
    start_talking(phone)
    come_back(phone, url)
    phone.is_back_in(NOTES, NOTE)
    phone.taps(PROMPT)
    phone.sees_heading(PROMPT)
    phone.enters(NOTES)
    phone.goes_to_the_end()
    phone.adds(MORE)
    phone.taps("Back to the conversation")
    phone.sees_heading("The conversation")
    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    phone.types("What keeps me well", KEEPS_WELL)
    phone.taps("Add what my manager will do")
    phone.types("What will be done", ACTION)
    come_back(phone, url)
    phone.is_back_in("What will be done", ACTION)
    phone.types("By when (optional)", "31 December")
    phone.taps("Add action")
    phone.sees(ACTION)
    phone.taps("In 4 weeks")
    phone.sees("You look at it again on")


def agree_a_summary(phone: EnginePhone, area: str, url: str) -> None:
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.types("Summary", SAID)
    phone.taps(GROUP, "radio")
    phone.taps(area, "radio")
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")
    answer_questions(phone)
    phone.taps("I have read these words", "checkbox")
    phone.taps("Turn the screen to your colleague")
    phone.sees_heading("For you to read")
    come_back(phone, url)
    phone.taps("My colleague has the screen")  # asked for where nobody just turned it
    phone.sees_heading("For you to read")
    assert not phone.can_see("Natarajan")
    phone.taps("4 of 5")
    phone.sees("How helpful this was: 4")
    phone.taps("I agree: this may be sent")
    phone.sees_heading("Thank you")
    phone.taps("I have the device back")
    phone.sees_heading("Done")
    phone.taps("Look at the outbox")
    phone.sees_heading("Outbox")
    phone.sees("1 waiting")
    phone.sees("No connection to your trust's server")


def answer_questions(phone: EnginePhone) -> None:
    phone.sees("Exactly this will be sent")
    while left := phone.reads(r"^\d+ questions? still to answer$"):
        phone.taps("Hide “")
        phone.does_not_see(left[0])


def send(phone: EnginePhone) -> None:
    """Nobody tells these browsers of a network: somebody asks, unless a minute has ended first."""
    phone.taps("Try now", unless=RECEIPT)
    phone.sees(RECEIPT)
    phone.does_not_see("1 waiting")
    phone.taps("Go to home")


def read_as_a_lead(phone: EnginePhone, area: str) -> None:
    phone.taps("For wellbeing leads")
    phone.types("User name", "mo")
    phone.types("Password", PASSWORD)
    phone.taps("Sign in")
    phone.sees_heading("What people are telling us")
    phone.sees("11 summaries")
    phone.taps("Trust area", "radio")
    phone.sees(area)
