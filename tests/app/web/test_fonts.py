"""Every letter that any language of the app needs has a glyph in what ships."""

import json
import re
import unicodedata
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from app.views import theme
from app.web import build, client, fonts
from app.web.gather_words import LOCALES, catalogue, everything

FOLDER = build.ROOT / "assets" / "fonts"
WEB = client.web_dir()
CLIENT = (WEB / "main.dart.js").read_bytes()
ASKED = fonts.letters_asked_for(CLIENT)


def glyphs(font: bytes) -> set[int]:
    return set(TTFont(BytesIO(font)).getBestCmap())


ROBOTO = glyphs((WEB / "assets" / "fonts" / "roboto.woff2").read_bytes())
OURS = {name: glyphs((FOLDER / file).read_bytes()) for name, file in fonts.FONTS.items()}
CODES = sorted(file.stem for file in LOCALES.glob("*.json"))
#: Letters that each language has, whatever its catalogue needs today.
ALPHABETS = {
    "cy": "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ",
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”",
    "ro": "ăâîșțĂÂÎȘȚşţ„”",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂھءیئےۓآأ،۔؟؛۰۱۲۳۴۵۶۷۸۹ًٰٕٔ",
    "bn": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্।৳০১২৩৪৫৬৭৮৯",
}
#: Signs that are drawn as nothing.
IGNORED = "\ufe0f"


FACE = [glyphs(body) for body in fonts.read_face(FOLDER).values()]


def tofu(text: str) -> set[str]:
    """Letters that would be drawn as empty boxes."""
    return {
        sign
        for sign in text
        if ord(sign) not in ROBOTO
        and sign not in IGNORED
        and unicodedata.category(sign) not in ("Cc", "Zl")
        and not any(ord(sign) in ASKED[name] and ord(sign) in OURS[name] for name in OURS)
    }


@pytest.mark.parametrize("code", CODES)
def test_no_letter_of_a_catalogue_is_an_empty_box(code: str) -> None:
    held = catalogue(code)
    words = [
        *held["words"].values(),
        *(form for forms in held["plurals"].values() for form in forms),
    ]
    assert not tofu("".join(words))
    assert not tofu(ALPHABETS[code])


def test_no_letter_of_the_english_is_an_empty_box() -> None:
    words = everything()
    assert not tofu("".join([*words.sentences, *words.plurals, *words.plurals.values()]))


def test_the_apps_own_face_has_every_letter_of_the_languages_in_latin_script() -> None:
    letters = {*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789£€–—‘’“”…·•×"}
    letters |= {sign for code in ("cy", "pl", "ro") for sign in ALPHABETS[code]}
    assert len(FACE) == 2
    for weight in FACE:
        assert {sign for sign in letters if ord(sign) not in weight} == set()


def test_the_face_is_loaded_before_anything_is_drawn_and_named_by_the_theme() -> None:
    listed = json.loads(fonts.add_face(b'[{"family": "Roboto", "fonts": []}]'))
    assert [one["family"] for one in listed] == ["Roboto", theme.FONT]
    for one in listed[1]["fonts"]:
        assert f"assets/{one['asset']}" in fonts.read_face(FOLDER)
    css = (build.ROOT / "assets" / "shell" / "splash.css").read_text(encoding="utf-8")
    for path in fonts.read_face(FOLDER):
        assert f'url("/{path}")' in css


def test_what_people_type_most_besides_letters_is_drawn() -> None:
    assert not tofu("😀😂🥲😢😡👍🏽🙏💪❤️💔🚑🏥☕🌧🎉🤷🐶⭐✅")
    assert tofu("漢") == {"漢"}


@pytest.mark.parametrize("name", fonts.FONTS)
def test_each_font_has_what_the_client_asks_it_for(name: str) -> None:
    beyond_roboto = {sign for sign in ASKED[name] if sign > 0x24F} - ROBOTO
    beyond_roboto -= set(range(0x10E60, 0x1EEF2)) if name == "Noto Sans Arabic" else set()
    missing = beyond_roboto - OURS[name]
    assert len(missing) < len(beyond_roboto) * 0.2, sorted(map(hex, missing))[:20]


def test_the_fonts_lie_where_both_builds_of_the_client_ask_for_them() -> None:
    compiled = (WEB / "main.dart.wasm").read_bytes()
    found = fonts.read_fonts(CLIENT, compiled, FOLDER)
    assert len(found) == len(fonts.FONTS)
    for path, body in found.items():
        assert path.removeprefix(fonts.SITE_FOLDER).encode() in CLIENT
        assert body.startswith(b"wOF2")
        assert glyphs(body)


def test_a_client_that_asks_elsewhere_is_noticed() -> None:
    moved = re.sub(rb"notosansarabic/", b"notosansurdu00/", CLIENT)
    with pytest.raises(client.ClientError, match="Arabic"):
        fonts.read_fonts(moved, CLIENT, FOLDER)
