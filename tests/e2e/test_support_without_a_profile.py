"""Crews: help in at most two taps, no profile, no signal, with numbers that dial."""

import pytest

from tests.e2e.person import Phone
from tests.e2e.steps import wait_for_worker
from tests.e2e.sync_server_process import SyncServerProcess

pytestmark = pytest.mark.browser


def test_help_is_two_taps_away_with_the_server_gone(
    server: SyncServerProcess, phone: Phone
) -> None:
    phone.open(server.url)
    phone.sees_heading("Welcome")
    wait_for_worker(phone)
    server.stop()
    phone.dies(server.url)

    phone.sees_heading("Welcome")
    dialled = phone.catches_links()
    phone.taps("Get support now")
    phone.sees_heading("Get support now")
    phone.sees("Ambulance Staff Crisis Phoneline")
    phone.taps("Call 116 123")
    phone.page.wait_for_timeout(1000)
    assert dialled() == ["tel:116123"]


def test_the_numbers_stand_before_any_script_has_run(
    server: SyncServerProcess, phone: Phone
) -> None:
    phone.without_scripts(server.url)
    for link in ("tel:999", "tel:111", "tel:116123", "tel:03003730898", "sms:85258"):
        assert phone.page.locator(f'a[href^="{link}"]').first.is_visible()
