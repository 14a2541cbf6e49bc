"""The review on a small phone: tapped marks, a missed word, a question, and what is stored.

What the colleague read and agreed to is word for word what the server has in the end.
"""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.person import LONG_PATIENCE, SMALL_PHONE, Phone
from tests.e2e.steps import (
    RECEIPT,
    a_minute_goes_by,
    enrol,
    make_profile,
    start_talking,
    turn_the_screen,
)
from tests.e2e.sync_server_process import SyncServerProcess, every_byte_under

pytestmark = pytest.mark.browser

FIRST = "Tom is what we call the tail lift."
SECOND = "Priya Natarajan finishes late."
THIRD = "She is 58 and wants fewer nights."
LAST = "The rota team wait longest, and the rota is never kept."


@pytest.fixture
def small_phone(installed: Installed) -> Iterator[Phone]:
    with Phone(installed("phone"), size=SMALL_PHONE, frugal=True) as held:
        yield held


def to_the_check(phone: Phone) -> None:
    start_talking(phone, "Zebedee")
    phone.taps("On to the plan")
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.pastes("Summary", f"{FIRST} {SECOND} {THIRD} {LAST}")
    phone.taps("Allied Health Professionals", "radio")
    phone.taps("North sector", "radio")
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")


def test_what_was_read_and_agreed_is_what_is_stored(
    server: SyncServerProcess, small_phone: Phone
) -> None:
    phone = small_phone
    phone.open(server.url)
    make_profile(phone)
    enrol(phone, server.enrolment_code())
    to_the_check(phone)

    phone.taps("Tom (hidden")
    phone.sees("Done with this sentence")  # the sentence is open, and the mark is elsewhere now
    phone.taps("Tom (hidden")
    phone.taps("This is not a name")
    phone.sees(FIRST)
    phone.taps("Undo the last change")
    phone.does_not_see(FIRST)
    phone.taps("Done with this sentence")

    phone.taps("The rota team wait")
    phone.sees("Done with this sentence")
    phone.taps("rota")
    phone.sees("The [removed] team wait longest, and the [removed] is never kept.")
    phone.taps("Undo the last change")
    phone.does_not_see("[removed]")
    phone.taps("rota")
    phone.taps("Done with this sentence")

    phone.sees("1 question still to answer")
    phone.taps("Hide “58”")
    phone.does_not_see("still to answer")
    shown = phone.words(re.compile("tail lift. .* never kept.$")).last.text_content() or ""
    turn_the_screen(phone)
    phone.sees("finishes late.")
    phone.does_not_see("Natarajan")
    phone.taps("The [removed] team wait")
    phone.taps("longest,")
    a_minute_goes_by(phone)
    phone.taps("I agree: this may be sent")
    phone.sees_heading("Thank you")
    phone.taps("I have the device back")
    phone.taps("Go to home")
    phone.taps("Outbox")
    phone.sees(RECEIPT, LONG_PATIENCE)

    stored = b"".join(content for _, content in every_byte_under(server.data))
    assert "Priya" not in shown
    (text,) = server.texts()
    assert text == shown.replace("longest", "[removed]")
    given_away = ("Priya", "Natarajan", "rota team", "longest", FIRST, THIRD)
    assert not any(word in text or word.encode() in stored for word in given_away)
