"""The lead's week at a desk: read, correct, teach, publish, count heads, report to the board.

One story on the demonstration trust, told at desktop size; then the same steps, in short, on a
tablet, by the same lead who signs in anew.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.lead_steps import (
    DESK,
    brings_heads,
    changes_password,
    corrects,
    counts_heads,
    mistypes,
    names_what_came_up,
    nothing_moves_under_a_finger,
    publishes_the_codebook,
    reads_closed_periods,
    reports_to_the_board,
    signs_in,
    teaches_and_publishes,
    types_on,
)
from tests.e2e.person import TABLET, Phone
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.measure import whole

pytestmark = pytest.mark.browser

NEW_PASSWORD = "other plain unrelated words"


@pytest.fixture
def demonstration(tmp_path: Path, port: int) -> Iterator[SyncServerProcess]:
    running = SyncServerProcess(tmp_path / "server", port=port, verb="demo").start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def desk(installed: Installed) -> Iterator[Phone]:
    with Phone(installed("desk"), size=DESK, frugal=True) as held:
        yield held


def test_a_lead_s_week(demonstration: SyncServerProcess, desk: Phone, tmp_path: Path) -> None:
    desk.open(demonstration.url)
    desk.taps("I am a wellbeing lead")
    mistypes(desk)
    types_on(desk, demonstration.first_password())
    nothing_moves_under_a_finger(desk)
    reads_closed_periods(desk)
    corrects(desk, 20)
    teaches_and_publishes(desk)
    names_what_came_up(desk, "Handsets")
    publishes_the_codebook(desk)
    counts_heads(desk, tmp_path)
    reports_to_the_board(desk, tmp_path / "report.pdf")
    changes_password(desk, demonstration.first_password(), NEW_PASSWORD)
    desk.taps("Sign out")
    desk.sees_heading("Welcome")
    on_a_tablet(desk, tmp_path)
    assert desk.violations() == []


def on_a_tablet(desk: Phone, folder: Path) -> None:
    """The same week in short: each of its steps, on a screen that is held in the hand."""
    desk.unfolds(TABLET)
    desk.taps("I am a wellbeing lead")
    signs_in(desk, NEW_PASSWORD)
    reads_closed_periods(desk)
    corrects(desk, 2)
    desk.taps("How well themes are told")
    desk.sees_heading("How well themes are told")
    assert [box for box in whole(desk.page) if box.is_small()] == []
    desk.taps("Back to the figures")
    brings_heads(desk, folder / "right.csv")
    desk.taps("Board report")
    desk.taps("Issue a new version")
    desk.pastes("Why it is issued again", "The codebook has changed.")
    desk.taps("Issue it again")
    desk.sees("Issue 2,")
    desk.taps("Back to the figures")
    names_what_came_up(desk, "Chargers")
    desk.sees_heading("Codebook")
