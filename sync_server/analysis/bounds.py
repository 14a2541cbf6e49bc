"""Rounded figures that together leave a withheld cell no room are rounded the other way. Pure.

Each rounded figure can mean several counts. Now and then what several of them can mean meets in
one point: 20 in all (22 at most), of them two groups of 15 (11 at least) leave nobody for a third.
Then a figure that is not published yet is said 5 higher or lower. Whether that is so follows
from what would have been shown and from nothing else, so it tells nothing by itself.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence

from sync_server.analysis.disclosure import Family
from sync_server.analysis.rounding import ROUNDING, range_of, rounded

_ENDLESS = 10**9
_ROUNDS = 40
#: So many figures are tried, the largest first: more are never needed for one meeting.
_TRIES = 12


def told(
    counts: Mapping[Hashable, int],
    families: Sequence[Family],
    hidden: Collection[Hashable],
    published: Mapping[Hashable, int],
    minimum: int,
) -> dict[Hashable, int]:
    """Give the figure of every shown cell; what is ``published`` stays as it was."""
    said = {
        key: published.get(key, rounded(n, minimum))
        for key, n in counts.items()
        if key not in hidden
    }
    free = [key for key in said if key not in published]
    free.sort(key=lambda key: -said[key])
    for _ in range(_TRIES):
        worst = _cornered(said, counts, families, minimum)
        if not worst:
            break
        better = _better(said, counts, families, minimum, free=free[:_TRIES], than=worst)
        if better is None:
            break
        said = better
    return said


def _better(
    said: dict[Hashable, int],
    counts: Mapping[Hashable, int],
    families: Sequence[Family],
    minimum: int,
    *,
    free: Sequence[Hashable],
    than: int,
) -> dict[Hashable, int] | None:
    for key in free:
        for step in (ROUNDING, -ROUNDING):
            other = said | {key: said[key] + step}
            fits = other[key] >= minimum
            if fits and _cornered(other, counts, families, minimum) < than:
                return other
    return None


def _cornered(
    said: Mapping[Hashable, int],
    cells: Collection[Hashable],
    families: Sequence[Family],
    minimum: int,
) -> int:
    """Count withheld cells that have one value left; one that has none counts as well."""
    low: dict[Hashable, int] = {}
    high: dict[Hashable, int] = {}
    for key in cells:
        low[key], high[key] = range_of(said[key], minimum) if key in said else (0, _ENDLESS)
    for _ in range(_ROUNDS):
        before = sum(low.values()) - sum(high.values())
        for family in families:
            _pass(family, low, high, said, minimum)
        if sum(low.values()) - sum(high.values()) == before:
            break
    return sum(low[key] >= high[key] for key in cells if key not in said or low[key] > high[key])


def _pass(
    family: Family,
    low: dict[Hashable, int],
    high: dict[Hashable, int],
    said: Mapping[Hashable, int],
    minimum: int,
) -> None:
    parent, children = family.parent, family.children
    least, most = sum(low[key] for key in children), sum(high[key] for key in children)
    low[parent], high[parent] = max(low[parent], least), min(high[parent], most)
    if parent in said and any(key not in said for key in children):
        # What a shown parent leaves unnamed is never less than the minimum.
        shown = sum(low[key] for key in children if key in said)
        low[parent] = max(low[parent], shown + minimum)
    for key in children:
        floor, top = low[parent] - (most - high[key]), high[parent] - (least - low[key])
        low[key], high[key] = max(low[key], floor), min(high[key], top)
