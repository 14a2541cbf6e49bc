"""What a lead sees must not let anyone work out a small group.

Attackers who know every rule: one who enumerates all small worlds that could have given what
is on the screen; one who enumerates all courses of arrivals that could have given everything
that was ever on it; one who polls real sizes after every arrival. The first two work with a
minimum of 3 so that all worlds can be listed.
"""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.suppression import (
    Cell,
    Stock,
    due_for_release,
    hidden,
    hide_all,
    pinned,
)

MINIMUM = 11
World = tuple[tuple[int, int], ...]
Counts = tuple[int, ...]
Seen = tuple[int | str, ...]


def cells(released: Iterable[int]) -> list[Cell]:
    return [Cell(str(number), count) for number, count in enumerate(released)]


def of(world: World) -> list[Cell]:
    return cells(released for released, _ in world)


def look(groups: list[Cell], areas: list[Cell], minimum: int) -> tuple[Seen, Seen]:
    """Give both views as on the screen: a count, or the sentence in its place."""
    if pinned(groups, areas, minimum):
        masks = hide_all(groups), hide_all(areas)
    else:
        masks = hidden(groups, minimum), hidden(areas, minimum)
    return tuple(
        tuple(mask.get(cell.id, cell.released) for cell in view)
        for view, mask in zip((groups, areas), masks, strict=True)
    )  # type: ignore[return-value]


def worlds(size: int, most: int, minimum: int, *, batches: bool) -> Iterator[World]:
    """List every state of one view with up to ``most`` summaries in all.

    One by one, a cell releases at each multiple of the minimum; batches may release any
    number from the minimum on.
    """
    cell = [
        (released, total)
        for total in range(most + 1)
        for released in range(total + 1)
        if total - released < minimum
        and (released == 0 or released >= minimum)
        and (batches or released % minimum == 0)
    ]
    for world in itertools.product(cell, repeat=size):
        if sum(total for _, total in world) <= most:
            yield world


@pytest.mark.parametrize(
    ("groups", "areas", "most", "batches"),
    [(2, 2, 12, True), (3, 2, 12, False), (3, 2, 9, True), (3, 1, 15, False)],
)
def test_an_attacker_who_lists_every_world_finds_no_exact_count(
    groups: int, areas: int, most: int, batches: bool
) -> None:
    minimum = 3
    by_total: dict[int, list[World]] = defaultdict(list)
    for world in worlds(areas, most, minimum, batches=batches):
        by_total[sum(total for _, total in world)].append(world)
    possible: dict[Seen, list[set[int]]] = {}
    smallest: dict[Seen, int] = {}
    for world in worlds(groups, most, minimum, batches=batches):
        total = sum(number for _, number in world)
        for other in by_total[total]:
            seen = sum(look(of(world), of(other), minimum), ())
            values = possible.setdefault(seen, [set() for _ in seen])
            for value, (_, count) in zip(values, world + other, strict=True):
                value.add(count)
            smallest[seen] = min(total, smallest.get(seen, total))
    # Screens that only the largest listed worlds give are cut off by the list's own end.
    checked = [seen for seen in possible if smallest[seen] <= most - minimum]
    assert len(checked) >= 10
    derived = [seen for seen in checked if any(len(v) < 2 for v in possible[seen])]
    assert derived == []


