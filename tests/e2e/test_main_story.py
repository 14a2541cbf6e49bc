"""The whole main job in a real browser, with the server stopped in the middle.

Load, install, stop the server, talk, plan, agree a summary, one waits; the battery dies on the
way (in the soak at every step), and each time a cold start without the server leads back to where
the cursor was. Start the server: the receipt arrives by itself, and the lead sees the group that
now reaches eleven. Everything through accessible names and roles, at 390 by 844.
"""

from datetime import date
from pathlib import Path

import pytest

from app.domain.periods import IsoWeek, Quarter
from app.domain.recovery_code import read
from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.steps import (
    LABEL_FIELD,
    PASSPHRASE,
    RECEIPT,
    a_minute_goes_by,
    answer_questions,
    enrol,
    make_profile,
    settle_in,
    turn_the_screen,
    unlock,
    wait_for_worker,
)
from tests.e2e.sync_server_process import PASSWORD, SyncServerProcess, every_byte_under

pytestmark = pytest.mark.browser

LABEL = "Zebedee at the garage"
NOTES = "Notes: Workload and demand"
NOTE, MORE = "Three late jobs this week and no hot meal", " since Sunday"
PROMPT = "How does the amount of work feel at the moment?"
ACTION = "Ask control for protected meal breaks"
KEEPS_WELL = "Allotment on Sunday mornings"
SAID = "Priya Natarajan finishes late most nights and misses meal breaks. Ring 07700 900764."
GROUP = "Allied Health Professionals"


@pytest.fixture
def phone(new_phone: Phone) -> Phone:
    """A first visit is part of this story, and nothing is spared on its browser."""
    return new_phone


#: Where the battery dies: at the steps with most to lose; in the soak at every step.
SOME = frozenset({"plan", "together"})
EVERY = SOME | {"before", "talk", "card", "summary", "check"}


def come_back(phone: Phone, url: str) -> None:
    """The battery dies once what was typed is safe; cold start, unlock, carry on."""
    phone.is_put_down()
    phone.sees("Saved on this device")
    phone.dies(url)
    phone.sees_heading("Welcome")
    unlock(phone)
    phone.taps(LABEL)


@pytest.mark.parametrize(
    "deaths",
    [pytest.param(SOME, id="some"), pytest.param(EVERY, id="every", marks=pytest.mark.soak)],
)
def test_a_conversation_offline_reaches_the_lead(
    server: SyncServerProcess, phone: Phone, tmp_path: Path, deaths: frozenset[str]
) -> None:
    def dies(step: str, label: str = "", words: str = "") -> None:
        if step in deaths:
            come_back(phone, server.url)
            if label:
                phone.is_back_in(label, words)

    area, elsewhere = server.areas()[:2]  # a group is shown once two places have spoken
    this_week = IsoWeek.of(date.today())
    server.hand_in(10, staff_group="04", area=elsewhere["id"], week=this_week)
    server.create_lead("mo")
    assert server.count_shown("mo", "04", Quarter.of_week(this_week)) is None
    code = server.enrolment_code()

    phone.open(server.url)
    phone.sees_heading("Welcome")
    wait_for_worker(phone)
    recovery_code = make_profile(phone, lead=True)
    enrol(phone, code.lower())

    server.stop()
    phone.has_signal(False)

    settle_in(phone, LABEL)
    dies("before", LABEL_FIELD, LABEL)
    phone.taps("Start talking")
    phone.sees_heading("The conversation")
    phone.taps("Workload and demand")
    phone.types(NOTES, NOTE)
    dies("talk", NOTES, NOTE)
    phone.taps(PROMPT)
    phone.sees_heading(PROMPT)
    phone.enters(NOTES)
    phone.page.keyboard.press("End")
    phone.page.keyboard.type(MORE)
    dies("card", NOTES, NOTE + MORE)
    phone.sees_heading(PROMPT)
    phone.taps("Back to the conversation")
    phone.sees_heading("The conversation")

    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    phone.types("What keeps me well", KEEPS_WELL)
    phone.taps("Add what my manager will do")
    phone.types("What will be done", ACTION)
    dies("plan", "What will be done", ACTION)
    phone.types("By when (optional)", "31 December")
    phone.taps("Add action")
    phone.sees(ACTION)
    phone.taps("In 4 weeks")
    phone.sees("You look at it again on")

    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.pastes("Summary", SAID)
    phone.taps(GROUP, "radio")
    phone.taps(area["name"], "radio")
    dies("summary", "Summary", SAID)
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")
    dies("check")
    phone.sees_heading("Check the summary")
    answer_questions(phone)
    turn_the_screen(phone)
    dies("together")
    phone.taps("My colleague has the screen")
    phone.sees_heading("For you to read")
    phone.taps("4 of 5")
    phone.sees("How helpful this was: 4")
    a_minute_goes_by(phone)
    phone.taps("I agree: this may be sent")
    phone.sees_heading("Thank you")
    phone.taps("I have the device back")
    phone.sees_heading("Done")
    phone.taps("Look at the outbox")
    phone.sees_heading("Outbox")
    phone.sees("1 waiting")
    phone.sees("No connection to your trust's server")

    server.start()
    phone.has_signal(True)

    phone.sees(RECEIPT, LONG_PATIENCE)
    phone.does_not_see("1 waiting")
    assert not any(word in server_bytes(server) for word in (b"Priya", b"Natarajan", b"07700"))
    texts = server.texts()
    (ours,) = [text for text in texts if "misses meal breaks" in text]
    assert len(texts) == 11
    assert not any(word in ours for word in ("Priya", "Natarajan", "07700"))

    phone.taps("Go to home")
    phone.taps("For wellbeing leads")
    phone.types("User name", "mo")
    phone.types("Password", PASSWORD)
    phone.taps("Sign in")
    phone.sees_heading("What people are telling us")
    phone.sees("11 summaries")
    phone.taps("Trust area", "radio")
    phone.sees(area["name"])

    assert phone.violations() == []
    assert all(url.startswith((server.url, "blob:", "data:")) for url in phone.requested)
    phone.switch_off()
    search_for_canaries(tmp_path, recovery_code, "\n".join(phone.requested + phone.said))
    phone.switch_on()


def server_bytes(server: SyncServerProcess) -> bytes:
    return b"".join(content for _, content in every_byte_under(server.data))


def search_for_canaries(tmp_path: Path, recovery_code: str, heard: str) -> None:
    """No note, plan, label, name or key is readable where things are kept, asked for or logged."""
    words = [LABEL, NOTE, ACTION, KEEPS_WELL, SAID, PASSPHRASE, "Natarajan", "07700 900764"]
    words += [recovery_code, recovery_code.replace("-", "")]
    assert not any(word in heard for word in words)
    wanted = [w.encode(kind) for w in words for kind in ("utf-8", "utf-16-le")]
    wanted.append(read(recovery_code))
    seen = 0
    for path, content in every_byte_under(tmp_path):
        seen += 1
        for canary in wanted:
            assert canary not in content, f"readable words in {path.name}"
    assert seen > 20
