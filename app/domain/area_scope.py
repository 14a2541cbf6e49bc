"""Which areas a scope covers: it names areas at any level of a trust's tree, or none for all.

A scope is kept as it was chosen, not as the leaves it had that day, so that an area added under
"North" later is covered too.
"""

from collections.abc import Iterable, Sequence

from app.domain.organisation import Area, Organisation
from app.domain.wording import listed, tr


def leaves_in(organisation: Organisation, scope: Iterable[str]) -> frozenset[str]:
    """Give the ids of the lowest areas that ``scope`` covers, retired ones too.

    Retired areas stay covered because a summary may have waited in an outbox since before. An
    empty scope covers all; ids that the trust does not know cover nothing.
    """
    chosen = frozenset(scope)
    leaves = {area.id for area in organisation.leaves(retired=True)}
    if not chosen:
        return frozenset(leaves)
    parents = {area.id: area.parent for area in organisation.areas}
    return frozenset(leaf for leaf in leaves if not chosen.isdisjoint(_way_up(leaf, parents)))


def scope_words(areas: Sequence[Area], scope: Iterable[str]) -> str:
    """Name a scope for a person: "all areas", or the areas in the trust's own order.

    What ``areas`` does not have was given up since, and is counted only.
    """
    chosen = frozenset(scope)
    if not chosen:
        return tr("all areas")
    known = [area.name for area in areas if area.id in chosen]
    gone = len(chosen - {area.id for area in areas})
    said = [*known, *([tr("{gone} no longer offered", gone=gone)] if gone else [])]
    return tr(" and ").join([listed(said[:-1]), said[-1]] if len(said) > 1 else said)


def scope_line(areas: Sequence[Area], scope: Iterable[str]) -> str:
    """Name a scope where a line begins with it: "All areas"."""
    words = scope_words(areas, scope)
    return words[0].upper() + words[1:]


def unknown_areas(organisation: Organisation, scope: Iterable[str]) -> frozenset[str]:
    """Give the ids that name no live area of the trust."""
    live = {area.id for area in organisation.areas if not area.retired}
    return frozenset(scope) - live


def _way_up(area: str | None, parents: dict[str, str | None]) -> Iterable[str]:
    # As many steps as there are areas: a tree that bites its tail must not hold us for ever.
    for _ in range(len(parents) + 1):
        if area is None:
            return
        yield area
        area = parents.get(area)
