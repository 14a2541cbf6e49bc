"""The main job, told shortly, in the engines that are not Chromium: WebKit, as on every iPad, and
Firefox. The server is stopped in the middle; a cold start without it leads back to the work.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.engines.person import EnginePhone
from tests.e2e.engines.wire import Engine, Firefox, WebKit
from tests.e2e.pwa_server import PwaServer
from tests.e2e.sync_server_process import PWA, SyncServerProcess

pytestmark = pytest.mark.browser

SIZE = (500, 844)
PASSPHRASE = "lantern gravel otter tuesday"
LABEL = "Zebedee"
LABEL_FIELD = "Label, such as a first name or initials"
NOTES = "Notes: Workload and demand"
NOTE = "No hot meal"
KEEPS_WELL = "Allotment"
SAID = "Priya Natarajan misses meal breaks."


@pytest.fixture(
    params=[
        pytest.param(Firefox, id="firefox"),
        # Without a graphics card its every frame takes seconds on a small machine.
        pytest.param(WebKit, id="webkit", marks=pytest.mark.soak),
    ]
)
def phone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EnginePhone]:
    engine: Engine = request.param(tmp_path / "phone", SIZE)
    with EnginePhone(engine) as held:
        yield held


def test_webkit_opens_from_the_snapshot(tmp_path: Path) -> None:
    with PwaServer(PWA) as server, EnginePhone(WebKit(tmp_path / "phone", SIZE)) as phone:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        assert phone.way() == "restore"
        assert phone.violations() == []


def make_profile(phone: EnginePhone) -> None:
    phone.taps("Create a profile")
    phone.sees_heading("Create a profile")
    phone.taps("I choose my own")
    phone.types("Passphrase", PASSPHRASE)
    phone.types("Passphrase again", PASSPHRASE)
    phone.taps("Create profile")
    phone.sees_heading("Your recovery code")
    phone.taps("I have it on paper")
    phone.sees_heading("Home")


def unlock(phone: EnginePhone) -> None:
    phone.sees_heading("Welcome")
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", PASSPHRASE)
    phone.taps("Unlock")
    phone.sees_heading("Home")


def test_a_conversation_offline_reaches_the_outbox(tmp_path: Path, phone: EnginePhone) -> None:
    server = SyncServerProcess(tmp_path / "server").start()
    try:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        assert phone.way() == "restore"
        phone.is_kept()
        make_profile(phone)
        phone.taps("Enter your enrolment code")
        phone.types("Enrolment code", server.enrolment_code())
        phone.taps("Enrol")
        phone.sees("Nothing waiting")
    finally:
        server.stop()

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
    phone.sees("Saved on this device")
    phone.open(server.url)
    unlock(phone)
    phone.taps(LABEL)
    phone.sees_heading("The conversation")
    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    phone.types("What keeps me well", KEEPS_WELL)
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.types("Summary", SAID)
    phone.taps("Allied Health Professionals", "radio")
    phone.taps("North sector", "radio")
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")
    phone.sees("Exactly this will leave")
    for _ in range(4):
        if phone.can_see("still to answer"):
            phone.taps("Hide “")
    phone.taps("I have read these words", "checkbox")
    phone.taps("Turn the screen to your colleague")
    phone.sees_heading("For you to read")
    assert not phone.can_see("Natarajan")
    phone.taps("I agree: this may be sent")
    phone.sees_heading("Thank you")
    phone.taps("I have the device back")
    phone.sees_heading("Done")
    phone.taps("Look at the outbox")
    phone.sees_heading("Outbox")
    phone.sees("1 waiting")
    phone.sees("No connection to your trust's server")
    assert phone.violations() == []
