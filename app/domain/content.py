"""Read one TOML content file strictly.

Guides, services and the codebook are data that a trust may edit, so a slip in them must be
named, not guessed around. ``Table`` hands out each value once, checked; ``finish`` refuses
whatever nobody asked for. Every misfit is a ContentError that names the place.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime

from app.domain.errors import ContentError

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_MAX = 64
#: Dotted keys this long are in no content file, and take the parser time by their square.
_CHAIN = re.compile(
    r"""(?<![\w"'-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""
)


def read_toml(text: str, before: str = "") -> dict[str, object]:
    """Parse TOML that may come from anywhere; raises ContentError, its words after ``before``.

    Also for what the parser breaks on, or would sit over for minutes.
    """
    if _CHAIN.search(text):
        raise ContentError(f"{before}this is not TOML as Layby uses it: too many keys in a row.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{before}this is not TOML: {error}") from error
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists
        raise ContentError(f"{before}this is not TOML that can be read.") from None


class Table:
    """One TOML table; ``place`` is how it is named to the person who wrote it."""

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, Mapping):
            raise ContentError(f"{place}: expected a table.")
        self._values = dict(values)
        self.place = place

    @classmethod
    def read(cls, text: str, place: str) -> "Table":
        """Parse a whole file; raises ContentError when it is not TOML."""
        return cls(read_toml(text, f"{place}: "), place)

    def wrong(self, name: str, complaint: str) -> ContentError:
        """Give, not raise, the error for field ``name``."""
        return ContentError(f"{self.place}: {name}: {complaint}")

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not handed out yet."""
        return name in self._values

    def _take(self, name: str) -> object:
        if name not in self._values:
            raise self.wrong(name, "is missing.")
        return self._values.pop(name)

    def text(self, name: str) -> str:
        """Give a text that is not blank, with its outer spaces removed."""
        return self._sound_text(name, self._take(name))

    def optional_text(self, name: str) -> str | None:
        """Give a text, or None when the field is absent; a blank text is a misfit."""
        return self.text(name) if name in self._values else None

    def _sound_text(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "must be a text that is not empty.")
        return value.strip()

    def slug(self, name: str) -> str:
        """Give an id: small letters, digits and single hyphens, at most 64 characters."""
        value = self.text(name)
        if len(value) > _SLUG_MAX or not _SLUG.fullmatch(value):
            raise self.wrong(name, "must be small letters, digits and single hyphens.")
        return value

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """Give one of the ``allowed`` ids."""
        value = self.text(name)
        if value not in allowed:
            raise self.wrong(name, f"must be one of: {', '.join(allowed)}.")
        return value

    def texts(self, name: str, *, at_least: int = 0) -> tuple[str, ...]:
        """Give a list of texts without blanks or repeats; absent counts as empty."""
        values = self._values.pop(name, [])
        if not isinstance(values, list):
            raise self.wrong(name, "must be a list of texts.")
        found = tuple(
            self._sound_text(f"{name}[{number}]", value) for number, value in enumerate(values, 1)
        )
        if len(found) < at_least:
            raise self.wrong(name, f"needs at least {at_least}.")
        if len(set(found)) != len(found):
            raise self.wrong(name, "says the same thing twice.")
        return found

    def choices(self, name: str, allowed: Collection[str], *, at_least: int = 0) -> tuple[str, ...]:
        """Give a list of ``allowed`` ids; absent counts as empty."""
        found = self.texts(name, at_least=at_least)
        if any(value not in allowed for value in found):
            raise self.wrong(name, f"may only hold: {', '.join(allowed)}.")
        return found

    def flag(self, name: str, *, absent: bool | None = None) -> bool:
        """Give true or false; ``absent`` is the answer when the field is not there."""
        if absent is not None and name not in self._values:
            return absent
        value = self._take(name)
        if not isinstance(value, bool):
            raise self.wrong(name, "must be true or false.")
        return value

    def whole(self, name: str, *, lowest: int, highest: int) -> int:
        """Give a whole number within bounds."""
        return self._sound_whole(name, self._take(name), lowest, highest)

    def wholes(self, name: str, *, lowest: int, highest: int) -> tuple[int, ...]:
        """Give a list of whole numbers, rising, at least one."""
        values = self._take(name)
        if not isinstance(values, list) or not values:
            raise self.wrong(name, "must be a list of whole numbers.")
        found = tuple(self._sound_whole(name, value, lowest, highest) for value in values)
        if list(found) != sorted(set(found)):
            raise self.wrong(name, "must rise and not repeat.")
        return found

    def _sound_whole(self, name: str, value: object, lowest: int, highest: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.wrong(name, f"must be a whole number from {lowest} to {highest}.")
        return value

    def day(self, name: str) -> date:
        """Give a calendar date (TOML writes it bare: ``2026-11-21``)."""
        value = self._take(name)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(name, "must be a date such as 2026-11-21, without quotes.")
        return value

    def tables(self, name: str, *, at_least: int = 1) -> tuple["Table", ...]:
        """Give the tables written as ``[[name]]``."""
        values = self._values.pop(name, [])
        if not isinstance(values, list) or len(values) < at_least:
            raise self.wrong(name, f"needs at least {at_least} entries written as [[{name}]].")
        return tuple(
            Table(value, f"{self.place}: {name}[{number}]")
            for number, value in enumerate(values, 1)
        )

    def finish(self) -> None:
        """Refuse every field that was not asked for."""
        if self._values:
            raise ContentError(f"{self.place}: unknown field: {', '.join(sorted(self._values))}.")
