"""Names as Polish bends them: "z Tomkiem", "o Kasi", "Kowalskiego", accents left out or not.

Endings only suggest what a word may be a form of; whether that is a name, the lists say.
"""

from collections.abc import Iterator

_SHORTEST = 4
# What a form ends in (folded), and what the word by itself ends in instead.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "kiem": ("ek", "k"),
    "giem": ("g",),
    "iem": ("", "ien"),
    "em": ("",),
    "kowi": ("ek", "k"),
    "iowi": ("",),
    "owi": ("",),
    "iego": ("i",),
    "ego": ("y", "i"),
    "iemu": ("i",),
    "emu": ("y", "i"),
    "ckim": ("cki",),
    "skim": ("ski",),
    "ym": ("y",),
    "iej": ("a", "i"),
    "owej": ("owa", ""),
    "ej": ("a",),
    "owie": ("",),
    "ka": ("ek", "k"),
    "ia": ("",),
    "a": ("",),
    "ku": ("ek", "k", "ka"),
    "iu": ("ia", ""),
    "u": ("", "a"),
    "ki": ("ka",),
    "gi": ("ga",),
    "i": ("ia", "a"),
    "ce": ("ka",),
    "dze": ("ga",),
    "dzie": ("da", "d"),
    "cie": ("ta", "t"),
    "rze": ("ra", "r"),
    "sie": ("sa", "s"),
    "nie": ("na", "n"),
    "wie": ("wa", "w"),
    "bie": ("ba", "b"),
    "mie": ("ma", "m"),
    "le": ("la", "l", "el"),
    "ie": ("a", "ia", ""),
    "ke": ("ka",),
    "e": ("a",),
    "y": ("a",),
    "o": ("a",),
}
_LONGEST = max(map(len, _ENDINGS))
# "pawlem" is of Pawel, "piotrka" of Piotrek: a vowel that goes when an ending comes.
_FLEETING = {"pawl": "pawel", "piotrk": "piotrek"}


def bases(word: str) -> Iterator[str]:
    """Give the words that a folded word of four letters or more may be a Polish form of."""
    if len(word) < _SHORTEST:
        return
    for size in range(min(_LONGEST, len(word) - 2), 0, -1):
        stem, ending = word[:-size], word[-size:]
        for instead in _ENDINGS.get(ending, ()):
            base = stem + instead
            base = _FLEETING.get(base, base)
            if len(base) >= _SHORTEST - 1:
                yield base
