"""Release: what a lead's two views count moves in whole steps, with the summaries that bring it.

It happens in the transaction that stores them, under their trust's lock: two releases at once
could each show a step smaller than the minimum. At a step withdrawn summaries leave the cell,
and others take their places; between steps nothing that a lead sees can move.
"""

from collections.abc import Iterable, Mapping

from app.domain.organisation import STAFF_GROUPS, Organisation
from sync_server.analysis.suppression import Stock, due_for_release
from sync_server.db.summaries import Cell, Summaries
from sync_server.db.views import VIEWS
from sync_server.db.withdrawn import drop_gone

_EMPTY = Cell(0, 0, 0)


def release(
    summaries: Summaries, organisation: Organisation, quarters: Iterable[str], minimum: int
) -> None:
    """Let the views of these quarters show what is due."""
    for quarter in sorted(set(quarters)):
        if not any(
            summaries.waiting(view, quarter, _cells(organisation, name), minimum)
            for name, view in VIEWS.items()
        ):
            continue  # nothing is due, and a quarter's summaries need not be counted for that
        views = [
            _stock(summaries.stock(view, quarter), _cells(organisation, name))
            for name, view in VIEWS.items()
        ]
        due = due_for_release(views[0], views[1], minimum)
        for view, stocks, steps in zip(VIEWS.values(), views, due, strict=True):
            left = {stock.id: bool(stock.withdrawn) for stock in stocks}
            for cell, number in steps.items():
                summaries.release(view, quarter, cell, number, withdrawn=left[cell])
        if any(due):
            drop_gone(summaries.connection, organisation.id, quarter)


def _cells(organisation: Organisation, view: str) -> Iterable[str]:
    if view == "staff_group":
        return STAFF_GROUPS
    return [area.id for area in organisation.leaves(retired=True)]


def _stock(counts: Mapping[str, Cell], names: Iterable[str]) -> list[Stock]:
    """Give every cell of a view, also the empty ones and those the trust has given up."""
    known = dict.fromkeys([*names, *sorted(counts)])
    return [Stock(cell, *counts.get(cell, _EMPTY)) for cell in known]
