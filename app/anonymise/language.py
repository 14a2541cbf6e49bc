"""Which language a note is in, and how well names are found in it."""

from dataclasses import dataclass
from enum import StrEnum


class Cover(StrEnum):
    """How well a language is covered."""

    FULL = "full"
    PART = "part"
    POOR = "poor"


@dataclass(frozen=True)
class LanguageReading:
    """``code`` is ISO 639-1, empty where unknown; ``sentence`` is for the person, or empty."""

    cover: Cover
    code: str
    sentence: str


def language_of(text: str) -> LanguageReading:
    """Say which language a note is in."""
    return LanguageReading(Cover.FULL, "en" if text else "", "")
