"""What a lead does with releases: learn from checks, publish, roll back; and how it all stands.

One release at most is under way for a trust. It is numbered when it is begun, and its number is
the version of the codes made with it. Rolling back brings an earlier release back under its own
number: the figures are the same coder's again.

Layby's own codebook and a trust's: a trust that has never published one of its own follows what
ships, and at the first start of a newer Layby its history is coded again with that (``follow``).
A trust with its own keeps it; themes that it has not are offered to it in the editor, and its
version numbers go on from its own. ``version`` of the codebook that ships need not rise with a
phrase, since releases are told apart by their numbers; it rises with every theme that comes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain.codebook import check_succession
from app.domain.codebook_writer import write_codebook
from app.domain.errors import ContentError
from sync_server.analysis.engine import FEWEST_LABELS
from sync_server.db.audit import Audit
from sync_server.db.blocks import Blocks
from sync_server.db.coding_releases import (
    CODING,
    DRAFT,
    FITTING,
    LIVE,
    PAST,
    CodingReleases,
)
from sync_server.db.content import CODEBOOK, PUBLISHED, ContentItems
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal
from sync_server.services.coding_work import CodingWork
from sync_server.services.learning_labels import LearningLabels
from sync_server.services.trust_coding import TrustCoding

SERVER = "Layby"
TOO_FEW = "Check at least {} texts first; {} are checked so far."


@dataclass(frozen=True)
class CodingDesk:
    """Takes decisions about one trust's coding; the work is done by ``CodingWork``."""

    database: Database
    coding: TrustCoding
    labels: LearningLabels
    work: CodingWork
    now: Callable[[], datetime] = datetime.now

    def refit(self, trust: str, who: str) -> Record:
        """Begin to learn from what is checked; a draft before is dropped.

        Raises Refusal too-few-checked, recoding-runs.
        """
        checked, _ = self.labels.numbers(trust)
        if checked < FEWEST_LABELS:
            raise Refusal("too-few-checked", TOO_FEW.format(FEWEST_LABELS, checked))
        with self._deciding(trust, who) as decision:
            live = decision.live()
            release = decision.begin(who, "refit", str(live.codebook), own=bool(live.own))
            decision.note(f"learnt a draft of coding release {release.number}")
        self.work.wake(trust)
        return release

    def bring_codebook(self, connection: Connection, trust: str, who: str, text: str) -> Record:
        """Begin the release of an edited codebook, inside the editor's transaction."""
        decision = _Decision(connection, trust, who, self.coding, self.now())
        decision.live()
        release = decision.begin(who, "codebook", text, own=True)
        decision.note(f"published the codebook as coding release {release.number}")
        return release

    def publish(self, trust: str, who: str, number: int) -> Record:
        """Bring a draft in: history is coded again in the background, then all is swapped.

        The same request again changes nothing. Raises Refusal release-unknown, recoding-runs.
        """
        with self._deciding(trust, who) as decision:
            release = decision.one(number)
            if release.state == FITTING:
                raise Refusal("recoding-runs")
            if release.state == PAST:
                raise Refusal("release-unknown")
            if release.state == DRAFT:
                decision.releases.change(number, state=CODING)
                decision.note(f"published coding release {number}")
            found = decision.one(number)
        self.work.wake(trust)
        return found

    def roll_back(self, trust: str, who: str, number: int) -> Record:
        """Bring back the release before the live one, which ``number`` names.

        The same request again changes nothing. Raises Refusal release-unknown, recoding-runs.
        """
        with self._deciding(trust, who) as decision:
            live, under_way = decision.live(), decision.releases.under_way()
            if under_way is not None and under_way.state == CODING:
                if live.number == number and under_way.number == live.before:
                    return under_way
                raise Refusal("recoding-runs")
            if live.number != number or live.before is None:
                raise Refusal("release-unknown")
            decision.clear()
            before = int(str(live.before))
            decision.releases.change(before, state=CODING)
            decision.note(f"rolled coding back from release {number} to {before}")
            found = decision.one(before)
        self.work.wake(trust)
        return found

    def drop(self, trust: str, who: str, number: int) -> None:
        """Drop a draft; one that is gone already is no fault. Raises Refusal recoding-runs."""
        with self._deciding(trust, who) as decision:
            release = decision.releases.one(number)
            if release is None:
                return
            if release.state not in (DRAFT, FITTING):
                raise Refusal("recoding-runs")
            decision.clear()
            decision.note(f"dropped the draft of coding release {number}")

    def follow(self, trust: str) -> None:
        """Take up the codebook that ships, where a trust has none of its own and it has changed."""
        with self._deciding(trust, SERVER) as decision:
            live, shipped = decision.live(), self.coding.shipped
            before = self.coding.codebook_of(live)
            under_way = decision.releases.under_way()
            if live.own or before == shipped or (under_way and under_way.state != DRAFT):
                return
            try:
                check_succession(before, shipped)
            except ContentError:
                return  # an older Layby, or one that breaks with history: what is live stays
            release = decision.begin(SERVER, "shipped", write_codebook(shipped), own=False)
            decision.note(f"took up its own newer codebook as coding release {release.number}")
        self.work.wake(trust)

    @contextmanager
    def _deciding(self, trust: str, who: str) -> "Iterator[_Decision]":
        with self.database.write() as connection:
            Organisations(connection).lock(trust)
            yield _Decision(connection, trust, who, self.coding, self.now())


@dataclass(frozen=True)
class _Decision:
    """One decision, inside its transaction and under the trust's lock."""

    connection: Connection
    trust: str
    who: str
    coding: TrustCoding
    at: datetime

    @property
    def releases(self) -> CodingReleases:
        return CodingReleases(self.connection, self.trust)

    def one(self, number: int) -> Record:
        release = self.releases.one(number)
        if release is None:
            raise Refusal("release-unknown")
        return release

    def live(self) -> Record:
        """Give the live release; a trust that has none yet gets the one it is coded by."""
        number = self.releases.live()
        if number is None:
            history = ContentItems(self.connection, self.trust).history(CODEBOOK)
            own = bool(history) and history[-1].state == PUBLISHED
            text = str(history[-1].text) if own else write_codebook(self.coding.shipped)
            coded, _ = Blocks(self.connection, self.trust).coding()
            number = coded or self.coding.shipped.version
            self._add(number, LIVE, "shipped", text, own=own, by=SERVER)
        return self.one(number)

    def begin(self, who: str, why: str, text: str, *, own: bool) -> Record:
        """Add a release that is to be fitted, in the place of a draft."""
        self.clear()
        number = self.releases.next_number(self.coding.shipped.version)
        self._add(number, FITTING, why, text, own=own, by=who)
        return self.one(number)

    def clear(self) -> None:
        """Drop the draft, if there is one; raises Refusal recoding-runs while one comes in."""
        under_way = self.releases.under_way()
        if under_way is None:
            return
        if under_way.state == CODING or (under_way.state == FITTING and under_way.why != "refit"):
            raise Refusal("recoding-runs")
        self.releases.drop(int(under_way.number))

    def note(self, what: str) -> None:
        at = self.at.isoformat(timespec="minutes")[:16]
        Audit(self.connection, self.trust).add(self.who, what, at)

    def _add(self, number: int, state: str, why: str, text: str, *, own: bool, by: str) -> None:
        values = {"state": state, "why": why, "codebook": text, "own": own, "made_by": by}
        before = self.releases.live()
        on = self.at.date().isoformat()
        published = on if state == LIVE else None
        self.releases.add(
            number,
            values | {"before": before, "made_on": on, "published_on": published},
        )
