"""Columns of every trust, kept in memory and kept up: loaded in chunks, appended at a close.

Several processes each have their own. Before every answer one small query says whether a block
has been closed or the codes have been swapped since; then only what is new is read. Words are
read after the rest, when somebody first asks: every text has to be opened for them.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from app.domain.codebook import Codebook
from app.domain.summary import SELF_REFERRAL
from app.domain.support import SERVICE_TYPES
from sync_server.analysis.vocabulary import Vocabulary
from sync_server.db.engine import Database
from sync_server.db.frozen_tables import block_closed, coding
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.tables import summary, summary_code
from sync_server.services.trust_columns import Row, TrustColumns, bits_of

_CHUNK = 20_000
#: The bits of answers: question and answer, in the order of the bits.
ANSWERS: tuple[tuple[str, str], ...] = (
    ("plan_made", "yes"),
    ("follow_up_agreed", "yes"),
    *(("helpful", str(number)) for number in range(1, 6)),
    *(("self_referral", wish) for wish in SELF_REFERRAL),
    ("language", "en"),
    ("language", "other"),
    *(("support_offered", kind) for kind in SERVICE_TYPES),
)
_BIT: dict[object, int] = {answer: bit for bit, answer in enumerate(ANSWERS)}
#: A mask has 64 bits.
MOST_CODES = 64


@dataclass
class _Kept:
    columns: TrustColumns = field(default_factory=TrustColumns)
    #: Blocks that are in, and how often the codes had been swapped then.
    blocks: frozenset[str] = frozenset()
    swaps: int = 0


class Columns:
    """Every trust's columns; safe to share between threads."""

    def __init__(
        self,
        database: Database,
        codebook_of: Callable[[str], Codebook],
        cipher: TextCipher = PLAIN,
    ) -> None:
        self._database = database
        self._codebook_of = codebook_of
        self._cipher = cipher
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.RLock()
        self.vocabulary = Vocabulary()

    def of(self, organisation: str, *, words: bool = False) -> TrustColumns:
        """Give a trust's columns as they are now, with the words if they are wanted."""
        with self._lock, self._database.read() as connection:
            kept = self._kept.setdefault(organisation, _Kept())
            closed, swaps = _stamp(connection, organisation)
            if swaps != kept.swaps:
                kept = self._kept[organisation] = _Kept(swaps=swaps)
            for block in sorted(closed - kept.blocks):
                self._read_block(connection, organisation, block, kept.columns)
            kept.blocks = closed
            if words and len(kept.columns.lengths) < len(kept.columns):
                self._read_words(connection, organisation, kept.columns)
            return kept.columns

    def closing(
        self, connection: Connection, organisation: str, blocks: Iterable[str]
    ) -> TrustColumns:
        """Read these blocks as a transaction sees them that closes one; nothing is kept."""
        columns = TrustColumns()
        for block in sorted(blocks):
            self._read_block(connection, organisation, block, columns)
        return columns

    @property
    def size(self) -> int:
        """Bytes in use by columns."""
        return sum(kept.columns.size for kept in self._kept.values())

    def _read_block(
        self, connection: Connection, organisation: str, block: str, columns: TrustColumns
    ) -> None:
        it = summary.c
        here = and_(it.organisation == organisation, it.block == block)
        codes = self._codes(connection, organisation, block, columns)
        wanted = (it.id, it.staff_group, it.role_family, it.area, it.plan_made)
        more = (it.follow_up_agreed, it.helpful, it.self_referral, it.language, it.support_offered)
        statement: Select[Any] = select(*wanted, *more).where(here).order_by(it.id)
        for chunk in _chunks(connection, statement):
            columns.append(
                [
                    Row(block, (row[1], row[2]), row[3], codes.get(row[0], 0), _answers(row[4:]))
                    for row in chunk
                ]
            )

    def _codes(
        self, connection: Connection, organisation: str, block: str, columns: TrustColumns
    ) -> dict[str, int]:
        """Give each summary's codes as bits, those of one block.

        A code that was merged since counts as its heir: a text that is kept no more cannot be
        coded again.
        """
        codebook, bits = self._codebook_of(organisation), dict[str, int]()
        statement: Select[Any] = (
            select(summary_code.c.summary_id, summary_code.c.code)
            .join_from(summary, summary_code, summary_code.c.summary_id == summary.c.id)
            .where(summary.c.organisation == organisation, summary.c.block == block)
        )
        masks: dict[str, int] = {}
        for chunk in _chunks(connection, statement):
            for identity, code in chunk:
                if code not in bits:
                    place = columns.themes.of(codebook.current(code) or code)
                    bits[code] = 1 << place if place < MOST_CODES else 0
                masks[identity] = masks.get(identity, 0) | bits[code]
        return masks

    def _read_words(self, connection: Connection, organisation: str, columns: TrustColumns) -> None:
        """Number the words of the rows that have none yet; a row without words has no text."""
        done = len(columns.lengths)
        it = summary.c
        for block in columns.blocks.names:
            here = and_(it.organisation == organisation, it.block == block)
            number = connection.execute(select(func.count()).where(here)).scalar_one()
            if done >= number:
                done -= number
                continue
            # A lead may hide a text and show it again: its words count on, or what moved then
            # would tell where it came from. A word of fewer than the minimum is never shown.
            counts = and_(it.text != "", it.looked_again.is_(False)).label("counts")
            statement: Select[Any] = select(it.id, it.text, counts)
            for chunk in _chunks(connection, statement.where(here).order_by(it.id)):
                columns.append_terms([self._words_of(row) for row in chunk])

    def _words_of(self, row: tuple[Any, ...]) -> list[int]:
        identity, text, counts = row
        if not counts:
            return []
        return list(self.vocabulary.numbers(self._cipher.open(text, identity)))


def _stamp(connection: Connection, organisation: str) -> tuple[frozenset[str], int]:
    closed = connection.execute(
        select(block_closed.c.period).where(block_closed.c.organisation == organisation)
    ).scalars()
    swaps = connection.execute(
        select(coding.c.swaps).where(coding.c.organisation == organisation)
    ).scalar_one_or_none()
    return frozenset(period for period in closed if "-B" in period), swaps or 0


def _chunks(connection: Connection, statement: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    with connection.execute(statement.execution_options(yield_per=_CHUNK)) as found:
        for part in found.partitions():
            yield [tuple(row) for row in part]


def _answers(row: tuple[Any, ...]) -> int:
    plan, follow_up, helpful, wish, language, offered = row
    said: list[object] = [("plan_made", "yes")] if plan else []
    said += [("follow_up_agreed", "yes")] if follow_up else []
    said += [("helpful", str(helpful)), ("self_referral", wish)]
    said += [("language", "en" if str(language).startswith("en") else "other")]
    said += [("support_offered", kind) for kind in json.loads(str(offered))]
    return bits_of(said, _BIT)
