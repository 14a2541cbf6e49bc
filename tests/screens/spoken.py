"""A person who reads Layby in another language: names things as a catalogue says them.

The tour speaks English; what it looks for is found in the catalogue, whole, by the values put in,
or by how it begins. What no catalogue has (somebody's own words) stays as it is.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from app.web.gather_words import LOCALES
from tests.e2e.person import Phone
from tests.screens.pseudo import PSEUDO
from tests.screens.pseudo import words as pseudo_words

_ISOLATES = "[\u2066-\u2069]*"
#: How a profile is called by itself.
_PROFILE = "Profile "
_VALUE = re.compile(r"\\?\{(\w+)\\?\}")


class Catalogue:
    """One language's words, looked up by English ones."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words
        #: What only stands behind a value.
        self.inner = {_longest_piece(one) for one in words.values() if one.startswith("{")}
        # What says most by itself comes first: little but values would fit anything.
        templates = sorted((one for one in words if "{" in one), key=_own, reverse=True)
        self._patterns = [
            (re.compile(_VALUE.sub("(.+)", re.escape(one))), _VALUE.findall(one), one)
            for one in templates
        ]

    def says(self, english: str) -> str:
        """Give what stands for ``english`` on the screen."""
        if english in self._words:
            return self._words[english]
        begins = min((one for one in self._words if one.startswith(english)), key=len, default="")
        if begins:
            return _longest_piece(self._words[begins])
        for pattern, names, template in self._patterns:
            found = pattern.fullmatch(english) if _own(template) * 4 > len(english) else None
            if found:
                values = [self._value(value) for value in found.groups()]
                return _put(self._words[template], dict(zip(names, values, strict=True)))
        return english

    def _value(self, english: str) -> str:
        """Give what stands for a value: somebody's own words stay, a profile's name does not."""
        number = english.removeprefix(_PROFILE)
        if number != english and number.isdecimal():
            return _put(self._words[f"{_PROFILE}{{n}}"], {"n": number})
        return self._words.get(english, english)


def _longest_piece(template: str) -> str:
    """Give the longest run of letters between a template's values; it may begin with one."""
    return max((piece.strip() for piece in _VALUE.split(template)[::2]), key=len)


def _own(template: str) -> int:
    """Count the letters that are no value's."""
    return len(_VALUE.sub("", template))


def _put(said: str, values: dict[str, str]) -> str:
    return _VALUE.sub(lambda name: values[name[1]], said)


@cache
def catalogue(code: str) -> Catalogue:
    """Read a language's catalogue; that of the made-up one is made."""
    if code == PSEUDO:
        held: Any = pseudo_words()
    else:
        held = json.loads((LOCALES / f"{code}.json").read_text(encoding="utf-8"))
    plurals = {one: forms[0] for one, forms in held["plurals"].items()}
    return Catalogue({**plurals, **held["words"]})


class SpokenPhone(Phone):
    """A phone whose Layby speaks ``language``."""

    def __init__(self, folder: Path, size: tuple[int, int], scheme: str, language: str) -> None:
        super().__init__(folder, size, scheme)
        self._language = language
        self._book = catalogue(language)

    def _another(self, folder: Path, flags: Sequence[str]) -> Phone:
        """Give one whose Layby speaks the same, once that was chosen on it."""
        other = SpokenPhone(folder, self.size, "light", self._language)
        other.flags = flags
        return other

    def sees_heading(self, words: str) -> None:
        """Wait for the heading as this language says it."""
        super().sees_heading(self._book.says(words))

    def named(self, name: str) -> re.Pattern[str]:
        """Find a name by how it begins in this language, or by words after its first value."""
        said = self._book.says(name)
        return re.compile(re.escape(said) if said in self._book.inner else f"^{re.escape(said)}")

    def field(self, label: str) -> Locator:
        """Find a field by its label in this language."""
        return super().field(self._book.says(label))

    def words(self, words: str | re.Pattern[str]) -> Locator:
        """Find words on the screen in this language."""
        if isinstance(words, str):
            return super().words(self._book.says(words))
        # What runs the other way than its language stands between signs that nobody sees.
        return super().words(re.compile(re.sub(r"\^|\$", _ISOLATES, words.pattern)))