@pytest.mark.parametrize(("groups", "areas", "most"), [(2, 2, 11), (3, 2, 8), (2, 3, 8)])
def test_an_attacker_who_saw_every_screen_finds_no_exact_rest(
    groups: int, areas: int, most: int
) -> None:
    """At each change: every course of single arrivals that gives the same screens so far."""
    minimum = 3
    hits = list(itertools.product(range(groups), range(groups, groups + areas)))
    nothing = (0,) * (groups + areas)
    # By everything seen so far: all (true counts, released counts) that it may have come from.
    ongoing = {(screen(nothing, groups, minimum),): {(nothing, nothing)}}
    at_change: dict[tuple[Seen, ...], set[Counts]] = defaultdict(set)
    for _ in range(most):
        after: dict[tuple[Seen, ...], set[Any]] = defaultdict(set)
        for history, states in ongoing.items():
            for (total, released), hit in itertools.product(states, hits):
                now = tuple(count + (cell in hit) for cell, count in enumerate(total))
                shows = release(now, released, groups, minimum)
                seen = screen(shows, groups, minimum)
                if seen == history[-1]:
                    after[history].add((now, shows))
                else:
                    after[*history, seen].add((now, shows))
                    at_change[*history, seen].add(now)
        ongoing = after
    lasting = {h: s for h, s in at_change.items() if min(map(sum, s)) // 2 <= most - minimum}
    assert len(lasting) >= 10
    for history, states in lasting.items():
        for counts in zip(*states, strict=True):
            # What has just been released is known, and holds a whole group.
            assert len(set(counts)) >= 2 or counts[0] >= minimum, history


def screen(released: Counts, groups: int, minimum: int) -> Seen:
    one, other = look(cells(released[:groups]), cells(released[groups:]), minimum)
    return one + other


def release(total: Counts, released: Counts, groups: int, minimum: int) -> Counts:
    """Give the released counts after intake; the first ``groups`` cells are one view."""
    pairs = enumerate(zip(released, total, strict=True))
    stock = [Stock(str(cell), shows, count - shows) for cell, (shows, count) in pairs]
    one, other = due_for_release(stock[:groups], stock[groups:], minimum)
    steps = one | other
    return tuple(cell.released + steps.get(cell.id, 0) for cell in stock)


def arrivals(seed: int) -> tuple[int, int, list[list[tuple[int, int]]]]:
    """Make up a trust: how many groups and areas, and its batches of (group, area)."""
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    groups, areas = 10, rng.randint(2, 8)
    group_weights = [rng.random() ** 3 for _ in range(groups)]
    area_weights = [rng.random() ** 2 + 0.01 for _ in range(areas)]
    most = rng.choice([1, 1, 2, 12, 50])
    batches = [
        list(
            zip(
                rng.choices(range(groups), group_weights, k=size),
                rng.choices(range(areas), area_weights, k=size),
                strict=True,
            )
        )
        for size in (rng.randint(1, most) for _ in range(120))
    ]
    return groups, areas, batches


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_an_attacker_who_polls_after_every_arrival_learns_no_small_count(seed: int) -> None:
    groups, areas, batches = arrivals(seed)
    total = released = (0,) * (groups + areas)
    known = screen(released, groups, MINIMUM)
    for batch in batches:
        hits = Counter([*(group for group, _ in batch), *(groups + area for _, area in batch)])
        total = tuple(count + hits[cell] for cell, count in enumerate(total))
        before, released = released, release(total, released, groups, MINIMUM)
        grown = {n for n, (a, b) in enumerate(zip(before, released, strict=True)) if b - a >= 11}
        seen = screen(released, groups, MINIMUM)
        # What shows, counts and reasons alike, changes only where a whole group came free.
        assert seen == known or grown
        assert all(shown % MINIMUM == 0 for shown in seen if isinstance(shown, int))
        assert all(shown >= MINIMUM for shown in seen if isinstance(shown, int))
        for view in (seen[:groups], seen[groups:]):
            assert sum(isinstance(shown, str) for shown in view) != 1
        just = {n for n in grown if len(batch) == 1 and released[n] == total[n]}
        ours = [released[:groups], released[groups:]]
        fresh = [len([n for n in just if n < groups]), len([n for n in just if n >= groups])]
        assert_rests_stay_open(ours, fresh)
        assert_rests_stay_open(ours[::-1], fresh[::-1])
        known = seen


def assert_rests_stay_open(views: list[Counts], fresh: list[int]) -> None:
    """From every released count ever seen: what waits in each of our cells stays open.

    rest(ours) - rest(theirs) = sum(theirs) - sum(ours), each cell's rest from 0 to 10; and
    none in the ``fresh`` cells that a single arrival has just released.
    """
    ours, theirs = views
    difference = sum(theirs) - sum(ours)
    neighbours = (MINIMUM - 1) * (len(ours) - 1 - fresh[0])
    others = (MINIMUM - 1) * (len(theirs) - fresh[1])
    # rest + (0 to neighbours) - (0 to others) = difference
    fits = [rest for rest in range(MINIMUM) if -others <= difference - rest <= neighbours]
    assert len(fits) >= (2 if any(fresh) else MINIMUM)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.integers(0, 40), st.integers(0, 22))
def test_a_step_first_fills_the_places_of_those_who_were_withdrawn(
    groups: int, waiting: int, withdrawn: int
) -> None:
    released = groups * MINIMUM
    withdrawn = min(withdrawn, released)
    cell = Stock("a", released, waiting, withdrawn)
    steps = cell.steps(MINIMUM)
    assert steps == Stock("a", released, max(0, waiting - withdrawn)).steps(MINIMUM)
    # There are enough to show the step and to stand where the withdrawn ones stood.
    assert not steps or withdrawn + steps * MINIMUM <= waiting
    assert waiting - withdrawn - steps * MINIMUM < MINIMUM
