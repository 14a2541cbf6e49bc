"""Pages of a trust's audit, for reading; writing is in ``sync_server.db.audit``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, not_, or_, select

from sync_server.db.repositories import Record
from sync_server.db.tables import audit


@dataclass(frozen=True)
class Wanted:
    """Which acts: those that begin with one of ``begins``, or with none where ``others``.

    ``since`` and ``until`` are ISO dates, both included; empty ones leave that side open.
    """

    begins: tuple[str, ...] = ()
    others: bool = False
    since: str = ""
    until: str = ""


EVERYTHING = Wanted()


def newest_first(
    connection: Connection,
    organisation: str,
    before: int | None,
    most: int,
    wanted: Wanted = EVERYTHING,
) -> Sequence[Record]:
    """Give at most ``most`` rows of one trust with a number below ``before``, newest first."""
    statement = _chosen(organisation, wanted)
    if before is not None:
        statement = statement.where(audit.c.number < before)
    return connection.execute(statement.order_by(audit.c.number.desc()).limit(most)).all()


def oldest_first(connection: Connection, organisation: str, wanted: Wanted) -> Iterator[Record]:
    """Give every row that is wanted, oldest first, a few at a time."""
    statement = _chosen(organisation, wanted).order_by(audit.c.number)
    with connection.execute(statement.execution_options(yield_per=1000)) as found:
        yield from found


def _chosen(organisation: str, wanted: Wanted) -> Select[tuple[object, ...]]:
    statement = select(audit).where(audit.c.organisation == organisation)
    if wanted.begins:
        begins: ColumnElement[bool] = or_(
            *(audit.c.what.startswith(words, autoescape=True) for words in wanted.begins)
        )
        statement = statement.where(not_(begins) if wanted.others else begins)
    if wanted.since:
        statement = statement.where(audit.c.at >= wanted.since)
    if wanted.until:  # "2026-11-22T09:30" comes before "2026-11-22U", and the next day after it
        statement = statement.where(audit.c.at < f"{wanted.until}U")
    return statement
