"""Which summaries of a closed quarter were found to speak of a theme."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from sync_server.db.tables import summary, summary_code


def speaking_of(
    connection: Connection, organisation: str, quarter: str, codes: Collection[str]
) -> dict[str, list[str]]:
    """Give the ids of a quarter's summaries that have one of these codes, by staff group.

    Hidden texts and those taken back are among them: whoever draws some must not draw others in
    their place. What came so late that another quarter counts it is not.
    """
    it = summary.c
    statement = (
        select(it.staff_group, it.id)
        .join_from(summary, summary_code, summary_code.c.summary_id == it.id)
        .where(
            it.organisation == organisation,
            it.quarter == quarter,
            it.block.startswith(quarter, autoescape=True),
            summary_code.c.code.in_(sorted(codes)),
        )
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.staff_group, []).append(row.id)
    return found
