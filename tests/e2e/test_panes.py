"""A tablet is turned on every screen of two panes: nothing typed goes, and all goes on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.domain.support import NEEDS
from tests.e2e.axe import barriers
from tests.e2e.conftest import Installed
from tests.e2e.person import Phone
from tests.e2e.steps import make_profile, start_talking
from tests.screens.walk import GO

pytestmark = pytest.mark.browser

UPRIGHT, TURNED, NARROW = (820, 1180), (1180, 820), (600, 900)
#: Milliseconds until a tablet is turned back: the list has come, and is still being scrolled.
PAUSES = (20, 32, 60)
#: Milliseconds in which the last of a scroll was heard of.
SOON = 250
AREA, OTHER = "Workload and demand", "Sleep and shifts"
NOTES = f"Notes: {AREA}"


def goes(tablet: Phone, route: str, heading: str) -> None:
    """Open a screen by its route, as a link in the app does."""
    tablet.page.evaluate(GO, route)
    tablet.sees_heading(heading)


def has_list(tablet: Phone, row: str, there: bool) -> None:
    """Wait until a list with this row stands beside the entry, or does not."""
    rows = tablet.page.get_by_role("button", name=tablet.named(row))
    expect(rows).to_have_count(1 if there else 0)


def turns_about(tablet: Phone, route: str, heading: str, row: str) -> None:
    """Turn back as soon as the list comes, and go on; then turn at leisure. It ends wide."""
    for pause in PAUSES:
        tablet.unfolds(NARROW)
        goes(tablet, route, heading)
        has_list(tablet, row, there=False)
        tablet.unfolds(UPRIGHT)
        tablet.page.wait_for_timeout(pause)
        tablet.unfolds(NARROW)
        tablet.page.wait_for_timeout(SOON)
        goes(tablet, "/support", "Get support now")
    goes(tablet, route, heading)
    for size in (UPRIGHT, NARROW, TURNED):
        tablet.unfolds(size)
        has_list(tablet, row, there=size != NARROW)
    assert barriers(tablet.page) == []


@pytest.fixture
def tablet(installed: Installed, port: int) -> Iterator[Phone]:
    with Phone(installed("tablet"), TURNED, frugal=True) as held:
        held.open(f"http://127.0.0.1:{port}")  # nothing answers there any more
        held.sees_heading("Welcome")
        yield held
        assert held.violations() == []


def test_the_directory_goes_on_however_it_is_turned(tablet: Phone) -> None:
    goes(tablet, "/support", "Get support now")
    the_needs(tablet)
    turns_about(tablet, "/support/service/blue-light-together", "Blue Light Together", "Samaritans")
    goes(tablet, "/", "Welcome")


def test_a_talk_and_its_plan_go_on_however_they_are_turned(tablet: Phone) -> None:
    make_profile(tablet)
    start_talking(tablet, "Sam")
    the_areas(tablet)
    writes_two_plans(tablet)
    the_plans(tablet)


def writes_two_plans(tablet: Phone) -> None:
    """From a talk to its plan, and to one's own beside it."""
    tablet.taps("On to the plan")
    tablet.sees_heading("Personal plan")
    tablet.pastes("What keeps me well", "Swimming")
    tablet.sees("Saved on this device")
    goes(tablet, "/plans/mine/edit", "My plan")
    tablet.pastes("What keeps me well", "Reading")
    tablet.sees("Saved on this device")


def the_needs(tablet: Phone) -> None:
    """One need after the other beside the list: the way back leads through none of them."""
    turns_about(tablet, "/support/need/money", NEEDS["money"], NEEDS["family"])
    for need in ("family", "hard-job", "menopause"):
        tablet.taps(NEEDS[need])
        tablet.sees_heading(NEEDS[need])
    tablet.page.go_back()
    tablet.sees_heading("Get support now")


def the_areas(tablet: Phone) -> None:
    """What is typed into either layout is there in the other, with the cursor."""
    tablet.taps(AREA)
    said = "Three"
    tablet.types(NOTES, said)
    for size, words in ((NARROW, " late"), (TURNED, " jobs"), (UPRIGHT, " a week")):
        tablet.unfolds(size)
        # In two panes the row before it and the row after it are one below the other.
        unfolded = tablet.page.get_by_role("button", name=tablet.named(AREA), expanded=True)
        expect(unfolded).to_have_count(1 if size == NARROW else 0)
        tablet.is_back_in(NOTES, said)
        has_list(tablet, OTHER, there=True)
        tablet.page.keyboard.type(words)
        said += words
        expect(tablet.field(NOTES)).to_have_value(said)
        tablet.sees("Saved on this device")
    assert barriers(tablet.page) == []
    tablet.taps(OTHER)
    tablet.sees_heading(OTHER)
    tablet.taps(AREA)
    tablet.reads_in(NOTES, "Three late jobs a week")


def the_plans(tablet: Phone) -> None:
    """Sam's plan beside the list of plans, one's own among them."""
    goes(tablet, "/plans", "Plans")
    tablet.taps("Sam")
    tablet.sees_heading("Sam")
    for size in (NARROW, UPRIGHT):
        tablet.unfolds(size)
        has_list(tablet, "My plan", there=size != NARROW)
    assert barriers(tablet.page) == []
    tablet.taps("Change the plan")
    tablet.sees_heading("Change the plan")
