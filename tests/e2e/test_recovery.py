"""The passphrase is forgotten: tries are slowed, and the code on paper opens the profile.

All of it with the server gone.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, lock, make_profile, unlock, wait_for_worker
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

WRONG = "That passphrase does not open this profile"
NEW = "harbour thimble cactus monday"


def tries(phone: Phone, passphrase: str) -> None:
    phone.replaces("Passphrase", passphrase)
    phone.taps("Unlock")
    phone.words(WRONG).first.wait_for(state="detached")  # of an earlier try
    phone.sees(WRONG)


def waits_five_seconds(phone: Phone) -> None:
    """The button is dead and says for how long, and comes back to life."""
    button = phone.page.get_by_role("button", name="Unlock")
    expect(button).to_be_disabled()
    expect(phone.words(re.compile("^Try again in [1-5] second")).first).to_be_attached()
    expect(button).to_be_enabled()


def test_wrong_tries_are_slowed_and_the_code_from_paper_opens(phone: Phone, port: int) -> None:
    with PwaServer(PWA, port) as server:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        wait_for_worker(phone)
        code = make_profile(phone)
        server.stop()
        lock(phone)

        phone.taps("Unlock Profile 1")
        for number in (1, 2, 3):
            tries(phone, f"wrong words number {number}")
            if number < 3:
                expect(phone.page.get_by_role("button", name="Unlock")).to_be_enabled()
        phone.open(server.url)  # starting afresh forgets no try
        phone.taps("Unlock Profile 1")
        tries(phone, "wrong words number 4")
        waits_five_seconds(phone)

        phone.taps("Use the recovery code")
        phone.types("Recovery code", code[:-1] + ("2" if code[-1] != "2" else "3"))
        phone.types("New passphrase", NEW)
        phone.types("New passphrase again", NEW)
        phone.taps("Open with this code")
        phone.sees("That is not quite the code")
        phone.replaces("Recovery code", code.lower().replace("-", " "))
        phone.taps("Open with this code")
        phone.sees_heading("Your passphrase is changed")
        phone.taps("Keep the code I have")
        phone.sees_heading("Home")

        lock(phone)
        phone.taps("Unlock Profile 1")
        tries(phone, PASSPHRASE)
        phone.taps("Back to home")
        unlock(phone, NEW)
        assert phone.violations() == []
