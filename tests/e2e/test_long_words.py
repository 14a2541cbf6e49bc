"""Words two fifths longer than English, on the narrowest phones: nothing leaves the screen.

A made-up language stands in for Welsh: English with more letters behind each sentence, as other
languages have them. The app runs natively, since it reads its catalogues afresh there.
"""

import json
from pathlib import Path

import pytest

from app.web.gather_words import everything
from tests.e2e.person import Phone
from tests.e2e.test_native import native_app, pack, reads_the_screen
from tests.screens.measure import Box, whole, words

pytestmark = pytest.mark.browser

NARROW = ((320, 568), (360, 640))
#: The bar's height: its buttons reach the edge.
BAR = 56
#: For anyone, without a profile.
OPEN = (
    "",
    "support",
    "support/need/hard-job",
    "worried",
    "after-job",
    "pause",
    "ask",
    "language",
    "profile/new",
    "restore",
)


def longer(english: str) -> str:
    """Add two fifths of its letters, in words as long as German or Welsh ones are."""
    more = max(2, round(0.4 * len(english)))
    return f"{english} {' '.join('ŵ' * min(14, more - at) for at in range(0, more, 15))}"


def _is_cut(box: Box, width: int) -> bool:
    """Tell whether it leaves the screen, or ends just where the screen does.

    Flutter cuts the box of what overflows at the edge of what scrolls. Words of ours keep a
    margin at their end, or fill the whole width.
    """
    left, right = box.left < 2, box.left + box.width > width - 2
    below = box.role == "text" and box.top >= BAR
    return box.leaves(width) or (below and right and not left)


def _what_leaves(phone: Phone, where: str) -> list[str]:
    found = []
    for size in NARROW:
        phone.unfolds(size)
        phone.page.wait_for_timeout(400)
        boxes = [*words(phone.page), *whole(phone.page)]
        assert any("ŵ" in box.name for box in boxes), where
        found += [f"{where} at {size[0]}: {box.name}" for box in boxes if _is_cut(box, size[0])]
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
    with Phone(tmp_path / "phone", NARROW[1]) as phone, native_app(packed, data) as url:
        for route in OPEN:
            reads_the_screen(phone, f"{url}{route}")
            phone.page.get_by_role("heading", level=1, name="ŵ").first.wait_for(state="attached")
            leaving += _what_leaves(phone, f"/{route}")
    assert leaving == []
