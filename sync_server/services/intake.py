"""Intake: what devices send is judged, stored, coded and released in one transaction.

Each summary is judged alone. Sending again is harmless: the id is the key, and a digest of
the content tells a repeat from a clash, which never overwrites. Nothing about the sender or
the moment is at hand here, so nothing of it can be stored.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.codebook import Codebook
from app.domain.errors import InvalidSummary
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import IsoWeek, Quarter
from app.domain.summary import WireSummary
from sync_server.analysis.coding import PhraseCoder
from sync_server.analysis.suppression import Stock, due_for_release
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import VIEWS, Summaries

#: How far a conversation's week may lie from today's: clocks go wrong, devices stay offline.
WEEKS_AHEAD = 1
WEEKS_BACK = 26

REASONS: Mapping[str, str] = {
    "area-unknown": "Your trust has no such area any more. Choose the area again.",
    "role-family-unknown": "Your trust has no such role any more. Choose the role again.",
    "wrong-organisation": "This summary was written for another trust.",
    "week-out-of-range": (
        "The week of the conversation lies in the future or more than half a year back. "
        "Check the date."
    ),
    "conflict": "Another summary with this number is stored already. That one was kept.",
}


@dataclass(frozen=True)
class Receipt:
    """What became of one item: stored, duplicate, conflict or rejected with a reason."""

    id: str
    status: str
    reason: str = ""
    detail: str = ""
    field: str = ""

    def to_document(self) -> dict[str, str]:
        """Give the JSON object that is sent back, without its empty members."""
        members = {
            "id": self.id,
            "status": self.status,
            "reason": self.reason,
            "detail": self.detail,
            "field": self.field,
        }
        return {k: v for k, v in members.items() if v or k in ("id", "status")}


class Intake:
    """Takes summaries in for one trust at a time."""

    def __init__(
        self,
        database: Database,
        codebook: Codebook,
        minimum_group: int,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._minimum = minimum_group
        self._version = codebook.version
        self._codes = frozenset(theme.id for theme in codebook.live())
        self._coder = PhraseCoder(codebook)
        self._today = today

    def receive(self, organisation: Organisation, items: Sequence[object]) -> list[Receipt]:
        """Judge and store ``items``; the receipts are in their order."""
        read = [_read(item) for item in items]
        with self._database.write() as connection:
            # Two releases at once could each show a step smaller than the minimum.
            Organisations(connection).lock(organisation.id)
            summaries = Summaries(connection, organisation.id)
            known = summaries.digests({s.id for s in read if isinstance(s, WireSummary)})
            receipts: list[Receipt] = []
            stored: list[WireSummary] = []
            for entry in read:
                receipt = entry if isinstance(entry, Receipt) else None
                if isinstance(entry, WireSummary):
                    receipt = self._judge(entry, organisation, summaries, known)
                    if receipt.status == "stored":
                        stored.append(entry)
                assert receipt is not None  # noqa: S101 -- for the type checker
                receipts.append(receipt)
            summaries.add_codes([row for summary in stored for row in self.code_rows(summary)])
            self._release(summaries, organisation, stored)
        return receipts

    def _judge(
        self,
        summary: WireSummary,
        organisation: Organisation,
        summaries: Summaries,
        known: dict[str, str],
    ) -> Receipt:
        digest = content_digest(summary)
        if summary.id not in known:
            # What is stored already is answered as such, even when its week is long past.
            reason = self._misfit(summary, organisation)
            if reason:
                return Receipt(summary.id, "rejected", reason, REASONS[reason])
            if summaries.add(summary_row(summary, digest)):
                known[summary.id] = digest
                return Receipt(summary.id, "stored")
            known.update(summaries.digests({summary.id}))
        if known[summary.id] == digest:
            return Receipt(summary.id, "duplicate")
        return Receipt(summary.id, "conflict", "conflict", REASONS["conflict"])

    def _misfit(self, summary: WireSummary, organisation: Organisation) -> str:
        if summary.organisation != organisation.id:
            return "wrong-organisation"
        # A retired area too: the summary may have waited in an outbox since before.
        if summary.area not in {area.id for area in organisation.leaves(retired=True)}:
            return "area-unknown"
        families = {family.id for family in organisation.role_families}
        if summary.role_family is not None and summary.role_family not in families:
            return "role-family-unknown"
        ahead = IsoWeek.parse(summary.week).weeks_after(IsoWeek.of(self._today()))
        return "" if -WEEKS_BACK <= ahead <= WEEKS_AHEAD else "week-out-of-range"

    def code_rows(self, summary: WireSummary) -> list[dict[str, object]]:
        """Give the rows for the themes found in the text, then those the two people picked."""
        phrases: dict[str, str] = {}
        for match in self._coder.code(summary.text):
            phrases.setdefault(match.code, match.phrase)
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
        for quarter in sorted({_quarter(summary) for summary in stored}):
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


def _cells(organisation: Organisation, view: str) -> Iterable[str]:
    if view == "staff_group":
        return STAFF_GROUPS
    return [area.id for area in organisation.leaves(retired=True)]


def _stock(counts: Mapping[str, tuple[int, int]], names: Iterable[str]) -> list[Stock]:
    """Give every cell of a view, also the empty ones and those the trust has given up."""
    known = dict.fromkeys([*names, *sorted(counts)])
    return [Stock(cell, *counts.get(cell, (0, 0))) for cell in known]


def _read(item: object) -> WireSummary | Receipt:
    try:
        summary = WireSummary.from_wire(item)
        if str(IsoWeek.parse(summary.week)) != summary.week:
            raise InvalidSummary(field="week")  # other alphabets' digits, a trailing line end
    except InvalidSummary as error:
        return Receipt(_usable_id(item), "rejected", error.code, error.message, error.field)
    return summary


def _usable_id(item: object) -> str:
    """Give the item's id when it is one, else nothing: an unusable one is not echoed."""
    given = item.get("id") if isinstance(item, Mapping) else None
    try:
        return given if isinstance(given, str) and str(uuid.UUID(given)) == given else ""
    except ValueError:
        return ""


def content_digest(summary: WireSummary) -> str:
    """Give the SHA-256 of the summary's content in one canonical form."""
    canonical = json.dumps(summary.to_wire() | {"schema": int(summary.schema)}, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _quarter(summary: WireSummary) -> str:
    return str(Quarter.of_week(IsoWeek.parse(summary.week)))


def summary_row(summary: WireSummary, digest: str) -> dict[str, object]:
    """Give the summary's columns, without the trust's and the release marks."""
    return {
        "id": summary.id,
        "digest": digest,
        "quarter": _quarter(summary),
        "week": summary.week,
        "staff_group": summary.staff_group,
        "role_family": summary.role_family,
        "area": summary.area,
        "kind": summary.kind,
        "text": summary.text,
        "themes": json.dumps(summary.themes),
        "plan_made": summary.plan_made,
        "follow_up_agreed": summary.follow_up_agreed,
        "support_offered": json.dumps(summary.support_offered),
        "helpful": summary.helpful,
        "self_referral": summary.self_referral,
        "language": summary.language,
        "anonymiser": summary.anonymiser,
        "schema": int(summary.schema),
    }
