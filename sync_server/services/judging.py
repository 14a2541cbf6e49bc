"""One request's summaries for one trust, judged one after another in one transaction.

A token that is spent already is looked at first and no further: spent on this very summary it
is a repeat, which is always harmless; spent on another it buys nothing. Only what is stored
spends a token, in the same transaction, so that a token and its summary are there together or
not at all. Whatever is not stored may be sent again with the same token.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek
from app.domain.second_look import NEEDS_ANOTHER_LOOK, Place, within
from app.domain.summary import WIRE_VERSIONS, WireSummary
from sync_server.db.sealing import TextCipher
from sync_server.db.second_looks import Flags, HeldLooks
from sync_server.db.spent_tokens import Spent, SpentTokens
from sync_server.db.summaries import Stored, Summaries
from sync_server.services.receipts import Receipt
from sync_server.services.retention import kept_until, withdrawable_until
from sync_server.services.spent_tokens import SPENT, WRONG_AREA, Shown
from sync_server.services.summary_row import content_digest, summary_row

#: How far a conversation's week may lie from today's: clocks go wrong, devices stay offline.
WEEKS_AHEAD = 1
WEEKS_BACK = 26


@dataclass(frozen=True)
class Sent:
    """A readable summary, the token it came with, and what the second look found.

    ``places`` is None where nobody could look just now.
    """

    summary: WireSummary
    shown: Shown
    places: tuple[Place, ...] | None = ()


#: An item that may be stored, or what its device is told without the database.
Entry = Sent | Receipt


class Clash(Exception):
    """Another server process stored one of these ids meanwhile: the round has to be begun anew."""


class Judging:
    """Judges one summary after another, then stores what is new in one go (``keep``).

    ``stored`` are the new summaries, for coding and release.
    """

    def __init__(
        self,
        connection: Connection,
        organisation: Organisation,
        sent: Sequence[Sent],
        today: date,
        cipher: TextCipher,
        *,
        keyed: Callable[[str], str] = str,
    ) -> None:
        self._keyed = keyed
        self.summaries = Summaries(connection, organisation.id, cipher)
        self.organisation = organisation
        self.stored: list[WireSummary] = []
        self._today = today
        self._flags = Flags(connection, organisation.id, cipher)
        self._looks = HeldLooks(connection)
        self._tokens = SpentTokens(connection)
        self._rows: list[dict[str, object]] = []
        self._spends: list[Spent] = []
        self._spent = self._tokens.items({entry.shown.token for entry in sent})
        self._known = self.summaries.known({entry.summary.id for entry in sent})
        codes = {s for entry in sent if (s := entry.summary.withdrawal) is not None}
        self._held = self._looks.places(codes, today.isoformat())

    def judge(self, sent: Sent) -> Receipt:
        """Take the summary for storing, and its token for spending, or say why not."""
        summary, shown = sent.summary, sent.shown
        spent_on = self._spent.get(shown.token)
        if spent_on is None:
            if shown.refusal:
                return Receipt.because(summary.id, "rejected", shown.refusal)
        elif spent_on != shown.item:
            return Receipt.because(summary.id, "rejected", SPENT)
        elif summary.id not in self._known:
            # Its author withdrew it, and its time for that is over.
            return Receipt(summary.id, "duplicate")
        receipt = self._judge(sent, self._keyed(content_digest(summary)))
        if receipt.status == "stored" and spent_on is None:
            self._spends.append(Spent(shown.token, shown.item, shown.kept_until))
            self._spent[shown.token] = shown.item
        return receipt

    def keep(self) -> None:
        """Store what was judged new and spend its tokens; raises Clash."""
        if self.summaries.add(self._rows) < len(self._rows):
            raise Clash
        self._tokens.spend(self._spends)

    def _judge(self, sent: Sent, digest: str) -> Receipt:
        summary = sent.summary
        if summary.id not in self._known:
            # What is stored already is answered as such, even when its week is long past.
            reason = _misfit(sent, self.organisation, self._today)
            if reason:
                return Receipt.because(summary.id, "rejected", reason)
            held = self._ask_again(summary, sent.places)
            if held is not None:
                return held
            return self._store(summary, digest)
        return self._repeat(summary, digest)

    def _repeat(self, summary: WireSummary, digest: str) -> Receipt:
        """Say what a summary is whose id is stored already."""
        stored = self._known[summary.id]
        # The second is how versions before kept it; see ``digest_keys``.
        same = stored.digest in (digest, content_digest(summary))
        if same or stored.withdrawn:
            return Receipt(summary.id, "duplicate")
        if self._may_replace(summary):
            self._flags.put_text(summary.id, summary.text, digest)
            self._known[summary.id] = Stored(digest, summary.withdrawal, looked_again=True)
            return Receipt(summary.id, "stored")
        own = summary.withdrawal is not None and stored.withdrawal == summary.withdrawal
        if own and (stored.looked_again or summary.looked_again):
            # Another wording of its own: an earlier one, from a late request or a device restored
            # from a backup, or a newer one of a text that is not hidden any more. Told of a
            # conflict, its author would send it under another number, and it would count twice.
            return Receipt(summary.id, "duplicate")
        if not stored.digest:
            # Its words were deleted since: there is nothing left to tell another content by.
            return Receipt(summary.id, "duplicate")
        return Receipt.because(summary.id, "conflict", "conflict")

    def _store(self, summary: WireSummary, digest: str) -> Receipt:
        looked_again = bool(summary.looked_again)
        self._known[summary.id] = Stored(digest, summary.withdrawal, looked_again)
        self.stored.append(summary)
        self._rows.append(summary_row(summary, digest, withdrawable_until(self._today)))
        if summary.withdrawal is not None and self._held.pop(summary.withdrawal, None) is not None:
            # Kept any longer it would tie the week it came to a summary.
            self._looks.forget(summary.withdrawal)
        return Receipt(summary.id, "stored")

    def _ask_again(self, summary: WireSummary, places: tuple[Place, ...] | None) -> Receipt | None:
        if summary.looked_again:
            return None
        if places is None:
            return Receipt.because(summary.id, "deferred", "no-second-look")
        code = summary.withdrawal
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
        found = self._flags.find(summary.id)
        return found is not None and found.withdrawal == summary.withdrawal


def _misfit(sent: Sent, organisation: Organisation, today: date) -> str:
    summary = sent.summary
    if summary.schema < WIRE_VERSIONS[0]:
        return "app-too-old"
    # A retired area too: the summary may have waited in an outbox since before.
    if summary.area not in {area.id for area in organisation.leaves(retired=True)}:
        return "area-unknown"
    families = {family.id for family in organisation.role_families}
    if summary.role_family is not None and summary.role_family not in families:
        return "role-family-unknown"
    ahead = IsoWeek.parse(summary.week).weeks_after(IsoWeek.of(today))
    if not -WEEKS_BACK <= ahead <= WEEKS_AHEAD:
        return "week-ahead" if ahead > 0 else "week-past"
    return "" if summary.area in sent.shown.areas else WRONG_AREA
