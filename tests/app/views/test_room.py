"""Words and the room for them: nothing is broken in its middle, cut off or drawn over an edge."""

import ast
from functools import cache
from pathlib import Path

import flet as ft
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from app.domain.look import Look
from app.views.components.kept_field import is_roomy
from app.views.components.room import Room, long, note_look
from app.views.look import show_look
from app.views.theme import BODY, SECTION, TITLE
from app.web.gather_words import catalogue
from tests.app.views.phone import Phone, on_a_phone
from tests.harness import Screen

ROOT = Path(__file__).parents[3]
#: Those that are written in Latin letters; each holds the English words as well.
LATIN = ("cy", "pl", "ro")
ENGLISH = (
    "Physical",
    "and",
    "musculoskeletal",
    "health",
    "a",
    "of",
    "about",
    "9,999",
    "summaries,",
    "October",
    "2026:",
    "Would",
    "gain",
)
#: What cuts words off where they have no room, and why it may.
CUTS = {"no_wrap", "overflow", "max_lines"}
MAY_CUT = {
    "components/frame.py": "the product's own name in the bar, which nobody needs to read",
    "components/heat_grid.py": "a lead's grid; each cell says all of it in a sentence",
    "screens/lead_glance.py": "names of themes, so that what comes holds its place; read out whole",
    "components/fields.py": "a field of several lines scrolls",
}


@cache
def font(weight: int) -> TTFont:
    return TTFont(ROOT / f"assets/fonts/atkinson-{weight}.woff2")


def width(words: str, weight: int) -> float:
    """How wide words are drawn, in their own size."""
    letters, advances = font(weight).getBestCmap(), font(weight)["hmtx"]
    units = font(weight)["head"].unitsPerEm
    return sum(advances[letters.get(ord(one), ".notdef")][0] for one in words) / units


def said(code: str) -> set[str]:
    words = catalogue(code)["words"]
    assert isinstance(words, dict)
    return {*words, *words.values()}


@pytest.mark.parametrize("code", LATIN)
def test_what_is_reckoned_for_words_is_never_less_than_they_take(code: str) -> None:
    words = said(code) | {word for one in said(code) for word in one.split()}
    assert len(words) > 1000
    assert {one for one in words if width(one, 600) > long(one)} == set()
    # Nor so much more that a heading shrinks which would have had room.
    assert sum(map(long, words)) < 1.2 * sum(width(one, 600) for one in words)


@given(
    st.text(alphabet="abcmw ", min_size=1, max_size=60),
    st.floats(200, 1200),
    st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0]),
)
def test_no_word_of_a_heading_is_broken_and_no_heading_grows(
    words: str, room: float, letters: float
) -> None:
    size = Room(room, letters).fits_words(words, TITLE)
    assert 0 < size <= TITLE
    assert all(long(word) * letters * size <= room for word in words.split())


@given(
    st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=20),
    st.floats(240, 1200),
    st.sampled_from([1.0, 1.5, 2.0]),
)
def test_words_never_take_more_lines_than_their_place_is_held_for(
    words: list[str], room: float, letters: float
) -> None:
    size = BODY * letters
    lines, left = 1, room
    for word in words:
        wide = width(word, 600) * size
        if wide > left and left < room:
            lines, left = lines + 1, room
        left -= wide + width(" ", 600) * size
    held = Room(room, letters)
    assert lines <= held.lines(" ".join(words), BODY) <= 1 + 2 * lines
    assert held.high(" ".join(words), BODY) >= lines * size


def test_a_heading_has_its_full_size_where_there_is_room() -> None:
    assert Room(354, 1).fits_words("Ask for a conversation", TITLE) == TITLE
    assert BODY < Room(284, 2).fits_words("Ask for a conversation", TITLE) < TITLE
    assert Room(0, 2).fits_words("Ask for a conversation", TITLE) == TITLE


def label_size(screen: Screen) -> float:
    style = screen.find("Passphrase again", ("TextField",)).label_style
    return float(style.size)


