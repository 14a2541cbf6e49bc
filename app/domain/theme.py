"""One theme of the codebook, all of them, and which spellings of a phrase are the same.

What the fields mean stands in ``app.domain.codebook``, the file's format.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import ContentError

#: NHS health and wellbeing framework (NHS England, 2021): its seven elements.
HWB_ELEMENTS: Mapping[str, str] = {
    "personal-health": "Improving personal health and wellbeing",
    "relationships": "Relationships",
    "fulfilment": "Fulfilment at work",
    "managers-leaders": "Managers and leaders",
    "environment": "Environment",
    "data-insights": "Data insights",
    "professional-support": "Professional wellbeing support",
}

#: HSE Management Standards for work-related stress: six areas of work design.
HSE_STRESSORS: Mapping[str, str] = {
    "demands": "Demands",
    "control": "Control",
    "support": "Support",
    "relationships": "Relationships",
    "role": "Role",
    "change": "Change",
}

#: NHS People Promise: its seven elements.
PEOPLE_PROMISE: Mapping[str, str] = {
    "compassionate-inclusive": "We are compassionate and inclusive",
    "recognised-rewarded": "We are recognised and rewarded",
    "voice-that-counts": "We each have a voice that counts",
    "safe-healthy": "We are safe and healthy",
    "always-learning": "We are always learning",
    "work-flexibly": "We work flexibly",
    "team": "We are a team",
}

STATUSES = ("draft", "live", "retired")

#: Accents that stand alone, and what cannot be seen: soft hyphens, spaces and joins of no width.
_MARKS = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_PHRASE = re.compile(r"[^\W_]+\*?(?: [^\W_]+\*?)*")
_BETWEEN = re.compile(r"[-‐‑–—/&+]")
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Theme:
    """One theme. ``include`` and ``exclude`` are phrases as ``normalised`` gives them.

    ``group`` is the heading it stands under, ``owner`` who in a trust can act on it, ``since``
    the codebook version that brought it. ``absence_counts`` says that lacking the thing is
    the theme: "no breaks" is about breaks, while "no violence" is not about violence.
    """

    id: str
    label: str
    description: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    group: str
    hwb: tuple[str, ...]
    hse: tuple[str, ...]
    people_promise: tuple[str, ...]
    owner: str
    status: str
    since: int
    absence_counts: bool = False
    merged_into: str | None = None
    split_into: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """All themes of one version, in the order to show them."""

    version: int
    themes: tuple[Theme, ...]

    def live(self) -> tuple[Theme, ...]:
        """Give the themes that new summaries are coded with."""
        return tuple(theme for theme in self.themes if theme.status == "live")

    def theme(self, theme_id: str) -> Theme | None:
        """Give one theme by id, of any status, or None."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def current(self, theme_id: str) -> str | None:
        """Give the live theme that ``theme_id`` counts as today, through any merges.

        None when there is none: unknown, draft, retired without an heir, or split (which of
        its parts a text belongs to, only coding it again can tell).
        """
        theme = self.theme(theme_id)
        while theme is not None and theme.status == "retired":
            theme = self.theme(theme.merged_into) if theme.merged_into else None
        return theme.id if theme is not None and theme.status == "live" else None

    def names(self, theme_ids: Iterable[str]) -> str:
        """Give the labels of themes in a row; one that is not known any more by its id."""
        found = [(self.theme(theme_id), theme_id) for theme_id in theme_ids]
        return ", ".join(theme.label if theme else theme_id for theme, theme_id in found)


def folded(text: str) -> str:
    """Give ``text`` for matching: small letters, no accents, apostrophes inside words gone.

    What has no width is gone too: texts that were copied from elsewhere may be full of it.

    "Café" becomes "cafe", "don’t" becomes "dont".
    """
    if not text.isascii():
        # Apostrophes go first: NFKD turns one of them (´) into a space and an accent.
        text = _MARKS.sub("", unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)))
    return _APOSTROPHES.sub("", text).lower()


def normalised(phrase: str) -> str:
    """Give a phrase as it is matched; raises ContentError when it is not one.

    A phrase is words with single spaces; ``*`` may stand only at the end of a word that has
    at least three letters before it.
    """
    plain = " ".join(_BETWEEN.sub(" ", folded(phrase)).split())
    if not _PHRASE.fullmatch(plain):
        raise ContentError("a phrase may hold words, and * at the end of a word.")
    if any(word.endswith("*") and len(word) <= _SHORTEST_STEM for word in plain.split()):
        raise ContentError("* needs at least three letters before it.")
    return plain
