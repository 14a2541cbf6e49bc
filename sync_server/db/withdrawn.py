"""Withdrawn summaries in the database, and what has been kept long enough."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, or_, select, update

from sync_server.db.repositories import Record
from sync_server.db.tables import flag, summary, summary_code

_COUNTED: ColumnElement[bool] = or_(
    summary.c.released_staff_group, summary.c.released_area, summary.c.block.is_not(None)
)
_GONE: ColumnElement[bool] = and_(summary.c.withdrawn, ~_COUNTED)


def of_code(connection: Connection, withdrawal: str) -> Sequence[Record]:
    """Give the summaries that belong to the hash of a code: as a rule one, or none."""
    it = summary.c
    statement: Select[tuple[object, ...]] = select(
        it.id, it.organisation, it.withdrawal, it.quarter, it.withdrawn, it.withdraw_until
    )
    return connection.execute(
        statement.where(it.withdrawal == withdrawal).order_by(it.organisation, it.id)
    ).all()


def withdrawn_before(connection: Connection) -> list[tuple[str, str]]:
    """Give the hash of the code, and the quarter, of whatever is withdrawn."""
    mine = and_(summary.c.withdrawn, summary.c.withdrawal.is_not(None))
    found = select(summary.c.withdrawal, summary.c.quarter).where(mine)
    return [(row.withdrawal, row.quarter) for row in connection.execute(found)]


def withdrawable(connection: Connection) -> list[tuple[str, str]]:
    """Give id and code's hash of whatever could be withdrawn and is not."""
    left = and_(summary.c.withdrawn.is_(False), summary.c.withdrawal.is_not(None))
    found = select(summary.c.id, summary.c.withdrawal).where(left)
    return [(row.id, row.withdrawal) for row in connection.execute(found)]


def withdraw(connection: Connection, summary_id: str) -> None:
    """Take a summary's words away. What counts it already goes on counting it, as before."""
    mine = summary_code.c.summary_id == summary_id
    # The digest goes too: whoever guesses at a text could try the guess on it.
    connection.execute(
        update(summary).where(summary.c.id == summary_id).values(text="", digest="", withdrawn=True)
    )
    connection.execute(update(summary_code).where(mine).values(phrase=""))
    connection.execute(delete(flag).where(flag.c.summary_id == summary_id))
    gone = select(summary.c.id).where(summary.c.id == summary_id, _GONE)
    connection.execute(delete(summary_code).where(summary_code.c.summary_id.in_(gone)))


def close_withdrawal(connection: Connection, week: str) -> None:
    """Forget until when summaries could be withdrawn, where that was before ``week``.

    Those that were withdrawn and are counted nowhere are deleted.
    """
    over = summary.c.withdraw_until < week
    connection.execute(delete(summary).where(over, _GONE))
    connection.execute(update(summary).where(over).values(withdraw_until=None))


def drop_gone(connection: Connection, organisation: str, quarter: str) -> None:
    """Delete withdrawn summaries that have left the counts after their time for withdrawing."""
    connection.execute(
        delete(summary).where(
            summary.c.organisation == organisation,
            summary.c.quarter == quarter,
            summary.c.withdraw_until.is_(None),
            _GONE,
        )
    )


def drop_texts_before(connection: Connection, organisation: str, quarter: str) -> int:
    """Delete the words of summaries of quarters before this one, and by what they could be guessed.

    Gives of how many.
    """
    old = and_(summary.c.organisation == organisation, summary.c.quarter < quarter)
    found = update(summary).where(old, summary.c.text != "").values(text="", digest="")
    number = connection.execute(found).rowcount
    if number:
        theirs = select(summary.c.id).where(old)
        connection.execute(
            update(summary_code)
            .where(summary_code.c.summary_id.in_(theirs), summary_code.c.phrase != "")
            .values(phrase="")
        )
        connection.execute(
            update(flag).where(flag.c.summary_id.in_(theirs)).values(text_there=False)
        )
    return number
