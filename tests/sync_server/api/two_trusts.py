"""Another trust beside ours on one server: what it is called, holds, and shows its own people."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Integer, Table, select

from app.domain.organisation import Area, Organisation
from app.domain.periods import IsoWeek
from app.domain.summary import WireSummary
from sync_server.db.tables import metadata
from tests.sync_server.trust import OWN, Server, summary, this_quarter

#: A word that stands in everything of the other trust, and nowhere else.
MARK = "zephyrine"
OTHER = Organisation(
    f"{MARK}-trust",
    f"{MARK.title()} Ambulance Trust",
    (Area(f"{MARK}-quay", f"{MARK.title()} quay"), Area("hill", f"{MARK.title()} hill")),
    (),
)


def query(**more: str) -> dict[str, str]:
    return {"quarter": this_quarter(), "by": "area", "staff_group": "04", **more}


def said(organisation: Organisation, area: str, words: str) -> WireSummary:
    wire = summary(organisation=organisation.id, area=area, text=f"{words} breaks are missed.")
    return WireSummary.from_wire(wire | {"week": str(IsoWeek.of(date.today()))})


def sign_in(server: Server, username: str) -> None:
    server.client.cookies.clear()
    token, _ = server.parts.accounts.sessions.open(username, "code")
    server.client.cookies.set("layby_session", token)


def everything_of(server: Server, organisation: str) -> dict[str, Any]:
    """Give every row of every table that belongs to one trust."""
    with server.parts.database.read() as connection:
        return {
            table.name: sorted(
                json.dumps([str(value) for value in row])
                for row in connection.execute(
                    select(table).where(table.c.organisation == organisation)
                    if "organisation" in table.c
                    else select(table).where(table.c.id == organisation)
                )
            )
            for table in metadata.tables.values()
            if ("organisation" in table.c or table.name == "organisation")
            and table.name not in ("session", "account_organisation")
        }


def handles_of_other(server: Server) -> list[str]:
    sign_in(server, "lead-there")
    answer = server.client.get("/api/v1/summaries", params=query())
    return [text["handle"] for text in answer.json()["summaries"]]


def put(server: Server, table: Table, **values: Any) -> None:
    """Put a row into a table; what it must have and is not given is its mark, or 1."""
    for column in table.columns:
        if not column.nullable:
            filling = 1 if isinstance(column.type, Integer | Boolean) else MARK
            values.setdefault(column.name, filling)
    with server.parts.database.write() as connection:
        connection.execute(table.insert().values(**values))


def asked_by(server: Server, username: str, method: str, path: str, body: Any = None) -> Any:
    sign_in(server, username)
    address = f"/api/v1/{path}"
    answer = server.client.request(method, address, params=query(), json=body, headers=OWN)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()
