"""Intake: what devices send is judged, stored, coded and released in one transaction.

Each summary is judged alone. Sending again is harmless: the id is the key, and a digest of
the content tells a repeat from a clash, which never overwrites. Nothing about the sender or
the moment is at hand here, so nothing of it can be stored.

Before a text is stored it is looked at again, in memory (``second_look``). Where that finds
something nothing of the text is stored, and its author is told the places. From then on only
what its author has looked over again is taken under that code: one answer, however often and
in whatever order the requests arrive. Flagged texts alone may be replaced, by their author.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from app.domain.codebook import Codebook
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import IsoWeek
from app.domain.second_look import NEEDS_ANOTHER_LOOK, Place, within
from app.domain.summary import WireSummary
from sync_server.analysis.coding import PhraseCoder
from sync_server.analysis.suppression import Stock, due_for_release
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.second_looks import Flags, HeldLooks, put_text
from sync_server.db.summaries import VIEWS, Stored, Summaries
from sync_server.services.receipts import Receipt, read_item
from sync_server.services.retention import kept_until
from sync_server.services.second_look import SecondLook
from sync_server.services.summary_row import content_digest, quarter_of, summary_row
from sync_server.services.trust_words import TrustWords

#: How far a conversation's week may lie from today's: clocks go wrong, devices stay offline.
WEEKS_AHEAD = 1
WEEKS_BACK = 26


class Intake:
    """Takes summaries in for one trust at a time."""

    def __init__(
        self,
        database: Database,
        codebook: Codebook,
        minimum_group: int,
        second_look: SecondLook,
        words: TrustWords,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._minimum = minimum_group
        self._version = codebook.version
        self._codes = frozenset(theme.id for theme in codebook.live())
        self._coder = PhraseCoder(codebook)
        self._look = second_look.look
        self._words = words
        self._today = today

    def receive(self, organisation: Organisation, items: Sequence[object]) -> list[Receipt]:
        """Judge and store ``items``; the receipts are in their order."""
        read = [read_item(item) for item in items]
        summaries = [entry for entry in read if isinstance(entry, WireSummary)]
        # Before the transaction: nobody else has to wait while texts are read.
        words = self._words.of(organisation.id)
        found = {s.text: self._look(s.text, words) for s in summaries if not s.looked_again}
        with self._database.write() as connection:
            # Two releases at once could each show a step smaller than the minimum.
            Organisations(connection).lock(organisation.id)
            judging = _Judging(connection, organisation, summaries, found, self._today())
            receipts = [
                entry if isinstance(entry, Receipt) else judging.judge(entry) for entry in read
            ]
            stored = judging.stored
            store = judging.summaries
            store.add_codes([row for summary in stored for row in self.code_rows(summary)])
            self._release(store, organisation, stored)
        return receipts

    def code_rows(self, summary: WireSummary) -> list[dict[str, object]]:
        """Give the rows for the themes found in the text, then those the two people picked.

        Of a text that must not be quoted the wording that matched is not kept either.
        """
        phrases: dict[str, str] = {}
        for match in self._coder.code(summary.text):
            phrases.setdefault(match.code, "" if summary.looked_again else match.phrase)
        for code in summary.themes:
            if code in self._codes:
                phrases.setdefault(code, "")
        return [
            {
                "summary_id": summary.id,
                "code": code,
                "phrase": phrase,
                "codebook_version": self._version,
            }
            for code, phrase in phrases.items()
        ]

    def _release(
        self, summaries: Summaries, organisation: Organisation, stored: Iterable[WireSummary]
    ) -> None:
        for quarter in sorted({quarter_of(summary) for summary in stored}):
            views = [
                _stock(summaries.stock(view, quarter), _cells(organisation, name))
                for name, view in VIEWS.items()
            ]
            due = due_for_release(views[0], views[1], self._minimum)
            for view, steps in zip(VIEWS.values(), due, strict=True):
                for cell, number in steps.items():
                    summaries.release(view, quarter, cell, number)

    def store_composed(
        self, connection: Connection, organisation: Organisation, composed: Sequence[WireSummary]
    ) -> None:
        """Store made-up summaries in bulk, coded and released as if they had come in batches."""
        summaries = Summaries(connection, organisation.id)
        plain = {
            "organisation": organisation.id,
            "released_staff_group": False,
            "released_area": False,
        }
        summaries.add_many([summary_row(s, content_digest(s)) | plain for s in composed])
        summaries.add_codes([row for summary in composed for row in self.code_rows(summary)])
        self._release(summaries, organisation, composed)


class _Judging:
    """One request's summaries, judged one after another in one transaction."""

    def __init__(
        self,
        connection: Connection,
        organisation: Organisation,
        read: Sequence[WireSummary],
        found: Mapping[str, tuple[Place, ...]],
        today: date,
    ) -> None:
        self.summaries = Summaries(connection, organisation.id)
        self.stored: list[WireSummary] = []
        self._connection = connection
        self._organisation = organisation
        self._found = found
        self._today = today
        self._looks = HeldLooks(connection)
        self._known = self.summaries.known({summary.id for summary in read})
        codes = {s.withdrawal for s in read if s.withdrawal is not None}
        self._held = self._looks.places(codes, today.isoformat())

    def judge(self, summary: WireSummary) -> Receipt:
        """Store the summary, or say why not."""
        digest = content_digest(summary)
        if summary.id not in self._known:
            # What is stored already is answered as such, even when its week is long past.
            reason = _misfit(summary, self._organisation, self._today)
            if reason:
                return Receipt.because(summary.id, "rejected", reason)
            held = self._ask_again(summary)
            if held is not None:
                return held
            if self.summaries.add(summary_row(summary, digest)):
                return self._store(summary, digest)
            self._known.update(self.summaries.known({summary.id}))
        return self._repeat(summary, digest)

    def _repeat(self, summary: WireSummary, digest: str) -> Receipt:
        """Say what a summary is whose id is stored already."""
        stored = self._known[summary.id]
        if stored.digest == digest:
            return Receipt(summary.id, "duplicate")
        if self._may_replace(summary):
            put_text(self._connection, summary.id, summary.text, digest)
            self._known[summary.id] = Stored(digest, summary.withdrawal)
            return Receipt(summary.id, "stored")
        if summary.withdrawal is not None and stored.looked_again_by == summary.withdrawal:
            # An earlier wording of its own, from a late request or a device restored from a
            # backup: told of a conflict, its author would send it under another number.
            return Receipt(summary.id, "duplicate")
        return Receipt.because(summary.id, "conflict", "conflict")

    def _store(self, summary: WireSummary, digest: str) -> Receipt:
        by = summary.withdrawal if summary.looked_again else None
        self._known[summary.id] = Stored(digest, by)
        self.stored.append(summary)
        if summary.withdrawal is not None and self._held.pop(summary.withdrawal, None) is not None:
            # Kept any longer it would tie the week it came to a summary.
            self._looks.forget(summary.withdrawal)
        return Receipt(summary.id, "stored")

    def _ask_again(self, summary: WireSummary) -> Receipt | None:
        if summary.looked_again:
            return None
        places, code = self._found[summary.text], summary.withdrawal
        told = self._held.get(code) if code is not None else None
        if not places and told is None:
            return None
        # A first answer stands, whatever this server's rules have learnt since.
        places = places or within(told or (), len(summary.text))
        if code is None:
            # Versions before the third know no better word for it.
            given = Receipt.because(summary.id, "rejected", NEEDS_ANOTHER_LOOK)
        else:
            self._held[code] = places
            self._looks.hold(code, places, "second-look", kept_until(self._today))
            given = Receipt.because(summary.id, NEEDS_ANOTHER_LOOK, NEEDS_ANOTHER_LOOK)
        return Receipt(given.id, given.status, given.reason, given.detail, places=places)

    def _may_replace(self, summary: WireSummary) -> bool:
        """Only an author's device knows the hash, and only a flagged text may be reworded."""
        if not summary.looked_again:
            return False
        found = Flags(self._connection, self._organisation.id).find(summary.id)
        return found is not None and found.withdrawal == summary.withdrawal


def _misfit(summary: WireSummary, organisation: Organisation, today: date) -> str:
    if summary.organisation != organisation.id:
        return "wrong-organisation"
    # A retired area too: the summary may have waited in an outbox since before.
    if summary.area not in {area.id for area in organisation.leaves(retired=True)}:
        return "area-unknown"
    families = {family.id for family in organisation.role_families}
    if summary.role_family is not None and summary.role_family not in families:
        return "role-family-unknown"
    ahead = IsoWeek.parse(summary.week).weeks_after(IsoWeek.of(today))
    return "" if -WEEKS_BACK <= ahead <= WEEKS_AHEAD else "week-out-of-range"


def _cells(organisation: Organisation, view: str) -> Iterable[str]:
    if view == "staff_group":
        return STAFF_GROUPS
    return [area.id for area in organisation.leaves(retired=True)]


def _stock(counts: Mapping[str, tuple[int, int]], names: Iterable[str]) -> list[Stock]:
    """Give every cell of a view, also the empty ones and those the trust has given up."""
    known = dict.fromkeys([*names, *sorted(counts)])
    return [Stock(cell, *counts.get(cell, (0, 0))) for cell in known]
