"""The letters of the app: its own face, and those that the Flutter client asks for beyond it.

Atkinson Hyperlegible Next is loaded before anything is drawn; what it lacks, Roboto has. Where
neither has a letter, the client looks it up in a table of its own, which names a Noto font and an
address for it below ``fontFallbackBaseUrl`` (``boot.js`` sets that to this site). So a language
needs no family of its own, and a name in Urdu can stand among English words: a font is fetched
once, when its first letter is to be drawn. What is served at an address is ours to choose: Naskh
for Arabic letters, emoji in outline, because colour would take many times the bytes. The service
worker keeps them all, for there may be no network when they are needed.
"""

import json
import re
from pathlib import Path

from app.web.client import ClientError

SITE_FOLDER = "assets/fonts/"
"""Where ``fontFallbackBaseUrl`` in ``boot.js`` points to."""

FONTS = {
    "Noto Sans Arabic": "noto-naskh-arabic.woff2",
    "Noto Sans Bengali": "noto-sans-bengali.woff2",
    **{f"Noto Color Emoji {part}": f"noto-emoji-{part}.woff2" for part in range(12)},
}
"""The client's name for a font: our file in ``assets/fonts`` that it gets."""

FACE = "Atkinson Hyperlegible Next"
"""The family that every screen is set in; ``app/views/theme.py`` names it too."""

FACE_FILES = ("atkinson-400.woff2", "atkinson-600.woff2")
"""Its weights, in ``assets/fonts``, and below ``SITE_FOLDER`` under the same names."""

_NAMED = re.compile(r'"(Noto [\w ]+)","(noto[a-z0-9]+/v\d+/[\w.-]+\.woff2)"')
_SETS = re.compile(r'"([0-9a-z,]{2000,})"')
_RANGES = re.compile(r'"([0-9a-zA-Z]{2000,})"')


def read_fonts(client: bytes, compiled: bytes, folder: Path) -> dict[str, bytes]:
    """Give our fonts by the path on the site at which the client asks for them.

    ``client`` and ``compiled`` are ``main.dart.js`` and ``main.dart.wasm``; ``folder`` holds our
    files.

    Raises:
        ClientError: a font is not asked for by the name we know, or not by both.
    """
    asked = dict(_NAMED.findall(client.decode("utf-8")))
    unknown = [name for name in FONTS if asked.get(name, "-").encode() not in compiled]
    if unknown or any(name not in asked for name in FONTS):
        raise ClientError(f"the client asks for no {unknown or 'known'} font: was flet changed?")
    emoji = [name for name in asked if name.startswith("Noto Color Emoji ")]
    if set(emoji) - FONTS.keys():
        raise ClientError("the client cuts emoji into other parts: run app.web.make_fonts")
    return {SITE_FOLDER + asked[name]: (folder / file).read_bytes() for name, file in FONTS.items()}


def read_face(folder: Path) -> dict[str, bytes]:
    """Give the app's own face by its paths on the site; ``folder`` holds our files."""
    return {SITE_FOLDER + file: (folder / file).read_bytes() for file in FACE_FILES}


def add_face(manifest: bytes) -> bytes:
    """Give Flutter's list of fonts, ``FontManifest.json``, with the app's own face in it.

    What stands in it is loaded before the first screen is drawn: no words are drawn twice.
    """
    path = SITE_FOLDER.removeprefix("assets/")
    face = {"family": FACE, "fonts": [{"asset": path + file} for file in FACE_FILES]}
    return json.dumps([*json.loads(manifest), face]).encode()


def addresses(client: bytes) -> dict[str, str]:
    """Give each font's address on the site, by the client's name for it, from ``main.dart.js``."""
    asked = dict(_NAMED.findall(client.decode("utf-8")))
    return {name: f"/{SITE_FOLDER}{asked[name]}" for name in FONTS}


def letters_asked_for(client: bytes) -> dict[str, set[int]]:
    """Read from ``main.dart.js`` for which code points the client asks for which font.

    Its table is packed into two strings: which fonts there are sets of, and which set goes with
    which run of code points. Numbers end in a letter that is their last digit, to base 26, after
    decimal ones. (Flutter's ``font_fallback_data.dart`` and ``font_fallbacks.dart``.)

    Raises:
        ClientError: the table is not there in this form.
    """
    text = client.decode("utf-8")
    names = [name for name, _ in _NAMED.findall(text)]
    sets, ranges = _SETS.findall(text), _RANGES.findall(text)
    if len(sets) != 1 or len(ranges) != 1:
        raise ClientError("the client's table of letters has a shape this build does not know")
    fonts_of = [_unpack_set(packed) for packed in sets[0].split(",")]
    found: dict[str, set[int]] = {name: set() for name in names}
    for start, end, which in _unpack_ranges(ranges[0]):
        for index in fonts_of[which]:
            found[names[index]].update(range(start, end))
    return found


def _unpack_set(packed: str) -> list[int]:
    fonts: list[int] = []
    last, prefix = -1, 0
    for sign in packed:
        if sign.isdigit():
            prefix = prefix * 10 + int(sign)
        else:
            last, prefix = last + prefix * 26 + ord(sign) - ord("a") + 1, 0
            fonts.append(last)
    return fonts


def _unpack_ranges(packed: str) -> list[tuple[int, int, int]]:
    """Give runs of code points: first, one past the last, the number of the set."""
    runs: list[tuple[int, int, int]] = []
    start, size, prefix = 0, 1, 0
    for sign in packed:
        if sign.isdigit():
            prefix = prefix * 10 + int(sign)
        elif sign.islower():  # how many, where it is more than one
            size, prefix = prefix * 26 + ord(sign) - ord("a") + 2, 0
        else:
            runs.append((start, start + size, prefix * 26 + ord(sign) - ord("A")))
            start, size, prefix = start + size, 1, 0
    return runs
