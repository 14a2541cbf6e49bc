"""The part of a board report that holds conversations against headcount, where there is one."""

from collections.abc import Callable, Mapping

from app.domain.insight_figures import ReachRow
from app.domain.organisation import Organisation
from sync_server.analysis.nodes import TREES, TreeName
from sync_server.reports.report import Cell, Exhibit, Section, Table
from sync_server.services.board_report import Further
from sync_server.services.frozen import Period
from sync_server.services.reach import NOT_PEOPLE, ReachDesk

_FIRST = (
    "How many conversations there were for every 100 people who work there. Where it is less "
    "than half of the whole trust's, that is said."
)


def reach_section(
    desk: ReachDesk, people: Callable[[Organisation, TreeName], Mapping[str, int]]
) -> Further:
    """Make what makes the section; it gives None while no headcount has been brought."""

    def make(organisation: Organisation, period: Period) -> Section | None:
        if not people(organisation, "group"):
            return None
        exhibits = tuple(
            Exhibit(_table(tree, desk.reached(organisation, period, tree))) for tree in TREES
        )
        return Section("reach", "Who is reached", (_FIRST, NOT_PEOPLE), exhibits=exhibits)

    return make


def _table(tree: TreeName, found: list[ReachRow]) -> Table:
    name = "Staff group" if tree == "group" else "Area"
    rows = tuple(
        (Cell(one.name), _counted(one.people), _counted(one.shown),
         _counted(one.per_hundred), Cell("reached much less" if one.left_out else ""))
        for one in found
    )  # fmt: skip
    head = (name, "People, about", "Summaries, about", "For every 100 people", "Stands out")
    return Table(f"reach-{tree}", f"Reach by {name.lower()}", head, rows, (5, 2, 2, 2, 3))


def _counted(number: int | None) -> Cell:
    return Cell("not shown", hidden=True) if number is None else Cell(f"{number:,}", number)
