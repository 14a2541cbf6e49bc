"""A trust's own content: from a file and from a lead's hands to the devices of those who talk.

A prompt added in the app reaches the next conversation; one under way keeps its guide. A service
published from a file is there without a profile, and without a signal.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Installed
from tests.e2e.person import TABLET, Phone
from tests.e2e.steps import enrol, lock, make_profile, start_talking, unlock, wait_for_worker
from tests.e2e.sync_server_process import PASSWORD, ROOT, SyncServerProcess

pytestmark = pytest.mark.browser

TRIM_DESK = ROOT / "assets" / "demo" / "content" / "trim-desk.toml"
AREA = "Sleep and shifts"
PROMPT = "How do you rest between two nights?"


@pytest.fixture
def tablet(installed: Installed):
    with Phone(installed("tablet"), TABLET, frugal=True) as held:
        yield held


def add_prompt(tablet: Phone) -> None:
    """As a lead: add one prompt to the routine guide, look at it, publish it."""
    tablet.taps("For wellbeing leads")
    tablet.types("User name", "mo")
    tablet.types("Password", PASSWORD)
    tablet.taps("Sign in")
    tablet.sees_heading("What people are telling us")
    tablet.taps("Guides, services and areas")
    tablet.taps("Wellbeing conversation")
    tablet.taps("Add to it")
    tablet.taps("Add prompts to an area of the guide")
    tablet.taps(AREA)
    tablet.taps("Add a prompt")
    tablet.types("The prompt, as it is said", PROMPT)
    tablet.taps("Improving personal health and wellbeing", "checkbox")
    tablet.taps(f"Done: back to {AREA}")
    tablet.taps("Done: back to the whole")
    tablet.taps("Publish to devices")
    tablet.sees("Published.")


def test_what_a_trust_adds_reaches_its_devices_and_no_conversation_under_way_on_a_tablet(
    server: SyncServerProcess, tablet: Phone
) -> None:
    server.publish(TRIM_DESK)
    server.create_lead("mo")
    tablet.open(server.url)
    tablet.sees_heading("Welcome")
    wait_for_worker(tablet)
    make_profile(tablet, lead=True)
    enrol(tablet, server.enrolment_code())
    start_talking(tablet, "Sam")
    tablet.taps(AREA)
    expect(tablet.field(f"Notes: {AREA}")).to_be_attached()
    tablet.does_not_see(PROMPT)
    tablet.taps("Back to home")

    add_prompt(tablet)
    lock(tablet)
    unlock(tablet)
    start_talking(tablet, "Alex")
    tablet.taps(AREA)
    tablet.sees(PROMPT)
    tablet.taps("Back to home")
    tablet.taps("Sam")
    expect(tablet.field(f"Notes: {AREA}")).to_be_attached()
    tablet.does_not_see(PROMPT)

    server.stop()
    tablet.open(server.url)
    tablet.sees_heading("Welcome")
    tablet.taps("Get support now")
    tablet.sees("TRiM desk (made up)")
    assert tablet.violations() == []
