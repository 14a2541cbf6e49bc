"""Which areas share a key for tokens.

A token tells under which key it was made, so whoever reads a summary with it knows that its
author's device could have that key. An area gets a key of its own only where at least ten
devices are enrolled for it; all others share one. Should fewer than ten devices be enrolled for
the shared ones together, the smallest area that had a key of its own joins them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

#: How many devices must be enrolled for an area by name before it gets its own key.
LEAST_DEVICES = 10
#: What the shared group is called; no area has this id.
SHARED = ""


def area_groups(
    leaves: Sequence[str], scopes: Iterable[Sequence[str]], least: int = LEAST_DEVICES
) -> Mapping[str, tuple[str, ...]]:
    """Give the areas of each group by the group's name: an area's id, or ``SHARED``.

    ``scopes`` are the areas each device was enrolled for by name. A device that was enrolled for
    all counts for none: it does not show that many people write from there.
    """
    enrolled = [frozenset(scope).intersection(leaves) for scope in scopes]

    def devices(areas: Collection[str]) -> int:
        return sum(not scope.isdisjoint(areas) for scope in enrolled)

    counts = {area: devices([area]) for area in leaves}
    own = sorted(
        (area for area in leaves if counts[area] >= least), key=lambda area: (counts[area], area)
    )
    shared = [area for area in leaves if counts[area] < least]
    while own and shared and devices(shared) < least:
        shared.append(own.pop(0))
    groups = {area: (area,) for area in own}
    return groups | ({SHARED: tuple(sorted(shared))} if shared else {})
