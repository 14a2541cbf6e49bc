"""Letters of other scripts that look like Latin ones: "Sаrah" with a Cyrillic a.

Pairs as in Unicode Technical Standard 39 (confusables), as far as letters of names go.
"""

import re

# Drawn alike in almost every typeface.
_SAME = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏАВЕЅІЈКМНОРСТУХԚԜҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵɑɡ",
        "aeopcyxijshdqwlABESIJKMHOPCTYXQWYABEZHIKMNOPTYXovag",
        strict=True,
    )
)
# Near enough inside a word whose other letters are Latin.
_NEAR = _SAME | dict(
    zip(
        "вгкмнтпиьёїαβγεηικνρτυχωςσμδӓӧәɩʀɪɴʟᴀᴄᴅᴇɢʜᴊᴋᴍᴏᴘᴛᴜᴠᴡʏᴢʙ",
        "brkmhtnubeiabyenikvptuxwsoudaoeirinlacdeghjkmoptuvwyzb",
        strict=True,
    )
)
_OTHER = re.compile("[\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def as_latin(text: str) -> str:
    """Put Latin letters for their doubles, one for one. Words wholly of another script stay."""
    if not _OTHER.search(text):
        return text
    mostly_latin = 2 * len(_OTHER.findall(text)) < len(_LATIN.findall(text))
    return _WORD.sub(lambda m: _word(m.group(), mostly_latin), text)


def _word(word: str, mostly_latin: bool) -> str:
    if not _OTHER.search(word):
        return word
    if _LATIN.search(word):
        return "".join(_NEAR.get(letter, letter) for letter in word)
    doubles = mostly_latin and all(letter in _SAME for letter in word)
    return "".join(_SAME[letter] for letter in word) if doubles else word
