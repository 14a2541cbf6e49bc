"""What finds words that are cut off is itself held to pictures of both kinds."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.e2e.sync_server_process import ROOT
from tests.screens.clipped import clipped, out_of_step, pane_out_of_step
from tests.screens.measure import Box, not_cut_at
from tests.screens.pseudo import lengthen

_WORDS = "[Sáàvée gýps (QÅ) jlÁ]"
_FONT = ROOT / "assets" / "fonts" / "NotoSans-Regular.ttf"


def screen(height: int, shift: int = 0) -> tuple[Image.Image, Box]:
    """Words as Flutter lays them out: their box holds the whole line, of which ``height`` is left.

    ``shift`` hides so much of its upper edge.
    """
    font = ImageFont.truetype(str(_FONT), 20)
    line = sum(font.getmetrics())
    whole = Image.new("RGB", (360, line), (251, 250, 247))
    ImageDraw.Draw(whole).text((0, 0), _WORDS, font=font, fill=(27, 31, 30))
    left = Box("text", _WORDS, 20, 30.4, 300, min(height, line) - shift)
    picture = Image.new("RGB", (360, 200), (251, 250, 247))
    picture.paste(whole.crop((0, shift, 360, min(height, line))), (20, 30))
    return picture, left


@pytest.mark.parametrize(("height", "shift", "cut"), [(99, 0, 0), (16, 0, 1), (99, 12, 1)])
def test_words_are_cut_where_ink_stands_on_the_edge_of_what_is_left(
    height: int, shift: int, cut: int
) -> None:
    picture, box = screen(height, shift)
    assert len(clipped(picture, [box], [])) == cut


def test_a_paragraphs_box_ends_where_the_next_text_begins() -> None:
    line, box = screen(99)
    picture = Image.new("RGB", (360, 600), (251, 250, 247))
    for top in (0, 300):
        picture.paste(line.crop((0, 30, 360, 60)), (0, top))
    following = replace(box, top=300.4)
    for reaches, cut in ((10, 0), (16, 1)):
        paragraph = replace(box, top=0.4, height=300 + reaches)
        assert len(clipped(picture, [paragraph], [])) == 1
        assert len(clipped(picture, [paragraph, following], [])) == cut


def test_words_that_can_be_scrolled_to_are_not_cut_off() -> None:
    picture, box = screen(16)
    edge = box.top + box.height
    assert len(clipped(picture, not_cut_at([box], []), [])) == 1
    assert not_cut_at([box], [edge - 0.7]) == []
    assert not_cut_at([box], [0, edge + 2]) == [box]


def test_only_words_that_stand_whole_somewhere_else_are_out_of_step() -> None:
    whole, box = screen(99)
    for shift in (-25, 90):
        moved = replace(box, top=box.top + shift)
        assert out_of_step(whole, [moved])
    for height, hidden in ((16, 0), (99, 12)):
        cut, left = screen(height, hidden)
        assert not out_of_step(cut, [left])
        # Nor does one that is whole excuse another.
        assert not out_of_step(whole, [box, replace(box, top=140)])


def test_of_one_pane_all_that_looks_cut_stands_whole_at_one_distance() -> None:
    whole, box = screen(99)
    other = Image.new("RGB", (360, 300), (251, 250, 247))
    other.paste(whole.crop((0, 0, 360, 100)), (0, 0))
    other.paste(whole.crop((0, 30, 360, 70)), (0, 150))
    below = replace(box, top=150.4)
    off = [replace(one, top=one.top + 40) for one in (box, below)]
    assert pane_out_of_step(other, off)
    assert not pane_out_of_step(other, off[:1])  # one alone may stand anywhere by chance
    assert not pane_out_of_step(other, [off[0], replace(below, top=below.top + 55)])
    cut, left = screen(16)
    assert not pane_out_of_step(cut, [left, replace(left, left=21)])


@pytest.mark.parametrize(("down", "spills"), [(17, 0), (3, 1), (36, 1)])
@pytest.mark.parametrize("outlined", [True, False])
def test_words_without_room_stand_in_the_padding_of_their_button(
    down: int, spills: int, *, outlined: bool
) -> None:
    picture = Image.new("RGB", (360, 200), (251, 250, 247))
    pen = ImageDraw.Draw(picture)
    shape = (18, 40, 341, 95)
    pen.rounded_rectangle(shape, 14, outline=(90, 90, 90)) if outlined else pen.rounded_rectangle(
        shape, 14, fill=(11, 94, 87)
    )
    font = ImageFont.truetype(str(_FONT), 17)
    pen.text((60, 40 + down), _WORDS, font=font, fill=(30, 30, 30) if outlined else "white")
    button = Box("button", _WORDS, 18, 40, 324, 56)
    assert len(clipped(picture, [], [button])) == spills
    # Pictures alone fill their button; that is no word without room.
    assert clipped(picture, [], [Box("button", "Lock", 40, 40, 56, 56)]) == []


def test_the_made_up_language_is_longer_and_leaves_values_alone() -> None:
    assert lengthen("Removed: {what}") == "[Réèmóòvéèd: {what}]"
    assert len(lengthen("About {count} seconds left")) > len("About {count} seconds left") * 1.25
