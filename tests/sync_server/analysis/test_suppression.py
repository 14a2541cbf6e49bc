"""What a lead sees must not let anyone work out a small group.

Three attackers, each knowing every rule: one who enumerates all small worlds that could have
given what is on the screen; one who polls after every arrival and remembers everything; one
who reads themes. The first works with a minimum of 3 so that all worlds can be listed.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.suppression import (
    HELD_BACK,
    SMALLEST_NUMERATOR,
    Cell,
    due_for_release,
    few,
    hidden,
    hide_all,
    pinned,
    share,
)

MINIMUM = 11
World = tuple[tuple[int, int], ...]
Seen = tuple[int | str, ...]


def cells(world: World) -> list[Cell]:
    return [Cell(str(number), *counts) for number, counts in enumerate(world)]


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
            seen = sum(look(cells(world), cells(other), minimum), ())
            values = possible.setdefault(seen, [set() for _ in seen])
            for value, (_, count) in zip(values, world + other, strict=True):
                value.add(count)
            smallest[seen] = min(total, smallest.get(seen, total))
    # Screens that only the largest listed worlds give are cut off by the list's own end.
    checked = [seen for seen in possible if smallest[seen] <= most - minimum]
    assert len(checked) >= 10
    derived = [seen for seen in checked if any(len(v) < 2 for v in possible[seen])]
    assert derived == []


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


class Trust:
    """Counts as the server keeps them: total and released per cell of one view."""

    def __init__(self, size: int) -> None:
        self.total = [0] * size
        self.released = [0] * size

    def receive(self, touched: list[int]) -> None:
        for cell in touched:
            self.total[cell] += 1
        for cell in set(touched):
            if due_for_release(self.total[cell] - self.released[cell], MINIMUM):
                self.released[cell] = self.total[cell]

    def cells(self) -> list[Cell]:
        pairs = zip(self.released, self.total, strict=True)
        return [Cell(str(n), released, total) for n, (released, total) in enumerate(pairs)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_an_attacker_who_polls_after_every_arrival_learns_no_small_count(seed: int) -> None:
    groups, areas, batches = arrivals(seed)
    trust = Trust(groups), Trust(areas)
    memory: list[list[int]] = [[0] * groups, [0] * areas]
    for batch in batches:
        trust[0].receive([group for group, _ in batch])
        trust[1].receive([area for _, area in batch])
        screen = look(trust[0].cells(), trust[1].cells(), MINIMUM)
        for view, known in zip(screen, memory, strict=True):
            for cell, shown in enumerate(view):
                if isinstance(shown, int):
                    assert shown >= MINIMUM
                    step = shown - known[cell]
                    assert step == 0 or step >= MINIMUM
                    known[cell] = shown
        if all(isinstance(shown, int) or shown == few(MINIMUM) for v in screen for shown in v):
            assert_sums_leave_room(memory[0], memory[1])
        for view, counts in zip(screen, trust, strict=True):
            assert_withheld_is_a_group(view, counts)


def assert_sums_leave_room(one: list[int], other: list[int]) -> None:
    """From the best released counts ever seen: each cell's unreleased rest stays open.

    rest(one) - rest(other) = sum(other) - sum(one), each cell's rest from 0 to 10.
    """
    for ours, theirs in ((one, other), (other, one)):
        difference = sum(theirs) - sum(ours)
        step = MINIMUM - 1
        lowest = max(0, difference)
        highest = min(step * len(ours), step * len(theirs) + difference)
        for_one_cell = (max(0, lowest - step * (len(ours) - 1)), min(step, highest))
        assert for_one_cell[1] - for_one_cell[0] >= 1


def assert_withheld_is_a_group(view: Seen, counts: Trust) -> None:
    withheld = [n for n, shown in enumerate(view) if isinstance(shown, str)]
    if len(withheld) == len(view) or not withheld:
        return
    held = [counts.total[n] for n in withheld]
    assert len(withheld) >= 2
    assert (
        sum(held) == 0
        or (sum(held) >= MINIMUM and sum(1 for n in held if n) >= 2)
        or (HELD_BACK in view and sum(held) >= MINIMUM)
    )


def test_a_group_of_none_and_a_group_of_a_few_look_the_same() -> None:
    areas = cells(((44, 44), (33, 33)))
    none = cells(((44, 44), (33, 33), (0, 0)))
    some = cells(((44, 44), (28, 28), (0, 5)))
    a, _ = look(none, areas, MINIMUM)
    b, _ = look(some, areas, MINIMUM)
    assert a[2] == b[2] == "Fewer than 11 summaries."
    assert a[1] == b[1] == HELD_BACK


def test_small_groups_that_add_up_to_a_group_cost_nobody_else_their_place() -> None:
    view = cells(((44, 44), (33, 33), (0, 6), (0, 5)))
    assert set(hidden(view, MINIMUM)) == {"2", "3"}


def test_a_lone_small_group_takes_the_smallest_shown_one_along() -> None:
    view = cells(((44, 44), (33, 33), (0, 6), (0, 0)))
    assert hidden(view, MINIMUM) == {"1": HELD_BACK, "2": few(11), "3": few(11)}


def test_a_view_of_one_cell_would_be_the_grand_total_and_is_not_shown() -> None:
    assert hidden(cells(((50, 50),)), MINIMUM) == {"0": HELD_BACK}


def test_a_difference_that_gives_the_rest_away_hides_everything() -> None:
    # Areas released all 42; groups hold 21 each, of which 10 wait: 42 - 22 = 20 = all that can.
    assert pinned(cells(((11, 21), (11, 21))), cells(((42, 42), (0, 0))), MINIMUM)
    assert not pinned(cells(((11, 11), (11, 11))), cells(((22, 22), (0, 0))), MINIMUM)


@given(st.integers(11, 5000), st.data())
def test_theme_figures_are_rounded_and_small_ones_absent(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    shown = share(count, of)
    if count < SMALLEST_NUMERATOR:
        assert shown is None
        return
    assert shown is not None
    assert shown.rounded <= of
    if shown.percent is None:
        assert count >= of - 3
        assert "nearly all" in shown.words
    else:
        assert abs(shown.rounded - count) <= 2 or shown.rounded == of
        assert shown.rounded % 5 == 0 or shown.rounded == of
        assert shown.percent == round(100 * shown.rounded / of)
        # Several true counts give the same words.
        assert len([n for n in range(count - 4, count + 5) if share(n, of) == shown]) >= 2
