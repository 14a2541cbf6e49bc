"""Intake: what devices send is judged, stored, coded and released in one transaction.

A summary comes with a token, which says that an enrolled device sends it and not which. Each
is judged alone (``judging``), so that sending again is harmless and nothing is overwritten.
Nothing about the sender or the moment is at hand here, so nothing of it can be stored.

Before a text is stored it is looked at again, in memory (``second_look``). Where that finds
something nothing of the text is stored, and its author is told the places. From then on only
what its author has looked over again is taken under that code: one answer, however often and
in whatever order the requests arrive. Flagged texts alone may be replaced, by their author.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from app.domain.codebook import Codebook
from app.domain.organisation import Organisation
from app.domain.second_look import Place
from app.domain.summary import WireSummary
from sync_server.analysis.coding import PhraseCoder
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.server_state import ServerState
from sync_server.db.summaries import Summaries
from sync_server.errors import ServerError
from sync_server.services.judging import Judging, Sent
from sync_server.services.receipts import Receipt, read_item
from sync_server.services.releasing import release
from sync_server.services.second_look import SecondLook
from sync_server.services.spent_tokens import TokenGate
from sync_server.services.summary_row import content_digest, quarter_of, summary_row
from sync_server.services.trust_words import TrustWords


@dataclass(frozen=True)
class Taken:
    """What a request is answered: its receipts, and the epoch and mark they were given under."""

    receipts: tuple[Receipt, ...]
    epoch: str
    mark: int


class Intake:
    """Takes summaries in, for whichever trust their tokens are of."""

    def __init__(
        self,
        database: Database,
        codebook: Codebook,
        minimum_group: int,
        second_look: SecondLook,
        words: TrustWords,
        *,
        gate: TokenGate,
        cipher: TextCipher = PLAIN,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._minimum = minimum_group
        self._version = codebook.version
        self._codes = frozenset(theme.id for theme in codebook.live())
        self._coder = PhraseCoder(codebook)
        self._look = second_look.look
        self._words = words
        self._gate = gate
        self._cipher = cipher
        self._today = today

    def receive(self, items: Sequence[object]) -> Taken:
        """Judge and store ``items``; the receipts are in their order."""
        # Before the transaction: nobody else has to wait while tokens and texts are read.
        read = [self._read(item) for item in items]
        sent = [entry for entry in read if isinstance(entry, Sent)]
        if not sent:
            with self._database.read() as connection:
                state = ServerState(connection).read()
            told = tuple(entry for entry in read if isinstance(entry, Receipt))
            return Taken(told, state.epoch, state.mark)
        with self._database.write() as connection:
            trusts = self._trusts(connection, sent)
            state = ServerState(connection).hold()
            receipts = tuple(
                entry if isinstance(entry, Receipt) else _judged(entry, trusts) for entry in read
            )
            for judging in trusts.values():
                self._settle(judging.summaries, judging.organisation, judging.stored)
        return Taken(receipts, state.epoch, state.mark)

    def forget_order(self) -> None:
        """Keep nothing on the disk that tells in which order summaries came; see ``Database``."""
        self._database.forget_order()

    def _read(self, item: object) -> Sent | Receipt:
        found = read_item(item)
        if isinstance(found, Receipt):
            return found
        summary, shown = found.summary, self._gate.look(found.token, found.summary.id)
        if shown.organisation and shown.organisation != summary.organisation:
            return Receipt.because(summary.id, "rejected", "wrong-organisation")
        if shown.refusal or summary.looked_again:
            return Sent(summary, shown)
        return Sent(summary, shown, self._looked(summary))

    def _looked(self, summary: WireSummary) -> tuple[Place, ...] | None:
        try:
            return self._look(summary.text, self._words.of(summary.organisation))
        except ServerError:
            # Whoever runs the server is told at its start; the summary waits where it is.
            return None

    def _trusts(self, connection: Connection, sent: Sequence[Sent]) -> Mapping[str, Judging]:
        """Lock the trusts that are spoken of, always in the same order; others are left out."""
        found = {}
        for identity in sorted({entry.summary.organisation for entry in sent}):
            document = Organisations(connection).lock(identity)
            if document is not None:
                theirs = [entry for entry in sent if entry.summary.organisation == identity]
                found[identity] = Judging(
                    connection, _organisation(document), theirs, self._today(), self._cipher
                )
        return found

    def _settle(
        self, summaries: Summaries, organisation: Organisation, stored: Sequence[WireSummary]
    ) -> None:
        summaries.add_codes([row for summary in stored for row in self.code_rows(summary)])
        quarters = {quarter_of(summary) for summary in stored}
        release(summaries, organisation, quarters, self._minimum)

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

    def store_composed(
        self, connection: Connection, organisation: Organisation, composed: Sequence[WireSummary]
    ) -> None:
        """Store made-up summaries in bulk, coded and released as if they had come in batches."""
        summaries = Summaries(connection, organisation.id, self._cipher)
        plain = {
            "organisation": organisation.id,
            "released_staff_group": False,
            "released_area": False,
        }
        summaries.add_many([summary_row(s, content_digest(s)) | plain for s in composed])
        self._settle(summaries, organisation, composed)


def _judged(sent: Sent, trusts: Mapping[str, Judging]) -> Receipt:
    judging = trusts.get(sent.summary.organisation)
    if judging is None:
        reason = sent.shown.refusal or "wrong-organisation"
        return Receipt.because(sent.summary.id, "rejected", reason)
    return judging.judge(sent)


@lru_cache(maxsize=64)
def _organisation(document: str) -> Organisation:
    return Organisation.from_document(json.loads(document))