def test_a_label_too_long_for_its_field_stands_above_it(tmp_path: Path) -> None:
    assert is_roomy(Room(354, 1), "Passphrase again", 1, 88)
    assert not is_roomy(Room(284, 2), "New passphrase again", 1, 88)

    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await phone.services.shared.keep_look(Look("light", 200))
        screen.page.width = 320
        await screen.go("/profile/new")
        await screen.tap("I choose my own")
        found = screen.find("Passphrase again", ("TextField",))
        seen = [c.value for c in screen.controls() if type(c).__name__ == "Text"]
        assert "Passphrase again" in seen
        assert found.label == "Passphrase again"
        await screen.type("Passphrase again", "kept")
        assert label_size(screen) < BODY
        # The device is turned.
        column = next(c for c in screen.controls() if found in getattr(c, "controls", []))
        await screen.session.dispatch_event(column._i, "size_change", {"w": 900.0, "h": 60.0})
        await screen.settle()
        assert label_size(screen) == SECTION
        assert screen.find("Passphrase again", ("TextField",)).value == "kept"

    on_a_phone(tmp_path, story)


def test_pictures_beside_words_give_way_to_large_letters_on_a_narrow_screen(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        for wide, text, there in ((390, 100, True), (320, 200, False), (820, 200, True)):
            await phone.services.shared.keep_look(Look("light", text))
            await show_look(screen.page, phone.services)
            screen.page.width = wide
            await screen.go("/language")
            await screen.go("/")
            shown = [
                c for c in screen.controls() if getattr(c, "icon", "") == ft.Icons.SEND_OUTLINED
            ]
            assert bool(shown) == there
            support = screen.find("Get support now", ("Button",))
            assert bool(support.icon) == there
            # Whether something stands open is told by nothing else.
            await screen.go("/after-job")
            folds = [c for c in screen.controls() if getattr(c, "icon", "") == ft.Icons.EXPAND_MORE]
            assert folds
            assert all(icon.visible for icon in folds)

    try:
        on_a_phone(tmp_path, story)
    finally:
        note_look(Look())


def test_the_edge_of_a_field_is_whole_where_no_label_stands_in_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.go("/profile/new")
        await screen.tap("I choose my own")
        field = screen.find("Passphrase again", ("TextField",))
        assert field.border.gap_padding > 0
        await phone.services.shared.keep_look(Look("light", 200))
        screen.page.width = 320
        await screen.go("/")
        await screen.go("/profile/new")
        await screen.tap("I choose my own")
        field = screen.find("Passphrase again", ("TextField",))
        # Neither letters nor what stands between them: the edge opens as wide as its label is.
        style = field.label_style
        assert (style.size, style.letter_spacing, field.border.gap_padding) == (0, 0, 0)
        assert field.label == "Passphrase again"

    on_a_phone(tmp_path, story)


def test_no_words_are_cut_off_where_they_have_no_room() -> None:
    views = ROOT / "app/views"
    found = {
        path.relative_to(views).as_posix()
        for path in views.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg in CUTS
    }
    assert found == set(MAY_CUT)


def test_a_screen_that_stands_makes_room_for_words_when_there_is_less(tmp_path: Path) -> None:
    """A phone that is turned, or letters made larger in another window: no word is broken."""

    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.turns(844, 390)
        await screen.tap("Get support now")
        await phone.services.shared.keep_look(Look("light", 200))
        await show_look(screen.page, phone.services)
        await screen.settle()
        assert pictures_beside(screen, "Menopause") == 2
        await screen.turns(390, 844)
        assert pictures_beside(screen, "Menopause") == 0
        await screen.turns(844, 390)
        assert pictures_beside(screen, "Menopause") == 2

    try:
        on_a_phone(tmp_path, story)
    finally:
        note_look(Look())


def pictures_beside(screen: Screen, tile: str) -> int:
    """Count the pictures in a tile."""
    inside = screen.inside(screen.tappable(tile))
    return sum(type(control).__name__ == "Icon" for control in inside)
