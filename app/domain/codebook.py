"""The codebook: which themes a summary can be about, and the phrases that show it.

Two levels: a theme belongs to a ``group``. Ids are never reused; a theme goes from draft to
live to retired. Phrases are plain words; a ``*`` at the end of a word stands for any ending
("late finish*"). ``folded`` is the one place that says which spellings are the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.content import Table
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

_MARKS = re.compile(r"[\u0300-\u036f]")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_PHRASE = re.compile(r"[^\W_]+\*?(?: [^\W_]+\*?)*")
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


def folded(text: str) -> str:
    """Give ``text`` for matching: small letters, no accents, apostrophes inside words gone.

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
    plain = " ".join(folded(phrase).replace("-", " ").split())
    if not _PHRASE.fullmatch(plain):
        raise ContentError("a phrase may hold words, and * at the end of a word.")
    if any(word.endswith("*") and len(word) <= _SHORTEST_STEM for word in plain.split()):
        raise ContentError("* needs at least three letters before it.")
    return plain


def parse_codebook(text: str) -> Codebook:
    """Read the codebook; raises ContentError naming the theme and field that does not fit."""
    table = Table.read(text, "codebook")
    version = table.whole("version", lowest=1, highest=1_000_000)
    themes = tuple(_theme(entry, version) for entry in table.tables("theme"))
    table.finish()
    seen: set[str] = set()
    for theme in themes:
        if theme.id in seen:
            raise ContentError(f"codebook: theme {theme.id}: this id is used twice.")
        seen.add(theme.id)
    _check_clashes(themes)
    return Codebook(version, themes)


def _theme(table: Table, version: int) -> Theme:
    theme_id = table.slug("id")
    table.place = f"codebook: theme {theme_id}"
    theme = Theme(
        id=theme_id,
        label=table.text("label"),
        description=table.text("description"),
        include=_phrases(table, "include", at_least=1),
        exclude=_phrases(table, "exclude"),
        examples=table.texts("examples", at_least=1),
        counter_examples=table.texts("counter_examples"),
        group=table.text("group"),
        hwb=table.choices("hwb", HWB_ELEMENTS),
        hse=table.choices("hse", HSE_STRESSORS),
        people_promise=table.choices("people_promise", PEOPLE_PROMISE),
        owner=table.text("owner"),
        status=table.choice("status", STATUSES),
        since=table.whole("since", lowest=1, highest=version),
        absence_counts=table.flag("absence_counts", absent=False),
    )
    table.finish()
    return theme


def _phrases(table: Table, name: str, *, at_least: int = 0) -> tuple[str, ...]:
    found: list[str] = []
    for number, phrase in enumerate(table.texts(name, at_least=at_least), 1):
        try:
            plain = normalised(phrase)
        except ContentError as error:
            raise table.wrong(f"{name}[{number}]", error.message) from error
        if plain in found:
            raise table.wrong(f"{name}[{number}]", "this phrase is there twice.")
        found.append(plain)
    return tuple(found)


def _check_clashes(themes: tuple[Theme, ...]) -> None:
    """Refuse one phrase in two current themes, or both included and excluded in one."""
    owner: dict[str, str] = {}
    for theme, phrase in _current_phrases(themes):
        if phrase in theme.exclude:
            raise ContentError(
                f"codebook: theme {theme.id}: “{phrase}” is both included and excluded."
            )
        if phrase in owner:
            raise ContentError(
                f"codebook: theme {theme.id}: “{phrase}” already belongs to {owner[phrase]}."
            )
        owner[phrase] = theme.id


def _current_phrases(themes: tuple[Theme, ...]) -> Iterator[tuple[Theme, str]]:
    # A retired theme keeps its phrases as a record, so a split or merge may use them again.
    for theme in themes:
        if theme.status != "retired":
            for phrase in theme.include:
                yield theme, phrase
