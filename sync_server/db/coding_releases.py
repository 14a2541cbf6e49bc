"""Coding releases in the database, and what their engines have learnt."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from sync_server.db.coding_tables import coding_release, engine_part, held_out
from sync_server.db.frozen_tables import coding, recoded
from sync_server.db.repositories import Record, insert_all_new
from sync_server.db.sealing import PLAIN, TextCipher, engine_of
from sync_server.db.tables import summary

FITTING, DRAFT, CODING, LIVE, PAST = "fitting", "draft", "coding", "live", "past"
UNDER_WAY = (FITTING, DRAFT, CODING)
#: Learnt engines are large, so they are kept in parts of this many bytes.
_PART = 60_000


@dataclass(frozen=True)
class CodingReleases:
    """One trust's releases."""

    connection: Connection
    organisation: str
    cipher: TextCipher = PLAIN

    def all(self) -> Sequence[Record]:
        """Give every release, the newest first."""
        mine = coding_release.c.organisation == self.organisation
        statement = select(coding_release).where(mine)
        return self.connection.execute(statement.order_by(coding_release.c.number.desc())).all()

    def published(self) -> list[tuple[int, str, str]]:
        """Give (number, state, day) of each release that ever came into use."""
        it = coding_release.c
        mine = (it.organisation == self.organisation, it.published_on.is_not(None))
        statement = select(it.number, it.state, it.published_on).where(*mine)
        rows = self.connection.execute(statement.order_by(it.number))
        return [(int(row.number), str(row.state), str(row.published_on)) for row in rows]

    def one(self, number: int) -> Record | None:
        """Give one release."""
        return self.connection.execute(select(coding_release).where(*self._is(number))).first()

    def live(self) -> int | None:
        """Give the number of the release in use; None before there is one."""
        it = coding_release.c
        mine = (it.organisation == self.organisation, it.state == LIVE)
        found = self.connection.execute(select(it.number).where(*mine)).scalar_one_or_none()
        return None if found is None else int(found)

    def under_way(self) -> Record | None:
        """Give the release that is being made, previewed or brought in; there is one at most."""
        it = coding_release.c
        mine = (it.organisation == self.organisation, it.state.in_(UNDER_WAY))
        return self.connection.execute(select(coding_release).where(*mine)).first()

    def next_number(self, lowest: int) -> int:
        """Give a number that no codes of this trust were ever made under."""
        it = coding_release.c
        used = self.connection.execute(
            select(func.max(it.number)).where(it.organisation == self.organisation)
        ).scalar()
        coded = self.connection.execute(
            select(coding.c.code_version).where(coding.c.organisation == self.organisation)
        ).scalar()
        return max(used or 0, coded or 0, lowest) + 1

    def add(self, number: int, values: Mapping[str, object]) -> None:
        """Add a release; what is not given is empty."""
        empty: dict[str, Any] = {"labels": 0, "report": "[]", "preview": "", "before": None}
        row = {"organisation": self.organisation, "number": number, "published_on": None}
        self.connection.execute(coding_release.insert().values(**empty | row | dict(values)))

    def change(self, number: int, **values: object) -> bool:
        """Change a release; False where it is there no more."""
        statement = update(coding_release).where(*self._is(number)).values(**values)
        return self.connection.execute(statement).rowcount > 0

    def drop(self, number: int) -> None:
        """Take out a release that never came into use, and all it had learnt and found."""
        self.forget_engine(number)
        theirs = select(summary.c.id).where(summary.c.organisation == self.organisation)
        for table, name in ((held_out, "number"), (recoded, "code_version")):
            of_it = and_(table.c[name] == number, table.c.summary_id.in_(theirs))
            self.connection.execute(delete(table).where(of_it))
        self.connection.execute(delete(coding_release).where(*self._is(number)))

    def keep_engine(self, number: int, engine: bytes) -> None:
        """Keep what an engine has learnt, sealed, in the place of what was there."""
        self.forget_engine(number)
        rows = []
        for place, start in enumerate(range(0, len(engine), _PART)):
            identity = f"{self.organisation}/{number:06d}/{place:04d}"
            words = base64.b64encode(engine[start : start + _PART]).decode()
            sealed = self.cipher.seal(words, engine_of(identity))
            rows.append({"id": identity, "number": number, "words": sealed})
        for row in rows:
            self.connection.execute(
                engine_part.insert().values(organisation=self.organisation, **row)
            )

    def engine(self, number: int) -> bytes:
        """Give what ``keep_engine`` kept; nothing where nothing was learnt."""
        it = engine_part.c
        mine = (it.organisation == self.organisation, it.number == number)
        rows = self.connection.execute(select(it.id, it.words).where(*mine).order_by(it.id))
        parts = [self.cipher.open(row.words, engine_of(row.id)) for row in rows]
        return b"".join(base64.b64decode(part) for part in parts)

    def forget_engine(self, number: int) -> None:
        """Drop what a release has learnt."""
        it = engine_part.c
        mine = (it.organisation == self.organisation, it.number == number)
        self.connection.execute(delete(engine_part).where(*mine))

    def keep_held_out(self, number: int, said: Iterable[tuple[str, str]]) -> None:
        """Keep (summary, JSON list of codes) of what a release learnt from."""
        rows = [{"summary_id": one, "number": number, "codes": codes} for one, codes in said]
        insert_all_new(self.connection, held_out, rows)

    def held_out(self, number: int) -> dict[str, str]:
        """Give what ``keep_held_out`` kept, by summary."""
        theirs = select(summary.c.id).where(summary.c.organisation == self.organisation)
        statement = select(held_out.c.summary_id, held_out.c.codes).where(
            held_out.c.number == number, held_out.c.summary_id.in_(theirs)
        )
        return {row.summary_id: row.codes for row in self.connection.execute(statement)}

    def _is(self, number: int) -> tuple[Any, ...]:
        it = coding_release.c
        return (it.organisation == self.organisation, it.number == number)
