"""Intake: what devices send is judged, stored, coded and released in one transaction.

Requests that come at once share it, and before it share a look at their tokens and texts
(``rounds``). What is refused whatever the database holds, such as a forged token, never waits
for the transaction.

A summary comes with a token, which says that an enrolled device sends it and not which. Each
is judged alone (``judging``), so that sending again is harmless and nothing is overwritten.
Nothing about the sender or the moment is at hand here, so nothing of it can be stored.

Before a text is stored it is looked at again, in memory (``second_look``). Where that finds
something nothing of the text is stored, and its author is told the places. From then on only
what its author has looked over again is taken under that code: one answer, however often and
in whatever order the requests arrive. Flagged texts alone may be replaced, by their author.
"""

import asyncio
import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from app.anonymise.trust_terms import TrustTerms
from app.domain.organisation import Organisation
from app.domain.summary import WireSummary
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.server_state import ServerState
from sync_server.db.spent_tokens import SpentTokens
from sync_server.db.summaries import Summaries
from sync_server.errors import ServerError
from sync_server.services.judging import Clash, Entry, Judging, Sent
from sync_server.services.look_limit import LookLimit
from sync_server.services.receipts import Item, Receipt, read_item
from sync_server.services.releasing import release
from sync_server.services.rounds import Rounds
from sync_server.services.second_look import SecondLook
from sync_server.services.spent_tokens import SPENT, TokenGate
from sync_server.services.summary_row import content_digest, quarter_of, summary_row
from sync_server.services.trust_coding import TrustCoding
from sync_server.services.trust_words import TrustWords


@dataclass(frozen=True)
class Taken:
    """What a request is answered: its receipts, and the epoch and mark they were given under."""

    receipts: tuple[Receipt, ...]
    epoch: str
    mark: int


@dataclass
class _Fit:
    """An entry of a request, and its summary where the text of it is to be looked at."""

    entry: Entry
    due: WireSummary | None = None


