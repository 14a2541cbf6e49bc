"""The two views by which a lead looks at summaries, and the statements that intake asks of them.

Those are asked at every hand-in, so each is put together once. They speak of one trust
(``the_trust``) and one quarter (``the_quarter``).
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, bindparam, func, select, update

from sync_server.db.tables import summary

#: The trust and the quarter that are spoken of.
HERE: ColumnElement[bool] = and_(
    summary.c.organisation == bindparam("the_trust"),
    summary.c.quarter == bindparam("the_quarter"),
)


class View:
    """A dimension by which a lead looks: its column and the column that marks release."""

    def __init__(self, name: str) -> None:
        self.cell = summary.c[name]
        self.released = released = summary.c[f"released_{name}"]
        stays, one = summary.c.withdrawn.is_(False), self.cell == bindparam("one")
        waits = and_(
            HERE, self.cell.in_(bindparam("cells", expanding=True)), released.is_(False), stays
        )
        enough = func.count() >= bindparam("number")
        #: Is there a cell among ``cells`` in which so many wait?
        self.waiting = select(self.cell).where(waits).group_by(self.cell).having(enough).limit(1)
        parts = (self.cell, released)
        #: How many are in each cell, released and not.
        self.counted = select(*parts, func.count()).where(HERE).group_by(*parts)
        #: Which of them were withdrawn: they have an index of their own.
        self.withdrawn = select(*parts).where(HERE, summary.c.withdrawn)
        #: Withdrawn ones that the cell ``one`` shows leave it.
        self.leave = (
            update(summary)
            .where(HERE, one, released, summary.c.withdrawn)
            .values({released: False})
        )
        chosen = (
            select(summary.c.id)
            .where(HERE, one, released.is_(False), stays)
            .order_by(summary.c.id)
            .limit(bindparam("number"))
        )
        #: So many more of the cell ``one`` are shown; which ones, their random ids decide.
        self.show = update(summary).where(summary.c.id.in_(chosen)).values({released: True})


VIEWS: Mapping[str, View] = {name: View(name) for name in ("staff_group", "area")}
