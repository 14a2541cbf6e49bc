"""What is withheld keeps every rule, whatever the counts; and stays as it was published."""

from collections.abc import Hashable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.organisation import Area, Organisation, RoleFamily
from app.domain.periods import Block, blocks_in, closed_by
from sync_server.analysis.blocks import FrozenCell, cells_of, families, is_due, masked
from sync_server.analysis.determination import Equations
from sync_server.analysis.nodes import (
    ROOT,
    Said,
    area_tree,
    counted,
    group_tree,
    leaf,
)
from sync_server.analysis.rounding import SMALL_GROUP, figure, range_of, rounded

TRUST = Organisation(
    "t",
    "T",
    (Area("n", "N"), Area("n1", "N1", "n"), Area("n2", "N2", "n"), Area("s", "S")),
    (RoleFamily("p", "P", "04"),),
    staff_groups_offered=(),
)
LEAST = 11
SAID = st.lists(
    st.builds(
        Said,
        st.sampled_from(["04", "07", "08"]),
        st.sampled_from([None, "p"]),
        st.sampled_from(["n1", "n2", "s"]),
        st.integers(0, 25),
    ),
    max_size=8,
)


def quarter(blocks: list[list[Said]], trusts: list[Organisation]) -> list[FrozenCell]:
    """Close a quarter's blocks one after another, the trust changing on the way."""
    done: list[FrozenCell] = []
    block = Block(2026, 2, 1)
    for said, trust in zip(blocks, trusts, strict=True):
        new: list[FrozenCell] = []
        for span in closed_by(block):
            held = said if span == block else [each for part in blocks for each in part]
            trees = {"group": group_tree(trust, held), "area": area_tree(trust, held)}
            new += cells_of(str(span), trees, counted(trees, held))
        masks = masked([*done, *new], LEAST)
        assert all(masks[cell.key] == cell.masked for cell in done), "published stays so"
        done += [replace(cell, masked=masks[cell.key]) for cell in new]
        block = block.next()
    return done


@settings(max_examples=40, deadline=None)
@given(st.lists(SAID, min_size=3, max_size=3))
def test_a_quarter_keeps_every_rule(blocks: list[list[Said]]) -> None:
    cells = quarter(blocks, [TRUST] * 3)
    known = {cell.key: cell for cell in cells}
    assert all(cell.masked for cell in cells if cell.n < LEAST)
    hidden: set[Hashable] = {cell.key for cell in cells if cell.masked}
    relations = list(families(cells))
    for family in relations:
        theirs = [known[key] for key in family.children if key in hidden]  # type: ignore[index]
        if family.parent not in hidden and theirs:
            assert len(theirs) > 1
            assert sum(cell.n for cell in theirs) >= LEAST
        if family.parent in hidden and family.below:
            assert len(theirs) == len(family.children)
    equations = Equations([(family.parent, family.children) for family in relations], hidden)
    assert equations.determined() == []


@settings(max_examples=20, deadline=None)
@given(st.lists(SAID, min_size=3, max_size=3))
def test_an_area_that_moves_gives_nothing_away(blocks: list[list[Said]]) -> None:
    moved = replace(
        TRUST,
        areas=(Area("n", "N"), Area("n1", "N1", "n"), Area("m", "M"), Area("n2", "N2", "m"),
               Area("s", "S")),
    )  # fmt: skip
    cells = quarter(blocks, [TRUST, moved, moved])
    hidden = {cell.key for cell in cells if cell.masked}
    relations = [(family.parent, family.children) for family in families(cells)]
    assert Equations(relations, hidden).determined() == []
    # Where both trees know the same leaves, a quarter's leaf is the sum of its blocks' leaves.
    assert any(parent == ("2026-Q2", "area:n2") for parent, _ in relations)


def test_what_others_give_is_found_and_what_they_leave_open_is_not() -> None:
    sums = [("all", ("a", "b", "c")), ("year", ("all", "then"))]
    assert Equations(sums, {"a"}).determined() == ["a"]
    assert Equations(sums, {"a", "b"}).determined() == []
    assert Equations(sums, {"a", "b"}).gives(["a", "b"])
    assert not Equations(sums, {"a", "b", "c"}).gives(["a", "b"])
    assert set(Equations([*sums, ("b", ("x",))], {"a", "b"}).determined()) == {"a", "b"}


def test_a_block_is_due_a_fortnight_after_its_sunday() -> None:
    block = Block(2026, 2, 1)
    assert block.last_day.isoformat() == "2026-04-26"
    assert not is_due(block, block.last_day.replace(month=5, day=10))
    assert is_due(block, block.last_day.replace(month=5, day=11))
    assert len(blocks_in(block.quarter)) == 3


@given(st.integers(0, 5000), st.integers(11, 40))
def test_a_rounded_count_says_a_range_that_holds_it(n: int, least: int) -> None:
    said = rounded(n, least)
    if n < least:
        assert said == 0
        return
    low, high = range_of(said, least)
    assert low <= n <= high
    assert said % 5 == 0
    assert said >= least
    assert high - low >= 2


@given(st.integers(11, 5000), st.data())
def test_a_theme_is_said_from_rounded_figures_alone(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    said = figure(k, n, rounded(n, LEAST))
    if said.rounded is None:
        assert k < 8 or "nearly all" in said.words
        assert said.percent is None
    else:
        assert said.percent == round(100 * said.rounded / rounded(n, LEAST))
        assert abs(said.rounded - k) <= 2
        assert said.rounded < rounded(n, LEAST)


def test_trees_hold_what_summaries_name_and_meet_at_their_root() -> None:
    said = [Said("04", "p", "n1", 3), Said("04", None, "n", 2), Said("99", "odd", "gone", 1)]
    # A role family that the trust has not in this group would stand in some blocks alone.
    assert leaf(group_tree(TRUST, said), "group", Said("04", "odd", "n1", 1)) == "04/-"
    groups, areas = group_tree(TRUST, said), area_tree(TRUST, said)
    assert groups.children("04") == ("04/p", "04/-")
    assert areas.children("n") == ("n1", "n2", "n/-")
    assert [leaf(groups, "group", each) for each in said] == ["04/p", "04/-", "99"]
    assert [leaf(areas, "area", each) for each in said] == ["n1", "n/-", "gone"]
    found = counted({"group": groups, "area": areas}, said)
    assert found["group"][ROOT].n == found["area"][ROOT].n == 6
    assert (found["group"]["04"].n, found["group"]["04"].alone) == (5, False)
    assert found["group"]["04/p"].alone
    assert not found["area"]["n1"].alone


def test_areas_that_point_at_each_other_still_make_a_tree() -> None:
    round_about = replace(TRUST, areas=(Area("a", "A", "b"), Area("b", "B", "a")))
    tree = area_tree(round_about)
    assert set(tree.line("a")) <= {"a", "b", ROOT}
    assert tree.line("a")[-1] == ROOT


@given(st.integers(11, 52), st.data())
def test_in_a_small_group_nearly_all_reads_as_a_few(n: int, data: st.DataObject) -> None:
    """Where everybody said it, each person of a known few is known to have said it."""
    few = figure(data.draw(st.integers(0, 7)), n, rounded(n, LEAST))
    most = figure(data.draw(st.integers(n - 2, n)), n, rounded(n, LEAST))
    if rounded(n, LEAST) < SMALL_GROUP:
        assert few == most
    else:
        assert few.words.startswith("fewer than 8 of")
        assert most.words.startswith("nearly all of")
