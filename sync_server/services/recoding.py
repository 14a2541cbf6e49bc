"""Coding everything again, with another codebook or model, while the server goes on.

Batches of 5,000 summaries are coded apart from what is in use, each in a transaction of its
own: whatever is broken off goes on where it was, and batches can be spread over any number of
processes (``share`` i of n: ids are random, so each share is as good as any). When a trust's
summaries have all been coded, its codes are swapped at once, in one transaction under its lock.
A text that is kept no more cannot be read again: its codes stay as they were. ``swapping`` acts
in that same transaction, before the codes are swapped, and says whether they may be.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sync_server.db.engine import Database
from sync_server.db.recoded import Recoded, Uncoded
from sync_server.db.repositories import Organisations
from sync_server.db.sealing import PLAIN, TextCipher

#: Codes a trust's texts, in their order.
Coder = Callable[[Sequence[str]], Iterable[frozenset[str]]]
BATCH = 5_000


@dataclass(frozen=True)
class Share:
    """One of several parts of the work: ``number`` from 1 of ``of``."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Read "2/8"; raises ValueError for anything else."""
        number, slash, of = text.partition("/")
        if not (number.isdecimal() and of.isdecimal()):
            raise ValueError("not a share")
        share = cls(int(number), int(of))
        if not slash or not 1 <= share.number <= share.of <= 256:
            raise ValueError("not a share")
        return share

    def bounds(self) -> tuple[str, str]:
        """Give the first id of the share and that after its last, as far as two digits tell."""
        first, last = ((256 * (self.number - back)) // self.of for back in (1, 0))
        return f"{first:02x}", f"{last:02x}" if last < 256 else "~"


EVERYTHING = Share()


def _freely(_: Connection) -> bool:
    return True


class Recoding:
    """Codes one trust's summaries again under a new ``version`` of the codes."""

    def __init__(
        self,
        database: Database,
        organisation: str,
        version: int,
        coder: Coder,
        cipher: TextCipher = PLAIN,
        *,
        live: frozenset[str] = frozenset(),
    ) -> None:
        self._database, self._organisation = database, organisation
        self._version, self._coder, self._cipher = version, coder, cipher
        self._live = live

    def run(self, share: Share = EVERYTHING, batch: int = BATCH) -> int:
        """Code what is not coded yet of a share; gives how many summaries were."""
        done, after = 0, ""
        while True:
            with self._database.read() as connection:
                page = self._recoded(connection).missing(share.bounds(), after, batch)
            if not page:
                return done
            # Coded before the transaction: nobody has to wait for that.
            rows = self._code(page)
            with self._database.write() as connection:
                done += self._recoded(connection).keep(rows)
            after = page[-1].id

    def finish(self, swapping: Callable[[Connection], bool] = _freely) -> bool:
        """Swap the codes, if every summary has been coded; what came last is coded on the way.

        Gives False, and changes nothing, while more than a batch is missing or it may not be.
        """
        with self._database.write() as connection:
            Organisations(connection).lock(self._organisation)
            recoded = self._recoded(connection)
            missing = recoded.missing(EVERYTHING.bounds(), "", BATCH)
            if len(missing) == BATCH:
                return False
            recoded.keep(self._code(missing))
            if not swapping(connection):
                connection.rollback()
                return False
            recoded.swap()
        return True

    def _recoded(self, connection: Connection) -> Recoded:
        return Recoded(connection, self._organisation, self._version)

    def _code(self, page: Sequence[Uncoded]) -> dict[str, frozenset[str]]:
        texts = [self._cipher.open(each.text, each.id) for each in page]
        return {
            each.id: found | (frozenset(json.loads(each.themes)) & self._live)
            for each, found in zip(page, self._coder(texts), strict=True)
        }
