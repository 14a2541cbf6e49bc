"""The lead's week at a desk: read, correct, teach, publish, count heads, report to the board.

One story on the demonstration trust, told at desktop size; the key screens once more on a tablet.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.person import TABLET, Phone
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.measure import whole

pytestmark = pytest.mark.browser

DESK = (1280, 800)
HOME, CHECK = "What people are telling us", "Right: next one"
BROKEN = "group,area,headcount\n04,north,-3\n04,Mars,12\n"
HEADS = "group,area,headcount\n04,north,300\n04,south,250\n07,east,900\n07,west,600\n08,north,240\n"


@pytest.fixture
def demonstration(tmp_path: Path, port: int) -> Iterator[SyncServerProcess]:
    running = SyncServerProcess(tmp_path / "server", port=port, verb="demo").start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Phone]:
    with Phone(tmp_path / "desk", size=DESK, frugal=True) as held:
        yield held


def test_a_lead_s_week(demonstration: SyncServerProcess, desk: Phone, tmp_path: Path) -> None:
    desk.open(demonstration.url)
    desk.taps("I am a wellbeing lead")
    desk.pastes("User name", "lead")
    desk.pastes("Password", demonstration.first_password())
    desk.taps("Sign in")
    desk.sees_heading(HOME)
    reads_closed_periods(desk)
    corrects_twenty(desk)
    teaches_and_publishes(desk)
    names_a_theme(desk)
    counts_heads(desk, tmp_path)
    reports_to_the_board(desk, tmp_path / "report.pdf")
    looks_again_on_a_tablet(desk)
    desk.taps("Sign out")
    desk.sees_heading("Welcome")
    assert desk.violations() == []


def reads_closed_periods(desk: Phone) -> None:
    desk.taps("Closed periods")
    desk.sees_heading("Closed periods")
    desk.sees("Each cell says what share")
    desk.taps("Trust area", "radio")
    desk.sees("North sector")
    desk.taps("What stands out")
    desk.sees_heading("What stands out")
    desk.taps("Back to closed periods")
    desk.taps("Back to this quarter so far")
    desk.sees_heading(HOME)


def corrects_twenty(desk: Phone) -> None:
    """Go through a pile; where something was found in a text, say once that it is not there."""
    desk.taps("Check the themes")
    desk.sees_heading("Check the themes")
    for number in range(1, 21):
        desk.sees(f"{number} of 20")
        if number == 1:
            desk.taps("Other themes")
            desk.taps("Food and rest places", "checkbox")
        desk.taps(CHECK)
    desk.sees("20 checked. Thank you.")
    desk.taps("Back to the figures")


def teaches_and_publishes(desk: Phone) -> None:
    desk.taps("How well themes are told")
    desk.taps("Learn now")
    desk.sees("Publish it")
    desk.taps("Publish it")
    expect(desk.page.get_by_role("button", name="Go back to how it was before")).to_be_attached()


def names_a_theme(desk: Phone) -> None:
    """Give a new phrase to a theme, see what it would change, and publish the codebook."""
    desk.taps("Codebook")
    desk.sees_heading("Codebook")
    desk.taps("Food and rest places")
    desk.sees_heading("Food and rest places")
    desk.pastes("New phrase", "broken microwave*")
    desk.taps("Add this phrase")
    desk.taps("Done: back to the codebook")
    desk.taps("See what would change")
    desk.sees("No change to speak of")
    desk.taps("Publish the codebook")
    desk.sees("It is coming in")
    desk.taps("Back to how well themes are told")
    desk.taps("Back to the figures")


def counts_heads(desk: Phone, folder: Path) -> None:
    """Bring a file with mistakes, then the right one; read who is reached."""
    wrong, right = folder / "wrong.csv", folder / "right.csv"
    wrong.write_text(BROKEN)
    right.write_text(HEADS)
    desk.taps("Headcount")
    desk.sees("No headcount has been brought yet.")
    desk.picks("Choose a file", wrong)
    desk.pastes("The numbers are as at", "30 September 2026")
    desk.taps("See what it would change")
    desk.sees("2 things need a look. Nothing of this file is used until then.")
    desk.sees("Row 2, headcount: A headcount cannot be less than 0.")
    desk.picks("Choose a file", right)
    desk.taps("See what it would change")
    desk.sees("2,290 people in all. Nothing is kept yet.")
    desk.taps("Use these numbers")
    desk.sees("In use: 2,290 people")
    desk.taps("Back to the figures")
    desk.taps("Who is reached")
    desk.sees("Headcount as at")
    desk.taps("Back to the figures")


def reports_to_the_board(desk: Phone, file: Path) -> None:
    desk.taps("Board report")
    desk.taps("Issue the report")
    desk.sees("Issue 1,")
    desk.saves("Save as PDF, to print and send", file)
    said = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "July to September 2026" in said
    assert "Who is saying what" in said
    desk.taps("Back to your trust")


def looks_again_on_a_tablet(desk: Phone) -> None:
    desk.unfolds(TABLET)
    for tile, back in (
        ("Closed periods", "Back to this quarter so far"),
        ("Who is reached", "Back to the figures"),
        ("How well themes are told", "Back to the figures"),
        ("Board report", "Back to your trust"),
    ):
        desk.taps(tile)
        desk.sees_heading(tile)
        desk.sees(back)
        assert [box for box in whole(desk.page) if box.is_small()] == []
        desk.taps(back)
        desk.sees_heading(HOME)
