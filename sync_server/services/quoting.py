"""Quotes: a lead approves a sentence that people agreed to, and it is shown with one thing alone.

A quote stands with its staff group or with its area, never with both and never with a week. The
closed quarter must show that group or area, and the theme in it. Whoever reads texts knows each
text's group, so an area is told only where at least the minimum of that group spoke there, and
for a few texts of a group alone: asking on and on would count the others. No answer leaves fewer
than the minimum of a group to choose from, a refusal neither (``analysis.told_areas``). A text that
is flagged, taken back or kept long enough takes its quotes along, for they are places in it.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.anonymise.wording import sentences
from app.domain.organisation import Organisation
from app.domain.periods import Quarter
from app.domain.theme import Theme
from sync_server.analysis.nodes import TreeName, area_tree
from sync_server.analysis.told_areas import told_areas
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.quotes import LIVE, REFUSED, Origin, QuoteRow, Quotes
from sync_server.db.repositories import Organisations
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import Summaries
from sync_server.errors import Refusal
from sync_server.services.frozen_names import name_of
from sync_server.services.insights import Insights
from sync_server.services.reporting import Reporting
from sync_server.services.second_look import SecondLook
from sync_server.services.server_secret import ServerSecret
from sync_server.services.theme_changes import TOO_NEW
from sync_server.services.trust_words import TrustWords

#: Of how many texts of one group in one quarter an area may be asked.
MOST_BY_AREA = 5

_CLOSED = "Wait until its quarter has closed. Then there are figures that a quote can stand with."
_NAMES = "Something in this sentence could name someone. Choose another one."
_THEME = (
    "Too few, or nearly all, of this group or area speak of that theme to show a quote with it."
)
_OTHER = (
    "This text has been quoted with its other side. Group and area together could place someone."
)
_AREA = "Too few people of this group spoke in one area. Show it with the staff group instead."
_ENOUGH = (
    "No more areas can be told for this group and quarter. Show it with the staff group instead."
)


@dataclass(frozen=True)
class Wanted:
    """A sentence as it was read: where, its exact words, the theme in it, and what to show."""

    handle: str
    quarter: Quarter
    staff_group: str
    words: str
    theme: str
    tree: TreeName


@dataclass(frozen=True)
class ApprovedQuote:
    """A quote as it may be shown: exact words, theme, and the name of its group or its area."""

    id: str
    words: str
    theme: str
    label: str
    tree: str
    node: str
    name: str
    period: str


@dataclass(frozen=True)
class Quoting:
    """Approves, lists and withdraws the quotes of trusts."""

    database: Database
    secret: ServerSecret
    reporting: Reporting
    insights: Insights
    look: SecondLook
    words: TrustWords
    cipher: TextCipher = PLAIN
    now: Callable[[], datetime] = datetime.now

    def live(self, organisation: Organisation, period: str = "") -> list[ApprovedQuote]:
        """Give the quotes that stand, of a closed quarter if one is named; in no telling order."""
        with self.database.read() as connection:
            found = Quotes(connection, organisation.id, self.cipher).live()
        themes = {theme.id: theme for theme in self.insights.compared(organisation)}
        found.sort(key=lambda pair: self.secret.place(pair[0].id))
        shows: dict[tuple[str, str], set[str]] = {}
        return [
            self._shown(organisation, row, text, themes[row.theme].label)
            for row, text in found
            if (not period or row.period == period)
            and row.theme in themes
            and row.node in self._nodes(organisation, row, shows)
            and self._tells(organisation, row.period, row.tree, themes[row.theme])
        ]

    def approve(self, organisation: Organisation, who: str, wanted: Wanted) -> ApprovedQuote:
        """Let a sentence be shown; the same again gives the same quote.

        Raises Refusal text-unknown, invalid-request, quote-refused (with the reason in words).
        """
        identity = self._identity(organisation, wanted)
        theme = self.insights.theme(organisation, wanted.theme)
        with self.database.write() as connection:
            Organisations(connection).lock(organisation.id)
            quotes = Quotes(connection, organisation.id, self.cipher)
            origin = quotes.origin(identity)
            if origin is None:
                raise Refusal("text-unknown")
            first, last = _place(origin.text, wanted.words)
            terms = self.words.of(organisation.id, connection)
            if self.look.look(origin.text[first:last], terms):
                raise Refusal("quote-refused", _NAMES)
            row = self._row(organisation, quotes, origin, wanted, who)
            known = [one for one in quotes.of_summary(identity) if _same(one, row)]
            if not known:
                quotes.add(row)
                act = f"approved a quote of {row.period} with its {row.tree}"
                self._note(quotes, who, act if row.state == LIVE else "asked for a quote's area")
        row = known[0] if known else row
        if row.state != LIVE:
            raise Refusal("quote-refused", _AREA)
        return self._shown(organisation, row, origin.text, theme.label)

    def withdraw(self, organisation: Organisation, who: str, identity: str) -> None:
        """Take a quote back; raises Refusal not-found."""
        with self.database.write() as connection:
            Organisations(connection).lock(organisation.id)
            quotes = Quotes(connection, organisation.id)
            if not quotes.withdraw(identity):
                raise Refusal("not-found")
            self._note(quotes, who, "took a quote back")

    def _identity(self, organisation: Organisation, wanted: Wanted) -> str:
        """Find the summary of a handle among what a lead may read now."""
        _, shown = self.reporting.texts(organisation, wanted.quarter, wanted.staff_group)
        if any(quote.handle == wanted.handle for quote in shown):
            with self.database.read() as connection:
                summaries = Summaries(connection, organisation.id, self.cipher)
                for identity, _ in summaries.texts(str(wanted.quarter), wanted.staff_group):
                    if self.secret.handle(identity) == wanted.handle:
                        return identity
        raise Refusal("text-unknown")

    def _row(
        self, organisation: Organisation, quotes: Quotes, origin: Origin, wanted: Wanted, who: str
    ) -> QuoteRow:
        period = (origin.block or "")[: len("2026-Q4")]
        if not any(one.id == period for one in self.insights.periods(organisation)):
            raise Refusal("quote-refused", _CLOSED)
        theme = self.insights.theme(organisation, wanted.theme)
        if not self._tells(organisation, period, wanted.tree, theme):
            raise Refusal("quote-refused", TOO_NEW)
        asked = quotes.of_summary(origin.id)
        if any(one.tree != wanted.tree for one in asked if one.state != REFUSED):
            raise Refusal("quote-refused", _OTHER)
        node, state = origin.staff_group, LIVE
        if wanted.tree == "area":
            node, state = self._area(organisation, quotes, origin, period, bool(asked))
        if state == LIVE and not self._carries(organisation, period, wanted, node):
            if wanted.tree == "group":
                raise Refusal("quote-refused", _THEME)
            # Another answer than for an area that cannot be told would tell something of it.
            node, state = "", REFUSED
        place = origin.id, *_place(origin.text, wanted.words)
        made = uuid.uuid4().hex, *place, wanted.tree, node, period, wanted.theme, state
        return QuoteRow(*made, who, self.now().date().isoformat())

    def _area(
        self, organisation: Organisation, quotes: Quotes, origin: Origin, period: str, asked: bool
    ) -> tuple[str, str]:
        """Give the smallest area that may be told, or REFUSED; each question counts."""
        if not asked and quotes.asked_by_area(period, origin.staff_group) >= MOST_BY_AREA:
            raise Refusal("quote-refused", _ENOUGH)
        shown = self.insights.frozen.counts(organisation, period, "area").n
        spoke = quotes.by_area(period, origin.quarter, origin.staff_group)
        told = told_areas(area_tree(organisation), spoke, set(shown), self.insights.minimum_group)
        return (told[origin.area], LIVE) if origin.area in told else ("", REFUSED)

    def _carries(self, organisation: Organisation, period: str, wanted: Wanted, node: str) -> bool:
        """Say whether the closed figures show this theme in this group or area."""
        counts = self.insights.frozen.counts(organisation, period, wanted.tree)
        if node not in counts.n:
            return False
        theme = self.insights.theme(organisation, wanted.theme)
        return counts.theme(node, theme.id).percent is not None

    def _tells(self, organisation: Organisation, period: str, tree: str, theme: Theme) -> bool:
        """Say whether this theme may be told along that tree; it says nothing of a text."""
        named: TreeName = "area" if tree == "area" else "group"
        return bool(self.insights.below((theme,), organisation, period, named))

    def _nodes(
        self, organisation: Organisation, row: QuoteRow, kept: dict[tuple[str, str], set[str]]
    ) -> set[str]:
        """Give the nodes that are shown in a quote's period; a raised minimum withholds more."""
        tree: TreeName = "area" if row.tree == "area" else "group"
        if (row.period, tree) not in kept:
            nodes = self.insights.frozen.nodes(organisation, row.period, tree)
            kept[row.period, tree] = {node.id for node in nodes if node.shown is not None}
        return kept[row.period, tree]

    def _shown(
        self, organisation: Organisation, row: QuoteRow, text: str, label: str
    ) -> ApprovedQuote:
        tree: TreeName = "area" if row.tree == "area" else "group"
        name = name_of(organisation, tree, row.node)
        words = text[row.first : row.last]
        return ApprovedQuote(row.id, words, row.theme, label, tree, row.node, name, row.period)

    def _note(self, quotes: Quotes, who: str, act: str) -> None:
        at = self.now().isoformat(timespec="minutes")[:16]
        Audit(quotes.connection, quotes.organisation).add(who, act, at)


def _same(one: QuoteRow, other: QuoteRow) -> bool:
    if REFUSED in (one.state, other.state):
        return one.state == other.state
    named = "first", "last", "tree", "theme", "state"
    return all(getattr(one, name) == getattr(other, name) for name in named)


def _place(text: str, words: str) -> tuple[int, int]:
    """Find a sentence of a text by its exact words; raises Refusal invalid-request."""
    for first, last in sentences(text):
        part = text[first:last]
        if part.strip() and part.strip() == words:
            begin = first + len(part) - len(part.lstrip())
            return begin, begin + len(words)
    raise Refusal("invalid-request", "Choose a whole sentence of the text.", field="words")
