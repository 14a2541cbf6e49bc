"""One profile in two windows: either may have it, one at a time, and no word is lost."""

import pytest

from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, make_profile, start_talking, unlock
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

FIELD = "Notes: Workload and demand"
ELSEWHERE = "Profile 1 is open in another window"
MOVED = "Your profile is now open in another window. What was typed here is saved."


def test_a_profile_moves_from_window_to_window_with_every_word(phone: Phone, port: int) -> None:
    with PwaServer(PWA, port) as server:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        make_profile(phone)
        start_talking(phone, "Sam")
        phone.taps("Workload and demand")
        phone.types(FIELD, "One")

        first = phone.new_window(server.url)
        second = phone.page
        phone.sees_heading("Welcome")
        phone.taps("Unlock Profile 1")
        phone.sees(ELSEWHERE)
        phone.types("Passphrase", "not the right words at all")
        phone.taps("Use here instead")
        phone.sees("That passphrase does not open this profile")

        phone.page = first  # a wrong passphrase took nothing away from here
        phone.page.keyboard.type(" two")
        phone.page = second
        phone.replaces("Passphrase", PASSPHRASE)
        phone.taps("Use here instead")
        phone.sees_heading("Home")
        phone.taps("Sam")
        phone.reads_in(FIELD, "One two")

        phone.page = first
        phone.sees(MOVED)
        phone.does_not_see("Sam")
        phone.page = second
        phone.page.keyboard.press("End")
        phone.page.keyboard.type(" three")
        phone.page = first
        unlock(phone, button="Use here instead")
        phone.taps("Sam")
        phone.reads_in(FIELD, "One two three")
        phone.page = second
        phone.sees(MOVED)
        assert phone.violations() == []