class Intake:
    """Takes summaries in, for whichever trust their tokens are of."""

    def __init__(
        self,
        database: Database,
        coding: TrustCoding,
        minimum_group: int,
        second_look: SecondLook,
        words: TrustWords,
        *,
        gate: TokenGate,
        cipher: TextCipher = PLAIN,
        today: Callable[[], date] = date.today,
        keyed: Callable[[str], str] = str,
    ) -> None:
        self._database = database
        self._keyed = keyed
        self._minimum = minimum_group
        self._coding = coding
        self._look_at = second_look.look_at
        self._limit = LookLimit()
        self._words = words
        self._gate = gate
        self._cipher = cipher
        self._today = today
        self._reading: Rounds[Sequence[object], Sequence[Entry]] = Rounds(self._read, len)
        self._storing: Rounds[Sequence[Entry], Taken] = Rounds(self._store, len)

    def receive(self, items: Sequence[object]) -> Taken:
        """Judge and store ``items``; the receipts are in their order."""
        # Before the transaction: nobody else has to wait while tokens and texts are read.
        read = self._reading.take(items).result()
        return self._storing.take(read).result() if _wants_storing(read) else self._told(read)

    async def received(self, items: Sequence[object]) -> Taken:
        """Do the same, and let others be served meanwhile."""
        read = await asyncio.wrap_future(self._reading.take(items))
        if _wants_storing(read):
            return await asyncio.wrap_future(self._storing.take(read))
        return await asyncio.to_thread(self._told, read)

    def _told(self, read: Sequence[Entry]) -> Taken:
        """Answer what nothing is stored of."""
        with self._database.read() as connection:
            state = ServerState(connection).read()
        told = tuple(entry for entry in read if isinstance(entry, Receipt))
        return Taken(told, state.epoch, state.mark)

    def _store(self, round_: Sequence[Sequence[Entry]]) -> list[Taken]:
        """Store what came at once, in one transaction."""
        while True:
            try:
                with self._database.write() as connection:
                    taken = self._stored(connection, round_)
            except Clash:
                continue  # what clashed is there by now, and is seen
            self._database.forget_order()
            return taken

    def _stored(self, connection: Connection, round_: Sequence[Sequence[Entry]]) -> list[Taken]:
        sent = [entry for read in round_ for entry in read if isinstance(entry, Sent)]
        trusts = self._trusts(connection, sent)
        state = ServerState(connection).hold()
        told = [
            tuple(e if isinstance(e, Receipt) else _judged(e, trusts) for e in read)
            for read in round_
        ]
        for judging in trusts.values():
            judging.keep()
            self._settle(connection, judging.organisation, judging.summaries, judging.stored)
        return [Taken(receipts, state.epoch, state.mark) for receipts in told]

    def _read(self, round_: Sequence[Sequence[object]]) -> list[list[Entry]]:
        """Look at what came at once: at its form, its tokens, and the texts that may be stored."""
        shown = [[self._shown(read_item(item)) for item in items] for items in round_]
        sent = [entry for items in shown for entry in items if isinstance(entry, Sent)]
        trusts = {e.summary.organisation for e in sent if not e.shown.refusal}
        with self._database.read() as connection:
            spent = SpentTokens(connection).items({entry.shown.token for entry in sent})
            terms = {trust: self._words.of(trust, connection) for trust in trusts}
        fit = [[self._fit(entry, spent) for entry in items] for items in shown]
        self._looked(fit, terms)
        return [[one.entry for one in items] for items in fit]

    def _shown(self, found: Item | Receipt) -> Entry:
        if isinstance(found, Receipt):
            return found
        summary = found.summary
        shown = self._gate.look(found.token, summary.id, summary.area)
        if shown.organisation and shown.organisation != summary.organisation:
            return Receipt.because(summary.id, "rejected", "wrong-organisation")
        return Sent(summary, shown, None)

    def _fit(self, entry: Entry, spent: Container[str]) -> "_Fit":
        """Say whether a text is looked at: with a spent or unsound token nothing is stored."""
        if isinstance(entry, Receipt) or entry.shown.token in spent:
            return _Fit(entry)
        summary, shown = entry.summary, entry.shown
        if shown.refusal:
            return _Fit(Receipt.because(summary.id, "rejected", shown.refusal))
        if summary.looked_again:
            return _Fit(replace(entry, places=()))
        if not self._limit.allows(shown.token):
            # Unless it is spent by now, on this very summary: the same came at once, many times.
            return _Fit(replace(entry, shown=replace(shown, refusal=SPENT)))
        return _Fit(entry, summary)

    def _looked(self, fit: Sequence[Sequence["_Fit"]], terms: Mapping[str, TrustTerms]) -> None:
        """Look at the texts that are to be looked at, all at once."""
        due = [(one, one.due) for items in fit for one in items if one.due is not None]
        found = self._look_at([(s.text, terms[s.organisation]) for _, s in due])
        for (one, _), places in zip(due, found, strict=True):
            if isinstance(places, Exception) and not isinstance(places, ServerError):
                raise places
            # Without the lists nobody can look. Whoever runs the server was told at its start;
            # the summary waits where it is.
            if not isinstance(places, Exception) and isinstance(one.entry, Sent):
                one.entry = replace(one.entry, places=places)

    def _trusts(self, connection: Connection, sent: Sequence[Sent]) -> Mapping[str, Judging]:
        """Lock the trusts that are spoken of, always in the same order; others are left out."""
        found = {}
        for identity in sorted({entry.summary.organisation for entry in sent}):
            document = Organisations(connection).lock(identity)
            if document is not None:
                theirs = [entry for entry in sent if entry.summary.organisation == identity]
                found[identity] = Judging(
                    connection,
                    _organisation(document),
                    theirs,
                    self._today(),
                    self._cipher,
                    keyed=self._keyed,
                )
        return found

    def _settle(
        self,
        connection: Connection,
        organisation: Organisation,
        summaries: Summaries,
        stored: Sequence[WireSummary],
    ) -> None:
        # Under the trust's lock: with the swap to another release these wait or were seen.
        summaries.add_codes(self._coding.of(organisation.id, connection).rows(stored))
        quarters = {quarter_of(summary) for summary in stored}
        release(summaries, organisation, quarters, self._minimum)

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
        summaries.add_many(
            [summary_row(s, self._keyed(content_digest(s))) | plain for s in composed]
        )
        self._settle(connection, organisation, summaries, composed)


def _wants_storing(read: Sequence[Entry]) -> bool:
    return any(isinstance(entry, Sent) for entry in read)


def _judged(sent: Sent, trusts: Mapping[str, Judging]) -> Receipt:
    judging = trusts.get(sent.summary.organisation)
    if judging is None:
        reason = sent.shown.refusal or "wrong-organisation"
        return Receipt.because(sent.summary.id, "rejected", reason)
    return judging.judge(sent)


@lru_cache(maxsize=64)
def _organisation(document: str) -> Organisation:
    return Organisation.from_document(json.loads(document))
