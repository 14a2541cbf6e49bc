"""Finds words that are cut off or painted over an edge, by the pixels of the picture.

Two things can be told from outside. Words that something cuts off have ink up to the very edge of
what is left of them: letters of a whole line stand clear of it. And words that have no room in a
button are painted into the padding along its edges, which is of one colour otherwise. Words that
end in dots are not among them: what may do that is listed, one by one, in ``test_room.py``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PIL import Image, ImageChops

from tests.screens.measure import Box

#: How much a pixel differs, in one colour, from the ground that it stands on.
_INK = 70
#: Letters leave gaps: more ink than this, of a row, is the line around what stands next.
_LINE = 0.6
#: Logical pixels from a button's edge: past its line and its ring, short of its words.
_BAND = (4, 7)
#: What rounded corners take of a band.
_CORNER = 16
#: A button so narrow holds a picture alone.
_NARROW = 72
#: Letters without anything above or below them take so much of the height of their line.
_INK_HIGH = 0.35
#: The page lays out its own words, which are not seen, some fortieth higher than Flutter does: the
#: box of a long paragraph reaches into what stands below it. Where that is a text as well, it ends
#: there; one higher than this is not looked at.
_LONG = 400
_HIGHER = 1 / 30
#: How far boxes are looked for above and below, when they may be out of step with the picture: a
#: pixel or two would only hide that something is cut off.
_STEPS = range(24, 400)
#: One text may stand whole by chance where another is looked for; two do not at one distance.
_FEW = 2
_Corners = tuple[int, int, int, int]


def clipped(picture: Image.Image, words: Iterable[Box], buttons: Iterable[Box]) -> list[Box]:
    """Give what is cut off or painted over an edge in ``picture``, one pixel for a logical one.

    ``words`` are the boxes of texts by themselves, ``buttons`` those of buttons with words.
    """
    colours, texts = picture.convert("RGB"), list(words)
    cut = [box for box in texts if box.height < _LONG and _is_cut(colours, _above(box, texts))]
    return cut + [box for box in buttons if box.width > _NARROW and _spills(colours, box)]


def out_of_step(picture: Image.Image, words: Sequence[Box]) -> bool:
    """Tell whether ``words`` all stand whole in the picture, but higher or lower than they say.

    Flutter's tree for screen readers sometimes keeps where a list was scrolled to before. Words
    that are cut off stand whole nowhere, so that none of them is excused by this.
    """
    colours = picture.convert("RGB")
    shifts = [shift * way for shift in _STEPS for way in (1, -1)]
    return bool(words) and any(
        all(_stands(colours, replace(box, top=box.top + shift)) for box in words)
        for shift in shifts
    )


def pane_out_of_step(picture: Image.Image, cut: Sequence[Box]) -> bool:
    """Tell the same of what looks cut in one of two panes that scroll by themselves.

    The other pane's words are in step. So all that looks cut, a few words at least among it, has
    to stand whole at one and the same distance.
    """
    colours = picture.convert("RGB")
    texts = [box for box in cut if box.role == "text"]
    buttons = [box for box in cut if box.role == "button"]
    shifts = [shift * way for shift in _STEPS for way in (1, -1)]
    return len(texts) >= _FEW and any(
        all(_stands(colours, replace(box, top=box.top + shift)) for box in texts)
        and not any(_spills(colours, replace(box, top=box.top + shift)) for box in buttons)
        for shift in shifts
    )


def _above(box: Box, texts: Sequence[Box]) -> Box:
    """Give the box of a text without what it takes of the text that stands below it."""
    end = box.top + box.height
    reached = [
        other.top
        for other in texts
        if end - box.height * _HIGHER <= other.top < end
        and other.left < box.left + box.width
        and box.left < other.left + other.width
    ]
    return replace(box, height=min(reached, default=end) - box.top)


def _stands(picture: Image.Image, box: Box) -> bool:
    """Tell whether words stand in a box, and clear of its edges."""
    if not box.is_within(picture.height) or _is_cut(picture, box):
        return False
    inside = picture.crop(_whole_pixels(box))
    ink = _ink(inside, _ground(inside)).getbbox()
    return ink is not None and ink[3] - ink[1] >= _INK_HIGH * inside.height


def _is_cut(picture: Image.Image, box: Box) -> bool:
    """Tell whether ink stands on the upper or the lower edge of a text's box."""
    left, top, right, bottom = _whole_pixels(box)
    if right - left < 2 or bottom - top < 2:
        return False
    edges = [(left, top, right, top + 1), (left, bottom - 1, right, bottom)]
    ground = _ground(picture.crop((left, top, right, bottom)))
    return any(0 < _inked(picture.crop(edge), ground) < _LINE for edge in edges)


def _spills(picture: Image.Image, box: Box) -> bool:
    """Tell whether the padding along a button's edges is of more than one colour."""
    left, top, right, bottom = _whole_pixels(box)
    near, far = _BAND
    across, down = (left + _CORNER, right - _CORNER), (top + _CORNER, bottom - _CORNER)
    bands = [
        (across[0], top + near, across[1], top + far),
        (across[0], bottom - far, across[1], bottom - near),
        (left + near, down[0], left + far, down[1]),
        (right - far, down[0], right - near, down[1]),
    ]
    shown = [picture.crop(band) for band in bands if band[0] < band[2] and band[1] < band[3]]
    return any(_inked(band, _ground(band)) > 0 for band in shown)


def _whole_pixels(box: Box) -> _Corners:
    """Give the pixels that lie wholly inside a box."""
    left, top = -int(-box.left // 1), -int(-box.top // 1)
    return left, top, int(box.left + box.width), int(box.top + box.height)


def _ground(picture: Image.Image) -> tuple[int, int, int]:
    """Give the colour that most of it has."""
    counts = picture.getcolors(picture.width * picture.height) or []
    found = max(counts, key=lambda count: count[0])[1]
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def _inked(picture: Image.Image, ground: tuple[int, int, int]) -> float:
    """Give how much of it is ink, from 0 to 1."""
    ink = _ink(picture, ground).histogram()[255]
    return ink / (picture.width * picture.height)


def _ink(picture: Image.Image, ground: tuple[int, int, int]) -> Image.Image:
    """Give ink in white, all else in black."""
    plain = Image.new("RGB", picture.size, ground)
    red, green, blue = ImageChops.difference(picture, plain).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda found: 255 * (found >= _INK))
