"""Words two fifths longer than English, on the narrowest phones: nothing leaves the screen.

A made-up language stands in for Welsh: English with more letters behind each sentence, as other
languages have them. The app runs natively, since it reads its catalogues afresh there.
"""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from app.web.gather_words import everything
from tests.e2e.person import Phone
from tests.e2e.steps import PASSPHRASE, read_code
from tests.e2e.test_native import native_app, pack, reads_the_screen
from tests.screens.measure import whole, words

pytestmark = pytest.mark.browser

NARROW = ((320, 568), (360, 640))
#: For anyone, without a profile.
OPEN = ("", "support", "support/need/hard-job", "worried", "after-job", "pause", "ask", "language")


def longer(english: str) -> str:
    """Add two fifths of its letters, in words as long as German or Welsh ones are."""
    more = max(2, round(0.4 * len(english)))
    return f"{english} {' '.join('ŵ' * min(14, more - at) for at in range(0, more, 15))}"


class _PatientPhone(Phone):
    """Finds a field by how its label begins."""

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first


def _what_leaves(phone: Phone, where: str) -> list[str]:
    found = []
    for size in NARROW:
        phone.opens_out(size)
        phone.page.wait_for_timeout(400)
        boxes = [*words(phone.page), *whole(phone.page)]
        assert boxes, where
        found += [f"{where} at {size[0]}: {box.name}" for box in boxes if box.leaves(size[0])]
    return found


def test_longer_words_leave_no_screen_of_a_narrow_phone(tmp_path: Path) -> None:
    packed, data = pack(tmp_path / "packed"), tmp_path / "data"
    data.mkdir()
    said = everything()
    made_up = {
        "words": {english: longer(english) for english in said.sentences},
        "plurals": {one: [longer(many)] * 6 for one, many in said.plurals.items()},
    }
    (packed / "assets" / "locales" / "cy.json").write_text(json.dumps(made_up), "utf-8")
    (data / "shared.json").write_text('{"language": "cy"}', "utf-8")
    leaving: list[str] = []
    with _PatientPhone(tmp_path / "phone", NARROW[1]) as phone, native_app(packed, data) as url:
        for route in OPEN:
            reads_the_screen(phone, f"{url}{route}")
            phone.page.get_by_role("heading", level=1).first.wait_for(state="attached")
            leaving += _what_leaves(phone, f"/{route}")
        reads_the_screen(phone, url)
        phone.taps("Create a profile")
        phone.sees_heading("Create a profile")
        leaving += _what_leaves(phone, "a new profile")
        phone.taps("I choose my own")
        phone.pastes("Passphrase", PASSPHRASE)
        phone.pastes("Passphrase again", PASSPHRASE)
        phone.taps("Create profile")
        phone.sees_heading("Your recovery code")
        leaving += _what_leaves(phone, "the recovery code")
        read_code(phone)
        phone.taps("I have it on paper")
        phone.sees_heading("Home")
        leaving += _what_leaves(phone, "home")
    assert leaving == []
