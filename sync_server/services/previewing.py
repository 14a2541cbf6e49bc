"""What a release would change, before anybody decides: tried on texts that leads may read anyway.

Only how many texts gain or lose a theme is told, of the whole trust together: rounded to 5, and
not at all where it is fewer than 8. So a codebook that was written to find a few texts tells no
more of them than reading does, and of texts that nobody may read it tells nothing.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass

from app.domain.codebook import Codebook
from app.domain.organisation import Organisation
from sync_server.analysis.engine import Engine
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, nearest
from sync_server.analysis.statuses import By, CodeStatus, Status
from sync_server.db.checks import Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.services.checking import Readable
from sync_server.services.trust_coding import TrustCoding

SAMPLE = 1_000
FEWEST_TEXTS = 11


@dataclass(frozen=True)
class ThemeChange:
    """What would change for one theme; see ``api.coding_answers``."""

    code: str
    label: str
    changed: bool
    gains: str
    loses: str
    by: By
    status: Status


@dataclass(frozen=True)
class Preview:
    """What would change, on about so many texts."""

    texts: int
    words: str
    themes: tuple[ThemeChange, ...]

    def to_text(self) -> str:
        """Give it as the database keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Preview | None":
        """Read what ``to_text`` wrote; None for an empty text."""
        if not text:
            return None
        kept = json.loads(text)
        themes = tuple(ThemeChange(**one) for one in kept["themes"])
        return cls(kept["texts"], kept["words"], themes)


@dataclass(frozen=True)
class Previewing:
    """Tries engines out; ``place`` orders texts in a way that says nothing of them."""

    database: Database
    coding: TrustCoding
    readable: Readable
    place: Callable[[str], bytes]
    cipher: TextCipher = PLAIN

    def of(self, organisation: Organisation, engine: Engine) -> Preview:
        """Hold an engine against the live one."""
        identities = [identity for identity, _ in self.readable(organisation)]
        identities.sort(key=self.place)
        with self.database.read() as connection:
            checks = Checks(connection, organisation.id, self.cipher)
            texts = list(checks.quotable(identities[:SAMPLE]).values())
        live = self.coding.for_trust(organisation)
        if len(texts) < FEWEST_TEXTS:
            themes = _unchanged(engine)
            return Preview(0, "There are too few texts to try it on yet.", themes)
        before, after = live.codes(texts), list(engine.code_many(texts))
        gains, loses = Counter[str](), Counter[str]()
        for was, will in zip(before, after, strict=True):
            gains.update(will - was)
            loses.update(was - will)
        status = {one.code: one for one in engine.report()}
        themes = tuple(
            _change(code, label, gains[code], loses[code], status.get(code))
            for code, label in _labels(live.codebook, engine.codebook).items()
        )
        changed = sum(one.changed for one in themes)
        return Preview(nearest(len(texts)), _words(len(texts), changed), themes)


def _labels(before: Codebook, after: Codebook) -> dict[str, str]:
    """Give the labels of all themes that are live on either side, new names first."""
    found = {theme.id: theme.label for theme in after.live()}
    for theme in before.live():
        found.setdefault(theme.id, theme.label)
    return found


def _unchanged(engine: Engine) -> tuple[ThemeChange, ...]:
    labels = _labels(engine.codebook, engine.codebook)
    return tuple(_change(one.code, labels[one.code], 0, 0, one) for one in engine.report())


def _change(
    code: str, label: str, gains: int, loses: int, status: CodeStatus | None
) -> ThemeChange:
    changed = max(gains, loses) >= SMALLEST_NUMERATOR
    by: By = status.by if status else "phrases"
    how: Status = status.status if status else "check"
    return ThemeChange(code, label, changed, _about(gains), _about(loses), by, how)


def _about(number: int) -> str:
    if number < SMALLEST_NUMERATOR:
        return f"fewer than {SMALLEST_NUMERATOR}"
    return f"about {nearest(number)}"


def _words(texts: int, changed: int) -> str:
    tried = f"Tried on about {nearest(texts)} texts that you may read."
    if not changed:
        return f"{tried} No theme would change by {SMALLEST_NUMERATOR} texts or more."
    noun = "theme" if changed == 1 else "themes"
    return f"{tried} {changed} {noun} would change by {SMALLEST_NUMERATOR} texts or more."
