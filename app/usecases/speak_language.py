"""The language of this device: chosen by whoever holds it, kept outside the profiles.

A catalogue is a file of ``assets/locales``, see its ``index.toml``. What it lacks is said in
English. Which language somebody reads is no secret on a device in their hand, and help must be
readable before any passphrase, so the choice lies on the plain shelf.
"""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from app.domain.numbers import NUMBERS
from app.domain.plain_page import page_words
from app.domain.plural_forms import FORMS
from app.domain.support import parse_service, plain_page_services
from app.domain.wording import ENGLISH, Catalogue, language, speak
from app.usecases.read_content import Content
from app.usecases.shared_services import SharedServices

_FOLDER = "locales"


@dataclass(frozen=True)
class Language:
    """One language to choose: ``name`` in itself, ``direction`` "ltr" or "rtl".

    ``reviewed`` names the native speaker who has read all of it, and is "" while nobody has.
    """

    code: str
    name: str
    direction: str
    reviewed: str

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return self.direction == "rtl"


class LanguageDesk:
    """Chooses the language that the app speaks; ``read`` gives a file under ``assets/``."""

    def __init__(
        self, read: Callable[[str], bytes], shared: SharedServices, content: Content
    ) -> None:
        self._read, self._shared, self._content = read, shared, content

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Give the languages to choose from, English first."""
        index = tomllib.loads(self._read(f"{_FOLDER}/index.toml").decode("utf-8"))
        return tuple(Language(**values) for values in index["language"])

    @property
    def spoken(self) -> Language:
        """The language that the app speaks now."""
        return next(one for one in self.languages if one.code == language())

    def begin(self) -> None:
        """Speak the language that was chosen on this device before."""
        self._speak(self._shared.language)

    async def choose(self, code: str) -> None:
        """Speak ``code`` from now on, and at every start of this device."""
        self._speak(code)
        await self.tell_page()

    async def tell_page(self) -> None:
        """Leave the plain page its words; those of another version of the app are replaced."""
        if language() == ENGLISH and not self._shared.language:
            return
        await self._shared.keep_language(language(), self._page())

    def _page(self) -> dict[str, object]:
        if language() == ENGLISH:
            return {}
        written = plain_page_services(map(parse_service, self._content.service_texts()))
        return {
            "language": language(),
            "right_to_left": self.spoken.right_to_left,
            "words": page_words(written),
        }

    def _speak(self, code: str) -> None:
        if code == language():
            return
        chosen = next((one for one in self.languages if one.code == code), None)
        speak(self.catalogue(chosen) if chosen else Catalogue())
        self._content.speak_anew()

    def catalogue(self, chosen: Language) -> Catalogue:
        """Give the words of a language as they ship."""
        code = chosen.code
        if code == ENGLISH:
            return Catalogue()
        held = json.loads(self._read(f"{_FOLDER}/{code}.json"))
        plurals = {one: tuple(forms) for one, forms in held["plurals"].items()}
        return Catalogue(
            code, held["words"], plurals, FORMS[code][0], chosen.right_to_left, NUMBERS[code]
        )
