"""Crews: help in at most two taps, no profile, no signal, with numbers that dial.

What is written lands in a profile, which is no account either, and outlives a dead battery.
"""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote

import msgpack
import pytest
from flet.messaging.protocol import MessageAction
from playwright.sync_api import expect

from app.domain.days import day_words
from tests.e2e.person import PATIENCE, TABLET, Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import make_profile, unlock
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser

#: So many looks in a row must find a control at one height.
STILL = 5
CHECK_IN = "Tired, but the walk along the canal was good"
PRIVATE = "priya_was_off_sick"
POINT = "Swap two nights a month with Priya"
ASKED = "Hi, could I talk something over with you? I would like it to be you, not my manager."


def test_the_crews_own_side_needs_no_account_and_no_signal_on_phone_and_tablet(
    phone: Phone, port: int
) -> None:
    nowhere = f"http://127.0.0.1:{port}"  # where Layby came from, and nothing answers any more
    phone.open(nowhere)
    phone.sees_heading("Welcome")

    assert ring_round_the_first_button(phone) == "none"
    phone.page.keyboard.press("Tab")
    assert ring_round_the_first_button(phone) == "solid"

    opened = phone.catches_links()
    find_help(phone, opened)
    look_again_after_a_hard_job(phone)
    take_a_pause(phone)
    ask_for_a_conversation(phone, opened)

    phone.unfolds(TABLET)
    make_profile(phone, crew=True)
    phone.taps("Private check-in")
    phone.types("How am I today?", CHECK_IN)
    go_home(phone)
    phone.taps("Prepare for a conversation")
    phone.sees_heading("Prepare for a conversation")
    phone.types("A point I want to raise", POINT)
    phone.is_put_down()
    phone.sees("Saved on this device")
    assert phone.violations() == []
    phone.dies(nowhere)
    phone.sees_heading("Welcome")
    unlock(phone)
    phone.taps("Prepare for a conversation")
    phone.reads_in("A point I want to raise", POINT)
    go_home(phone)
    phone.taps("Private check-in")
    phone.reads_in("How am I today?", CHECK_IN)

    assert phone.violations() == []
    assert all(url.startswith((nowhere, "blob:", "data:")) for url in phone.requested)
    assert not any(words in line for words in (CHECK_IN, POINT) for line in phone.said)


def ring_round_the_first_button(phone: Phone) -> str:
    """Give the ring's style once the first button has the focus, as it has in a new window."""
    focused = """() => {
      document.querySelector('flt-semantics-host [tabindex="0"]').focus();
      return getComputedStyle(document.activeElement).outlineStyle;
    }"""
    return str(phone.page.evaluate(focused))


def go_home(phone: Phone, heading: str = "Home") -> None:
    phone.taps("Back to home")
    phone.sees_heading(heading)


def find_help(phone: Phone, opened: Callable[[], list[str]]) -> None:
    """Two taps to a number, from the welcome screen each time; and a search with a slip."""
    phone.taps("Get support now")
    phone.sees_heading("Get support now")
    phone.sees("Ambulance Staff Crisis Phoneline")
    phone.taps("Call 116 123")
    assert opens(phone, opened, 1) == ["tel:116123"]
    phone.types("Search", "samaritns")
    phone.sees("More about Samaritans")
    meets_a_mistake(phone)
    go_home(phone, "Welcome")
    phone.taps("I am worried about someone")
    phone.sees_heading("I am worried about someone")
    phone.taps("Call 999")
    assert opens(phone, opened, 2) == ["tel:116123", "tel:999"]
    go_home(phone, "Welcome")


def meets_a_mistake(phone: Phone) -> None:
    """What nobody foresaw is told plainly: the screen stays, with what was typed, and works."""
    unheard_of = {"target": 1, "name": "keyboard_event", "data": {PRIVATE: 1}}
    frame = b"\x00" + msgpack.packb([MessageAction.CONTROL_EVENT.value, unheard_of])
    phone.page.evaluate("bytes => jsSend('', new Uint8Array(bytes))", list(frame))
    phone.sees("Something went wrong here. What you typed is safe.")
    phone.reads_in("Search", "samaritns")
    for words in (PRIVATE, "Traceback", "unexpected keyword"):
        phone.does_not_see(words)
    phone.taps("More about Samaritans")
    phone.sees_heading("Samaritans")
    phone.does_not_see("Something went wrong here.")
    phone.taps("Back to all support")
    phone.sees_heading("Get support now")


def opens(phone: Phone, opened: Callable[[], list[str]], number: int) -> list[str]:
    """Wait until so many links have been opened in all, and give them."""
    for _ in range(PATIENCE // 100):
        if len(opened()) >= number:
            break
        phone.page.wait_for_timeout(100)
    return opened()


def look_again_after_a_hard_job(phone: Phone) -> None:
    """The days to look again, counted from yesterday; never a TRiM talk before 72 hours."""
    yesterday = date.today() - timedelta(days=1)
    phone.taps("After a hard job")
    phone.sees_heading("After a hard job")
    phone.types("Which day", "yesterday")
    phone.types("About what time, if you know", "0:05")
    phone.taps("Show me the days")
    phone.sees(f"{day_words(yesterday + timedelta(days=3))}, 00:05")
    phone.sees("After 72 hours you can have a TRiM talk")
    phone.sees(day_words(yesterday + timedelta(days=28)))


def take_a_pause(phone: Phone) -> None:
    """Begin and stop; where motion is unwelcome there is no shape, and the words are enough."""
    phone.page.emulate_media(reduced_motion="no-preference")
    phone.taps("Two-minute pause")
    phone.sees_heading("Two-minute pause")
    with_shape = top_of(phone, "Begin")
    phone.taps("Back")  # to where it was opened
    phone.sees_heading("After a hard job")
    phone.page.emulate_media(reduced_motion="reduce")
    phone.taps("Two-minute pause")
    phone.sees_heading("Two-minute pause")
    assert with_shape - top_of(phone, "Begin") >= 200
    phone.taps("Begin")
    phone.sees("Breathe out")
    phone.taps("Stop")
    top_of(phone, "Begin")
    phone.does_not_see("Breathe")
    phone.taps("Back")  # to where it was opened
    phone.sees_heading("After a hard job")
    go_home(phone, "Welcome")


def top_of(phone: Phone, button: str) -> float:
    """Give where a button begins, once it stands still."""
    found = phone.page.get_by_role("button", name=button)
    expect(found).to_be_attached()
    tops: list[float] = []
    while len(tops) < STILL or len(set(tops[-STILL:])) > 1:
        phone.page.wait_for_timeout(150)
        box = found.bounding_box()
        tops += [box["y"]] if box else []
    return tops[-1]


def ask_for_a_conversation(phone: Phone, opened: Callable[[], list[str]]) -> None:
    """The words stand in the link that opens the phone's own messages."""
    phone.taps("Ask for a conversation")
    phone.sees_heading("Ask for a conversation")
    phone.taps("Someone else", "radio")
    phone.taps("My hours or my rota", "radio")
    phone.taps("Open in my messages")
    *_, link = opens(phone, opened, 3)
    said = f"{ASKED} It is about my hours. Somewhere private would be good. Thanks."
    assert unquote(link) == f"sms:?&body={said}"
    go_home(phone, "Welcome")


def test_the_numbers_stand_before_any_script_has_run(
    new_phone: Phone,
) -> None:
    with PwaServer(PWA) as server:
        new_phone.without_scripts(server.url)
    for link in ("tel:999", "tel:111", "tel:116123", "tel:03003730898", "sms:85258"):
        assert new_phone.page.locator(f'a[href^="{link}"]').first.is_visible()
