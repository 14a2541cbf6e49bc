"""Lays small pictures of every screen side by side, to be looked at as a whole."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

#: Pixels: how wide one picture stands, the gap around it, room for its name.
_WIDE = {"phone": 195, "wide": 330}
_GAP = 14
_NAME = 16
#: A sheet no wider and no taller than this can still be looked at.
_SHEET = 2200


def make_sheets(folder: Path) -> list[Path]:
    """Make the contact sheets of every folder of pictures below ``folder``; gives their files."""
    made: list[Path] = []
    for pictures in sorted({file.parent for file in folder.glob("*/*/*.png")}):
        screens = sorted(one for one in pictures.glob("*.png") if not one.stem.endswith("-whole"))
        name = f"{pictures.parent.name}-{pictures.name}"
        made += [
            _save(sheet, folder / f"sheet-{name}-{number}.webp")
            for number, sheet in enumerate(_sheets(screens), start=1)
        ]
    return made


def _sheets(screens: Sequence[Path]) -> list[Image.Image]:
    with Image.open(screens[0]) as first:
        shape = min(first.height / first.width, 2.2)
    width = _WIDE["phone" if shape > 1.5 else "wide"]
    height = round(width * shape)
    across = (_SHEET - _GAP) // (width + _GAP)
    down = (_SHEET - _GAP) // (height + _GAP + _NAME)
    each = across * down
    return [
        _sheet(screens[start : start + each], (width, height), across)
        for start in range(0, len(screens), each)
    ]


def _sheet(screens: Sequence[Path], size: tuple[int, int], across: int) -> Image.Image:
    width, height = size
    rows = -(-len(screens) // across)
    step = (width + _GAP, height + _GAP + _NAME)
    sheet = Image.new("RGB", (across * step[0] + _GAP, rows * step[1] + _GAP), (128, 128, 128))
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(11)
    for place, file in enumerate(screens):
        left, top = _GAP + place % across * step[0], _GAP + place // across * step[1]
        pen.text((left, top), file.stem, fill=(255, 255, 255), font=font)
        with Image.open(file) as picture:
            small = picture.convert("RGB")
            small.thumbnail((width, round(width * picture.height / picture.width)))
            sheet.paste(small.crop((0, 0, width, min(small.height, height))), (left, top + _NAME))
    return sheet


def _save(sheet: Image.Image, file: Path) -> Path:
    sheet.save(file, quality=82)
    return file
