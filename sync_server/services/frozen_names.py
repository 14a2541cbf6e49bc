"""What closed cells are called, and the sentences about those that are withheld."""

from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import parse_span
from sync_server.analysis.blocks import FrozenCell
from sync_server.analysis.nodes import ROOT, UNSAID, TreeName


def withheld(minimum: int) -> str:
    """Say why a cell is withheld: the same for a small one and for one that would give it away."""
    return (
        f"Withheld so that nobody can be singled out: this group, or one beside it, has fewer "
        f"than {minimum} summaries."
    )


def name_of(organisation: Organisation, tree: TreeName, node: str) -> str:
    """Give a node's name, whatever became of what it names."""
    if node == ROOT:
        return organisation.name
    above, _, fine = node.partition("/")
    if tree == "area":
        name = organisation.area_name(above)
        return f"{name}, place not said" if fine else name
    if not fine:
        return STAFF_GROUPS.get(above, above)
    if fine == UNSAID:
        return f"{STAFF_GROUPS.get(above, above)}, role not said"
    return next((role.name for role in organisation.role_families if role.id == fine), fine)


def instead(organisation: Organisation, cell: FrozenCell, there: FrozenCell) -> str:
    """Say where to look instead of a withheld cell."""
    name = name_of(organisation, there.tree, there.node)
    if there.period == cell.period:
        return f"Too few to show. Look at {name} instead."
    when = parse_span(there.period).in_words()
    if there.node == cell.node:
        return f"Too few to show. Look at {when} instead."
    return f"Too few to show. Look at {name} in {when} instead."
