"""Bringing releases in: fitting, coding history again, swapping; in the background.

Every step is in the database, so whatever is broken off (a restart, a full disk) goes on where it
was, at the next start or the next day, in this process or another. Until the swap everything
goes on with the release before; with it, devices get the codebook that it codes by.
"""

import json
import queue
import random
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import Connection

from sync_server.analysis.engine import Engine
from sync_server.analysis.saved_engine import packed
from sync_server.db.coding_releases import CODING, DRAFT, FITTING, LIVE, PAST, CodingReleases
from sync_server.db.content import CODEBOOK, PUBLISHED, RETIRED, ContentItems
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.observability import log_fault
from sync_server.services.kept_figures import KeptFigures, Plan
from sync_server.services.learning_labels import LearningLabels
from sync_server.services.organisations import organisations
from sync_server.services.previewing import Previewing
from sync_server.services.recoding import Recoding, Share
from sync_server.services.trust_coding import TrustCoding

#: History is coded in so many shares, in an order of each process's own: several share the work.
_SHARES = 16
#: Releases, counted from the newest, whose engines are kept: the one before is rolled back to.
_ENGINES_KEPT = 3


@dataclass
class CodingWork:
    """Does what is under way for each trust, one after another."""

    database: Database
    coding: TrustCoding
    labels: LearningLabels
    previewing: Previewing
    cipher: TextCipher = PLAIN
    today: Callable[[], date] = date.today
    #: Says which closed figures stay as they were shown.
    kept: KeptFigures | None = None
    _waiting: "queue.SimpleQueue[str]" = field(default_factory=queue.SimpleQueue)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def begin(self, trusts: Iterable[str]) -> None:
        """Go on with what was broken off."""
        for trust in trusts:
            with self.database.read() as connection:
                release = CodingReleases(connection, trust).under_way()
            if release is not None and release.state != DRAFT:
                self.wake(trust)

    def wake(self, trust: str) -> None:
        """Do what is under way for a trust, soon, in a thread of its own."""
        self._waiting.put(trust)
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="coding", daemon=True)
            self._thread.start()

    def settle(self) -> None:
        """Wait until nothing is waiting, or do it here."""
        thread = self._thread
        if thread is not None:
            thread.join()
        self._work()

    def _work(self) -> None:
        with suppress(queue.Empty):
            while True:
                trust = self._waiting.get_nowait()
                try:
                    self.advance(trust)
                except Exception as error:  # it stays under way, and is gone on with
                    log_fault(error, "coding")

    def advance(self, trust: str) -> None:
        """Do every step that waits for nobody's decision."""
        with self._turn:
            while True:
                with self.database.read() as connection:
                    release = CodingReleases(connection, trust).under_way()
                if release is None or release.state == DRAFT:
                    return
                step = self._fit if release.state == FITTING else self._recode
                if not step(trust, release):
                    return

    def _fit(self, trust: str, release: Record) -> bool:
        codebook = self.coding.codebook_of(release)
        labels = self.labels.of(trust, codebook)
        engine = Engine(codebook, labels, self.labels.meaning)
        preview = self.previewing.of(organisations(self.database)[trust], engine)
        number = int(release.number)
        with self.database.write() as connection:
            Organisations(connection).lock(trust)
            releases = CodingReleases(connection, trust, self.cipher)
            now = releases.one(number)
            if now is None or now.state != FITTING:
                return True  # replaced by another meanwhile
            if engine.learnt.any():
                releases.keep_engine(number, packed(engine))
            said = [(one, json.dumps(sorted(codes))) for one, codes in engine.held_out.items()]
            releases.keep_held_out(number, said)
            releases.change(
                number,
                state=DRAFT if release.why == "refit" else CODING,
                labels=sum(label.kind != "picked" for label in labels),
                report=json.dumps([asdict(status) for status in engine.report()]),
                preview=preview.to_text(),
            )
        return True

    def _recode(self, trust: str, release: Record) -> bool:
        number = int(release.number)
        shares = [Share(one + 1, _SHARES) for one in range(_SHARES)]
        random.shuffle(shares)
        recoding = self.recoding(trust, number)
        while True:
            for share in shares:
                recoding.run(share)
            done = self.finish(trust, number)
            with self.database.read() as connection:
                now = CodingReleases(connection, trust).one(number)
            if done or now is None or now.state != CODING:
                return True

    def recoding(self, trust: str, number: int) -> Recoding:
        """Make the work of coding a trust's history with a release."""
        with self.database.read() as connection:
            engine = self.coding.engine(trust, number, connection)
        live = frozenset(engine.codes)
        return Recoding(self.database, trust, number, engine.code_many, self.cipher, live=live)

    def finish(self, trust: str, number: int) -> bool:
        """Swap a release in, if its history is coded; False where it is not, or not to be."""
        recoding, plan = self.recoding(trust, number), None
        if self.kept is not None:
            with self.database.read() as connection:
                plan = self.kept.plan(connection, trust, number)
        return recoding.finish(lambda connection: self._swap(connection, trust, number, plan))

    def _swap(self, connection: Connection, trust: str, number: int, plan: Plan | None) -> bool:
        """Put a release in the place of the live one; False where it is not to come in any more."""
        releases = CodingReleases(connection, trust)
        release = releases.one(number)
        if release is None or release.state != CODING:
            return False
        if self.kept and plan and not self.kept.carry_out(connection, trust, number, plan):
            return False
        live = releases.live()
        if live is not None:
            releases.change(live, state=PAST)
        today = self.today().isoformat()
        releases.change(number, state=LIVE, published_on=today)
        kept = [int(one.number) for one in releases.all() if one.published_on][:_ENGINES_KEPT]
        for one in releases.all():
            if one.number not in (*kept, number, release.before):
                releases.forget_engine(int(one.number))
        _give_out(connection, trust, release, today)
        return True


def _give_out(connection: Connection, trust: str, release: Record, today: str) -> None:
    """Let devices have the codebook that their summaries are coded by from now on."""
    items = ContentItems(connection, trust)
    history = items.history(CODEBOOK)
    standing = history[-1].text if history and history[-1].state == PUBLISHED else ""
    wanted = release.codebook if release.own else ""
    if standing == wanted:
        return
    version = (int(history[-1].version) if history else 0) + 1
    values = {
        "state": PUBLISHED if wanted else RETIRED,
        "text": str(release.codebook),
        "edited_by": str(release.made_by),
        "edited_on": today,
    }
    items.add(CODEBOOK, version, values)
    Organisations(connection).raise_version(trust)
