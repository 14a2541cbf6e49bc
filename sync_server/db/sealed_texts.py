"""Every stored word, for sealing it under another key: summaries' texts and matched wordings."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    select,
    tuple_,
    update,
)

from sync_server.db.tables import summary, summary_code


@dataclass(frozen=True)
class Words:
    """A column of words, and what names its row. ``bound_to`` is the summary's id."""

    table: Table
    column: Column[str]
    bound_to: Column[str]
    key: tuple[Column[str], ...]


TEXTS = Words(summary, summary.c.text, summary.c.id, (summary.c.id,))
PHRASES = Words(
    summary_code,
    summary_code.c.phrase,
    summary_code.c.summary_id,
    (summary_code.c.summary_id, summary_code.c.code),
)
ALL = (TEXTS, PHRASES)


@dataclass(frozen=True)
class Word:
    """A row's words as they lie there, what names the row, and the summary they are bound to."""

    key: tuple[str, ...]
    bound_to: str
    stored: str


@dataclass(frozen=True)
class StoredWords:
    """One column of words as it lies in the database."""

    connection: Connection
    words: Words

    def page(
        self, after: Sequence[str], number: int, *, not_under: str | None = None
    ) -> list[Word]:
        """Give up to ``number`` rows after a key, in the order of the keys.

        Rows without a word are left out, and with ``not_under`` those sealed with that key.
        """
        key, column = self.words.key, self.words.column
        wanted: list[ColumnElement[bool]] = [column != ""]
        if not_under is not None:
            wanted.append(~column.startswith(f"v1.{not_under}.", autoescape=True))
        if after:
            wanted.append(tuple_(*key) > tuple_(*after))
        bound = self.words.bound_to.label("bound_to")
        statement = select(*key, bound, column.label("word")).where(and_(*wanted))
        rows = self.connection.execute(statement.order_by(*key).limit(number))
        return [Word(tuple(map(str, row[: len(key)])), row.bound_to, row.word) for row in rows]

    def replace(self, changes: Sequence[tuple[Word, str]]) -> int:
        """Put new words where the old ones still stand; gives how many rows that were.

        Where somebody else was faster, theirs stays.
        """
        if not changes:
            return 0
        named = [column == bindparam(f"key_{n}") for n, column in enumerate(self.words.key)]
        change = (
            update(self.words.table)
            .where(*named, self.words.column == bindparam("old"))
            .values({self.words.column: bindparam("new")})
        )
        rows = [
            {
                **{f"key_{n}": part for n, part in enumerate(word.key)},
                "old": word.stored,
                "new": new,
            }
            for word, new in changes
        ]
        return self.connection.execute(change, rows).rowcount

    def any_under(self, identity: str) -> bool:
        """Say whether some word is sealed with this key."""
        column = self.words.column
        found = select(self.words.key[0]).where(
            column.startswith(f"v1.{identity}.", autoescape=True)
        )
        return self.connection.execute(found.limit(1)).first() is not None
