"""The two trees that a lead may look along: staff groups with role families, and areas. Pure.

They meet at their root, the whole trust, and nowhere else: no figure is ever kept for a group
and an area at once. A node's id says where it stands: "04", "04/paramedic", "04/-" for those
of a group who named no role family; an area's own id, "north/-" for what was said in an area
before it was divided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.organisation import STAFF_GROUPS, Organisation

TreeName = Literal["group", "area"]
TREES: tuple[TreeName, ...] = ("group", "area")
ROOT = "*"
#: What stands for those who named nothing finer.
UNSAID = "-"


@dataclass(frozen=True)
class Said:
    """So many summaries of one staff group, role family and area."""

    staff_group: str
    role_family: str | None
    area: str
    n: int


@dataclass(frozen=True)
class Count:
    """What a node counts: summaries, and whether they come from too few places.

    ``alone`` where fewer than two areas have contributed to a group, or to a trust, of several.
    """

    n: int
    alone: bool


@dataclass(frozen=True)
class Tree:
    """Nodes by id with their parents, parents first; ``ROOT`` has none."""

    parents: Mapping[str, str | None]
    _children: dict[str, list[str]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for node, parent in self.parents.items():
            if parent is not None:
                self._children.setdefault(parent, []).append(node)

    def children(self, node: str) -> tuple[str, ...]:
        """Give the nodes right below; none below a leaf."""
        return tuple(self._children.get(node, ()))

    def leaves(self, node: str = ROOT) -> frozenset[str]:
        """Give the leaves at or below a node."""
        below = self.children(node)
        return frozenset().union(*map(self.leaves, below)) if below else frozenset({node})

    def line(self, node: str) -> tuple[str, ...]:
        """Give a node and everything above it, the root last."""
        found = [node]
        while (parent := self.parents[found[-1]]) is not None:
            found.append(parent)
        return tuple(found)

    def depth(self, node: str) -> int:
        """Count the nodes above it."""
        return len(self.line(node)) - 1


def group_tree(organisation: Organisation, said: Iterable[Said] = ()) -> Tree:
    """Give the trust's staff groups and role families, with any group that only ``said`` names.

    A role family that the trust does not have in this group has no node: one that stood there
    in some blocks and not in others would tell where somebody named it.
    """
    roles: dict[str, dict[str, None]] = {code: {} for code in STAFF_GROUPS}
    for family in organisation.role_families:
        roles.setdefault(family.staff_group, {})[family.id] = None
    for entry in sorted(said, key=lambda entry: entry.staff_group):
        roles.setdefault(entry.staff_group, {})
    parents: dict[str, str | None] = {ROOT: None}
    for code, families in roles.items():
        parents[code] = ROOT
        for family_id in [*families, UNSAID] if families else ():
            parents[f"{code}/{family_id}"] = code
    return Tree(parents)


def area_tree(organisation: Organisation, said: Iterable[Said] = ()) -> Tree:
    """Give the trust's areas, retired ones too, with any that only ``said`` names."""
    above = {area.id: area.parent for area in organisation.areas}
    divided = {parent for parent in above.values() if parent is not None}
    named = sorted({entry.area for entry in said})
    above |= {area: None for area in named if area not in above}
    above |= {f"{area}/{UNSAID}": area for area in named if area in divided}
    parents: dict[str, str | None] = {ROOT: None}
    waiting = dict(above)
    while waiting:
        ready = [area for area, parent in waiting.items() if parent is None or parent in parents]
        # Parents that are missing, or that go round in a circle, count as none.
        for area in ready or list(waiting):
            parent = waiting.pop(area)
            parents[area] = parent if parent in parents else ROOT
    return Tree(parents)


def leaf(tree: Tree, name: TreeName, entry: Said) -> str:
    """Name the leaf under which ``entry`` counts."""
    if name == "group":
        ways = (f"{entry.staff_group}/{fine}" for fine in (entry.role_family or UNSAID, UNSAID))
        return next((node for node in ways if node in tree.parents), entry.staff_group)
    return f"{entry.area}/{UNSAID}" if tree.children(entry.area) else entry.area


def counted(
    trees: Mapping[TreeName, Tree], said: Iterable[Said]
) -> dict[TreeName, dict[str, Count]]:
    """Count every node of both trees, also the empty ones."""
    entries = list(said)
    spread = len(trees["area"].leaves()) > 1
    found: dict[TreeName, dict[str, Count]] = {}
    for name, tree in trees.items():
        sums = dict.fromkeys(tree.parents, 0)
        places: dict[str, set[str]] = {node: set() for node in tree.parents}
        for entry in entries:
            for node in tree.line(leaf(tree, name, entry)):
                sums[node] += entry.n
                if entry.n:
                    places[node].add(leaf(trees["area"], "area", entry))
        found[name] = {
            node: Count(n, spread and (name == "group" or node == ROOT) and len(places[node]) < 2)
            for node, n in sums.items()
        }
    return found
