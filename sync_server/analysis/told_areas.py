"""Which area may stand beside words of a known staff group: enough of the group spoke there. Pure.

Whoever reads a text knows its group. An area beside it says group and area at once, and so does a
refusal, by what it leaves over. So the areas of a group are put together into parts, each with
its one answer (an area to name, or none), and no part may hold fewer than the minimum.
"""

from collections.abc import Collection, Mapping

from sync_server.analysis.nodes import ROOT, Tree


def told_areas(
    tree: Tree, spoke: Mapping[str, int], shown: Collection[str], minimum: int
) -> dict[str, str]:
    """Give, for those areas where one may be told, the smallest that may; others are left out.

    ``spoke`` counts one group's summaries by the area they name; ``shown`` are areas with a figure.
    From the leaves upwards what cannot be told alone joins the area above. What is left over at
    the top is refused; where that is fewer than the minimum, the smallest told part is refused
    with it.
    """
    waiting: dict[str, list[str]] = {node: [] for node in tree.parents}
    for area in spoke:
        waiting[area if area in tree.parents else ROOT].append(area)

    def many(areas: Collection[str]) -> int:
        return sum(spoke[area] for area in areas)

    parts: dict[str, list[str]] = {}
    for node, parent in reversed(list(tree.parents.items())):  # parents come first
        if parent is None:
            continue
        if node in shown and many(waiting[node]) >= minimum:
            parts[node] = waiting[node]
        else:
            waiting[parent] += waiting[node]
    refused = many(waiting[ROOT])
    if 0 < refused < minimum and parts:
        del parts[min(parts, key=lambda node: (many(parts[node]), node))]
    return {area: node for node, areas in parts.items() for area in areas}
