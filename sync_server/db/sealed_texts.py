"""Every stored word, for sealing it under another key: texts, wordings, what was learnt of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    or_,
    select,
    tuple_,
    update,
)

from sync_server.db.coding_tables import engine_part
from sync_server.db.sealing import engine_of, phrase_of
from sync_server.db.tables import summary, summary_code


@dataclass(frozen=True)
class Words:
    """A column of words, and what names its row; ``bound_to`` gives what they are sealed for."""

    table: Table
    column: Column[str]
    key: tuple[Column[str], ...]
    bound_to: Callable[..., str]


TEXTS = Words(summary, summary.c.text, (summary.c.id,), str)
PHRASES = Words(
    summary_code,
    summary_code.c.phrase,
    (summary_code.c.summary_id, summary_code.c.code),
    phrase_of,
)
LEARNT = Words(engine_part, engine_part.c.words, (engine_part.c.id,), engine_of)
ALL = (TEXTS, PHRASES, LEARNT)


@dataclass(frozen=True)
class Word:
    """A row's words as they lie there, what names the row, and what they are sealed for."""

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

        Rows without a word are left out, and with ``not_under`` those sealed with that key in
        the present form.
        """
        key, column = self.words.key, self.words.column
        wanted: list[ColumnElement[bool]] = [column != ""]
        if not_under is not None:
            wanted.append(~column.startswith(f"v2.{not_under}.", autoescape=True))
        if after:
            wanted.append(tuple_(*key) > tuple_(*after))
        statement = select(*key, column.label("word")).where(and_(*wanted))
        rows = self.connection.execute(statement.order_by(*key).limit(number))
        named = [(tuple(map(str, row[: len(key)])), row.word) for row in rows]
        return [Word(names, self.words.bound_to(*names), word) for names, word in named]

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
        forms = [column.startswith(f"v{n}.{identity}.", autoescape=True) for n in (1, 2)]
        found = select(self.words.key[0]).where(or_(*forms))
        return self.connection.execute(found.limit(1)).first() is not None
