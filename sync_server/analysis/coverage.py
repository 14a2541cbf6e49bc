"""Whom conversations reach, held against how many people work there. Pure.

The gates are those of all figures, and one more: where fewer people work than the minimum,
nothing is said, because each of them is known. Conversations are not people: somebody may have
had two, so a rate is given for every 100 people and never as a share of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sync_server.analysis.headcount import HeadcountRow
from sync_server.analysis.rounding import nearest

#: Less than half of the rate of the whole trust is called out.
_LEFT_OUT = 0.5

FEW_PEOPLE = "Too few people work here for us to say."
NO_HEADCOUNT = "We do not know how many people work here."


@dataclass(frozen=True)
class Node:
    """A group or area: ``shown`` rounded summaries or None, then ``withheld`` says why."""

    id: str
    name: str
    shown: int | None
    withheld: str | None = None


@dataclass(frozen=True)
class Reach:
    """How far conversations reach a group or area.

    ``people`` is its headcount rounded to 5, ``per_hundred`` conversations for every 100
    people; each None where it may not or cannot be said. ``left_out`` says that it is reached
    less than half as much as the whole trust.
    """

    id: str
    name: str
    people: int | None
    summaries: int | None
    per_hundred: int | None
    left_out: bool
    words: str


def by_group(rows: Sequence[HeadcountRow]) -> dict[str, int]:
    """Add headcounts up by staff group."""
    return _summed((row.group, row.headcount) for row in rows)


def by_area(rows: Sequence[HeadcountRow]) -> dict[str, int]:
    """Add headcounts up by area."""
    return _summed((row.area, row.headcount) for row in rows)


def along(
    parents: Mapping[str, str | None], known: Mapping[str, int], ended: Collection[str] = ()
) -> dict[str, int]:
    """Give headcount by node of a tree, ``parents`` first: as it is known, or added up from below.

    A node of whose parts one is unknown is unknown too, but for parts that have ``ended``: half
    a denominator would make a rate look twice as high.
    """
    parts: dict[str, list[str]] = {}
    for node, parent in parents.items():
        if parent is not None and not (node in ended and node not in known):
            parts.setdefault(parent, []).append(node)
    found = dict(known)
    for node in reversed(list(parents)):
        below = parts.get(node, [])
        if node not in found and below and all(part in found for part in below):
            found[node] = sum(found[part] for part in below)
    return {node: found[node] for node in parents if node in found}


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for key, number in pairs:
        totals[key] = totals.get(key, 0) + number
    return totals


def reach(
    whole: Node | None,
    nodes: Sequence[Node],
    people: Mapping[str, int],
    *,
    minimum_group: int = 11,
) -> list[Reach]:
    """Say how far each node is reached, the least reached first, then what cannot be said.

    ``people`` is headcount by node id; that of ``whole`` is compared with, if it may be seen.
    Nothing but figures that are shown anyway goes in: who knows every headcount, or makes some
    up, learns from this no more than from those figures.
    """
    trust = None if whole is None else _rate(whole, people, minimum_group)
    found = [_reach(node, people, trust, minimum_group) for node in nodes]
    return sorted(found, key=_least_first)


def _rate(node: Node, people: Mapping[str, int], minimum: int) -> float | None:
    """Give conversations for every 100 people, from rounded figures alone."""
    number = people.get(node.id)
    if number is None or number < minimum or node.shown is None:
        return None
    return 100 * node.shown / nearest(number)


def _reach(node: Node, people: Mapping[str, int], trust: float | None, minimum: int) -> Reach:
    number = people.get(node.id)
    if number is not None and number < minimum:
        return Reach(node.id, node.name, None, None, None, False, FEW_PEOPLE)
    said = None if number is None else nearest(number)
    if number is None:
        return Reach(node.id, node.name, None, node.shown, None, False, NO_HEADCOUNT)
    rate = _rate(node, people, minimum)
    if rate is None:
        words = f"About {said:,} people. {node.withheld or ''}".strip()
        return Reach(node.id, node.name, said, None, None, False, words)
    left_out = trust is not None and rate < _LEFT_OUT * trust
    words = f"About {_times(rate)} for every 100 people ({node.shown:,} for about {said:,})."
    if left_out and trust is not None:
        words += f" In the whole trust it is {_times(trust)}."
    return Reach(node.id, node.name, said, node.shown, round(rate), left_out, words)


def _times(rate: float) -> str:
    whole = round(rate)
    return "1 conversation" if whole == 1 else f"{whole} conversations"


def _least_first(reach: Reach) -> tuple[bool, bool, int, str]:
    """Withheld with many people comes before what nothing is known of."""
    unknown = reach.per_hundred is None
    return unknown, reach.people is None, reach.per_hundred or -(reach.people or 0), reach.name
