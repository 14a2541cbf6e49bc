"""A backup moves to another phone with what waits to be sent; both send it, and it counts once."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.periods import IsoWeek, Quarter
from tests.e2e.conftest import Installed
from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.steps import (
    PASSPHRASE,
    RECEIPT,
    agree_summary,
    enrol,
    make_profile,
    start_talking,
    unlock,
)
from tests.e2e.sync_server_process import SyncServerProcess

pytestmark = pytest.mark.browser

SAID = "Late finishes make it hard to rest."
GROUP = "04"  # Allied Health Professionals


def test_a_summary_that_waits_is_restored_elsewhere_and_counts_once(
    server: SyncServerProcess, phone: Phone, installed: Installed, tmp_path: Path
) -> None:
    week = IsoWeek.of(date.today())
    server.hand_in(10, staff_group=GROUP, area=server.areas()[1]["id"], week=week)
    server.create_lead("mo")
    code = server.enrolment_code()
    backup = tmp_path / "kept.layby"

    phone.open(server.url)
    phone.sees_heading("Welcome")
    make_profile(phone)
    enrol(phone, code)
    start_talking(phone, "Sam")
    server.stop()
    agree_summary(phone, SAID)
    phone.sees("1 waiting")
    phone.taps("Back to home")
    phone.taps("This profile")
    phone.taps("Backup")
    phone.saves("Back up now", backup)
    phone.sees("Backed up as")
    content = backup.read_bytes()
    assert not any(words in content for words in (b"Late finishes", b"Sam", PASSPHRASE.encode()))

    server.start()
    first = phone.is_swapped_for(installed("other phone"))
    phone.open(server.url)
    phone.sees_heading("Welcome")
    phone.taps("Restore a backup")
    phone.picks("Choose a backup file", backup)
    phone.sees("A backup of Profile 1")
    phone.types("Passphrase of the backup", PASSPHRASE)
    phone.taps("Restore it")
    phone.sees("Restored as Profile 1.")
    phone.taps("Go to home")
    phone.sees_heading("Welcome")  # the screen before it has a way of this name as well
    unlock(phone)
    phone.taps("Outbox")
    phone.sees(RECEIPT, LONG_PATIENCE)
    assert phone.violations() == []
    assert server.count_shown("mo", GROUP, Quarter.of_week(week)) == 11

    phone.is_swapped_for(first)
    phone.open(server.url)
    unlock(phone)
    phone.taps("Outbox")
    phone.sees(RECEIPT, LONG_PATIENCE)
    assert server.count_shown("mo", GROUP, Quarter.of_week(week)) == 11
