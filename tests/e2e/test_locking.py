"""Locking: what was being typed is kept, and nothing of it is left to be found in the page.

"Hide now" and its PIN, five wrong PINs, and the lock that comes by itself while someone types.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import memory_search
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, make_profile, start_talking, unlock
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

LABEL = "Zebedee"
NOTE = "Three late jobs and no hot meal"
LAST = ", and then the quarrel at the hospital"
FIELD = "Notes: Workload and demand"
PIN = "48291375"
SECRETS = [LABEL, NOTE, "quarrel at the", PASSPHRASE, PIN]
IDLE_SECONDS = 301


@pytest.fixture
def server(tmp_path: Path):
    with PwaServer(memory_search.watched(PWA, tmp_path / "pwa")) as running:
        yield running


def set_pin(phone: Phone) -> None:
    phone.taps("Back to home")
    phone.taps("This profile")
    phone.taps("Screen PIN")
    phone.types("New PIN", PIN)
    phone.types("New PIN again", PIN)
    phone.taps("Set the PIN")
    phone.sees("The PIN is set")
    phone.taps("Back to this profile")
    phone.taps("Back to home")
    phone.taps(LABEL)


def assert_nothing_is_left(phone: Phone, code: str) -> None:
    assert memory_search.find(phone.page, [*SECRETS, code]) == set()


def test_a_lock_while_typing_keeps_every_word_and_leaves_none_in_the_page(
    server: PwaServer, phone: Phone
) -> None:
    memory_search.watch(phone.context)
    phone.open(server.url)
    phone.sees_heading("Welcome")
    code = make_profile(phone)
    start_talking(phone, LABEL)
    phone.taps("Workload and demand")
    phone.types(FIELD, NOTE)

    found = memory_search.find(phone.page, [*SECRETS, code])
    assert {f"{NOTE} in the document", f"{NOTE} in Python's memory"} <= found

    phone.taps("Hide now")
    carry_on = phone.page.get_by_role("button", name="Carry on")
    expect(carry_on).to_be_visible()
    expect(phone.page.get_by_role("heading", name="The conversation")).to_have_count(0)
    phone.taps("Carry on")
    phone.reads_in(FIELD, NOTE)

    phone.page.keyboard.press("End")
    phone.page.keyboard.type(LAST)
    phone.is_left_alone(IDLE_SECONDS)
    phone.sees("Locked after some minutes without a touch. What was typed is saved.")
    assert_nothing_is_left(phone, code)

    phone.page.go_back(wait_until="commit")
    phone.sees_heading("Nothing open here")
    assert_nothing_is_left(phone, code)
    phone.taps("Back to home")
    unlock(phone)
    phone.taps(LABEL)
    phone.reads_in(FIELD, NOTE + LAST)

    set_pin(phone)
    phone.taps("Hide now")
    phone.types("PIN", "1234")
    phone.taps("Carry on")
    phone.hears("That is not the PIN. 4 tries left.")
    phone.types("PIN", PIN)
    phone.taps("Carry on")
    phone.reads_in(FIELD, NOTE + LAST)
    phone.taps("Hide now")
    for left in (4, 3, 2, 1):
        phone.types("PIN", "1234")
        phone.taps("Carry on")
        phone.hears(f"That is not the PIN. {left} {'tries' if left > 1 else 'try'} left.")
    phone.types("PIN", "1234")
    phone.taps("Carry on")
    phone.sees("Locked after five wrong PINs. Your passphrase opens it.")
    assert_nothing_is_left(phone, code)
    assert phone.violations() == []
    assert not any(secret in line for line in phone.said for secret in [*SECRETS, code])
