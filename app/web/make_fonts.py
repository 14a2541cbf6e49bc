"""Cuts the fonts of ``app.web.fonts`` from whole ones; run by hand, see ``assets/fonts/README.md``.

    python -m app.web.make_fonts FOLDER

``FOLDER`` holds Noto Naskh Arabic, Noto Sans Bengali and Noto Emoji, whole. Each part gets the
code points that the client asks for it, except Latin letters, which the app's own face has. That
one, Atkinson Hyperlegible Next, lies there in two weights and is only packed, not cut.
"""

import argparse
from io import BytesIO
from pathlib import Path

from app.web.client import web_dir
from app.web.fonts import FACE_FILES, FONTS, letters_asked_for

ASSETS = Path(__file__).parent.parent.parent / "assets" / "fonts"
_JOINERS = {0x200C, 0x200D, 0x200E, 0x200F, 0x25CC, 0xFE0F}


def cut(whole: bytes, letters: set[int]) -> bytes:
    """Give the font with these code points alone, as WOFF2, with all that shapes them."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(whole), recalcTimestamp=False)
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters | _JOINERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m app.web.make_fonts", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    asked = letters_asked_for((web_dir() / "main.dart.js").read_bytes())
    for file in FACE_FILES:
        source = folder / file.replace(".woff2", ".ttf")
        (ASSETS / file).write_bytes(cut(source.read_bytes(), set(range(0x20, 0x10000))))
    for name, file in FONTS.items():
        source = "noto-emoji" if file.startswith("noto-emoji-") else file.removesuffix(".woff2")
        letters = {one for one in asked[name] if one >= 0x250}
        body = cut((folder / f"{source}.woff2").read_bytes(), letters)
        (ASSETS / file).write_bytes(body)
        print(f"{file}: {len(body):,} bytes")


if __name__ == "__main__":
    main()
