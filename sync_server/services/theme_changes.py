"""Since when each theme has found what it finds now.

Texts are read with their staff group. Who reads some and publishes a theme whose phrases stand
in those alone would learn from the areas' figures where they were said: a group and an area of
one text. So a theme is told by area only in periods that began after it was published as it now
finds: nobody can have read their summaries by then.

What a theme finds is settled by its phrases, by whether lacking the thing counts, by the themes
that were merged into it, and by its being live. A model that is learnt anew counts as no change:
it moves labels, and nobody words it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.codebook import Codebook, parse_codebook
from app.domain.errors import ContentError
from app.domain.periods import blocks_in, parse_span
from sync_server.db.coding_releases import LIVE, CodingReleases
from sync_server.db.engine import Database
from sync_server.db.repositories import Record
from sync_server.services.judging import WEEKS_AHEAD
from sync_server.services.trust_coding import TrustCoding

TOO_NEW_THEN = "Not told by area: the theme was published as it is now after this had begun."
NOT_BY_AREA = "Not told by area, nor held against other groups yet:"
TOO_NEW = (
    "A theme is told by area only in periods that begin more than a week after it was published as "
    "it is now. Otherwise somebody who had read summaries could word a theme that finds a few of "
    "them, and see where they came from."
)
#: What a codebook's theme finds, to be compared; None where it is not live.
_Finds = tuple[frozenset[str], frozenset[str], bool, frozenset[str]] | None


def is_after(period: str, since: date) -> bool:
    """Say whether nobody can have read a summary of ``period`` by the end of the day ``since``.

    A device whose clock is ahead may send one ``WEEKS_AHEAD`` before its week begins.
    """
    begins = blocks_in(parse_span(period))[0].first_day
    return begins - timedelta(weeks=WEEKS_AHEAD) > since


@dataclass(frozen=True)
class ThemeChanges:
    """Reads it from a trust's releases; keeps what it read until there are others."""

    database: Database
    coding: TrustCoding
    _kept: dict[str, tuple[Sequence[object], Mapping[str, date]]] = field(default_factory=dict)

    def since(self, organisation: str) -> Mapping[str, date]:
        """Give the day since which each live theme has found what it finds, without a gap.

        A theme that is not there always has, or has as Layby's own codebook brought it, which
        nobody wrote who reads the trust's texts.
        """
        with self.database.read() as connection:
            releases = CodingReleases(connection, organisation)
            key = releases.published()
            known = self._kept.get(organisation)
            if known is not None and known[0] == key:
                return known[1]
            rows = [one for one in releases.all() if one.published_on]
        found = changes(rows, self._books(rows))
        self._kept[organisation] = key, found
        return found

    def _books(self, rows: Sequence[Record]) -> dict[int, Codebook]:
        read: dict[str, Codebook | None] = {}
        books = {}
        for row in rows:
            text = str(row.codebook)
            if text not in read:
                read[text] = _read(text)
            # The live one codes by the codebook that ships where its own cannot be read.
            book = read[text] or (self.coding.codebook_of(row) if row.state == LIVE else None)
            books[int(row.number)] = book or Codebook(1, ())
        return books


def changes(rows: Sequence[Record], books: Mapping[int, Codebook]) -> dict[str, date]:
    """Give the day of the last change of each live theme that ever changed.

    ``rows`` are the releases that were ever published. Each keeps the day of its last coming in
    alone (a roll-back writes over the first): so the day given here may be later than the true
    one, and never earlier.
    """
    live = next((row for row in rows if row.state == LIVE), None)
    if live is None:
        return {}
    found: dict[str, date] = {}
    for theme in books[int(live.number)].live():
        wanted = finds(books[int(live.number)], theme.id)
        same = [row for row in rows if finds(books[int(row.number)], theme.id) == wanted]
        others = [row for row in rows if row not in same]
        if others and not _shipped(same, others):
            last = max(str(row.published_on) for row in others)
            run = [str(r.published_on) for r in same if r is live or str(r.published_on) > last]
            found[theme.id] = date.fromisoformat(max(last, min(run)))
    return found


def finds(book: Codebook, code: str) -> _Finds:
    """Give what settles which texts a live theme finds; None where it finds none."""
    theme = book.theme(code)
    if theme is None or theme.status != "live":
        return None
    merged = frozenset(one.id for one in book.themes if book.current(one.id) == code)
    return frozenset(theme.include), frozenset(theme.exclude), theme.absence_counts, merged


def _shipped(same: Sequence[Record], others: Sequence[Record]) -> bool:
    """Say whether an upgrade brought it, and nothing else has been published since.

    After a roll-back to what Layby brought there is a later release that differs.
    """
    newest = max(int(row.number) for row in others)
    return any(row.why == "shipped" and not row.own and int(row.number) > newest for row in same)


def _read(text: str) -> Codebook | None:
    try:
        return parse_codebook(text)
    except ContentError:
        return None
