"""A token shown at intake: what is answered and what is kept, whatever the day."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.domain.token import Token
from sync_server.db.intake_tables import spent_token
from sync_server.db.tables import summary as table
from tests.sync_server.tokens import item
from tests.sync_server.trust import Server


def spent(server: Server) -> list[Any]:
    with server.parts.database.read() as connection:
        return list(connection.execute(select(spent_token)))


def stored(server: Server) -> int:
    with server.parts.database.read() as connection:
        return len(connection.execute(select(table.c.id)).all())


def send(server: Server, wire: dict[str, Any], token: Token) -> dict[str, Any]:
    answer = server.client.post("/api/v1/summaries", json={"items": [item(wire, token)]})
    assert answer.status_code == 200, answer.text
    (receipt,) = answer.json()["receipts"]
    assert isinstance(receipt, dict)
    return receipt


def shifted(server: Server, days: int) -> None:
    """Move the server's clock."""
    server.parts.today = lambda: date.today() + timedelta(days=days)  # type: ignore[method-assign]
    for part in (server.parts.intake, server.parts.intake._gate):
        part._today = server.parts.today  # type: ignore[attr-defined]
