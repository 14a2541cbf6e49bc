"""Summaries that their author can withdraw."""

import secrets
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.domain.second_look import hash_of
from sync_server.db.tables import summary as table
from sync_server.services.withdrawing import Withdrawing
from tests.sync_server.trust import Server, summary


def authored(code: str = "", **changes: Any) -> dict[str, Any]:
    """A summary that its author can withdraw."""
    own = {"schema": 3, "withdrawal": hash_of(code or secrets.token_hex(16)), "looked_again": False}
    return summary(**(own | changes))


def withdraw(server: Server, code: str, days: int = 0) -> str:
    withdrawing = Withdrawing(
        server.parts.database, today=lambda: date.today() + timedelta(days=days)
    )
    return withdrawing.withdraw(code)


def row_of(server: Server, wire: dict[str, Any]) -> Any:
    with server.parts.database.read() as connection:
        return connection.execute(select(table).where(table.c.id == wire["id"])).one_or_none()
