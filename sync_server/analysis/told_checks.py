"""For which cells it is told what people's checks say of the coding. Pure.

A lead knows each text that they check, with its staff group and its quarter, and may answer what
they like. Whatever moved with one check in a cell that is finer than that would tell where the
text came from: its area, its role family, its four weeks. So the checks are told of the trust and
of its staff groups, by quarter and by year, and of nothing else.
"""

from sync_server.analysis.nodes import ROOT, TreeName

_QUARTER = len("2026-Q4")
NOT_TOLD = (
    "How sure a share is, is said for the whole trust and by staff group, by quarter and by year. "
    "Anything finer could show where a checked text came from."
)


def is_told(period: str, tree: TreeName, node: str) -> bool:
    """Say whether a cell may show what checks say of it."""
    coarse = node == ROOT or (tree == "group" and "/" not in node)
    return coarse and len(period) <= _QUARTER
