"""Across trusts: each as it shows itself, and a sum that says no more than its parts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.organisation import Organisation
from sync_server.analysis.nodes import ROOT
from sync_server.errors import Refusal
from sync_server.services.frozen import Counts, Node, Period, Tree
from sync_server.services.ics_view import ALL, FEW_TRUSTS, NOT_CLOSED, IcsView
from sync_server.services.insights import Insights
from tests.sync_server.services.frozen_figures import FEW, Cell, FrozenFigures, period
from tests.sync_server.services.test_insights import BOOK, FIRST, SECOND
from tests.sync_server.trust import TRUST

Q4 = "2026-Q4"


class Several(FrozenFigures):
    """Figures of several trusts, each its own; a trust without any has not closed."""

    def __init__(self, trusts: dict[str, Cell | None]) -> None:
        super().__init__({})
        self.each = {
            name: FrozenFigures({(Q4, "area"): {ROOT: cell}} if cell else {})
            for name, cell in trusts.items()
        }

    def periods(self, organisation: str) -> list[Period]:
        return self.each[organisation].periods(organisation)

    def nodes(self, organisation: Organisation, period: str, tree: Tree) -> list[Node]:
        return self.each[organisation.id].nodes(organisation, period, tree)

    def counts(self, organisation: Organisation, period: str, tree: Tree) -> Counts:
        return self.each[organisation.id].counts(organisation, period, tree)


def across(**trusts: Cell | None) -> IcsView:
    insights = Insights(Several(dict(trusts)), lambda _: BOOK)
    return IcsView.of(insights, list(trusts), lambda name: replace(TRUST, id=name, name=name))


def test_trusts_stand_in_a_row_and_together_make_no_more_than_they_show() -> None:
    view = across(
        a=Cell(203, {FIRST: 61, SECOND: 60}), b=Cell(402, {FIRST: 99, SECOND: 5}), c=Cell(9), d=None
    )
    whole, a, b, c, d = view.heat(period(Q4))
    assert (whole.node.name, whole.node.shown) == (ALL, 605)
    first, second = whole.themes[:2]
    assert (first.words, first.percent) == ("about 160 of 605 in 2 trusts", 26)
    assert (second.words, second.percent) == ("shown by fewer than 2 trusts", None)
    assert (a.node.shown, b.node.shown, c.node.withheld, d.node.withheld) == (
        205, 400, FEW, NOT_CLOSED,
    )  # fmt: skip
    assert (c.themes, d.themes) == ((), ())


def test_one_shown_trust_is_not_added_up_and_one_trust_has_no_such_view() -> None:
    whole, _, _ = across(a=Cell(203, {FIRST: 61}), b=Cell(9)).heat(period(Q4))
    assert (whole.node.shown, whole.node.withheld, whole.themes) == (None, FEW_TRUSTS, ())
    with pytest.raises(Refusal) as refused:
        across(a=Cell(203))
    assert refused.value.slug == "not-permitted"


def test_a_difference_needs_three_trusts_that_show_the_theme() -> None:
    two = across(a=Cell(600, {FIRST: 240}), b=Cell(600, {FIRST: 60}))
    assert two.distinctive(period(Q4)) == []
    three = across(
        a=Cell(600, {FIRST: 240}), b=Cell(600, {FIRST: 60}), c=Cell(600, {FIRST: 62, SECOND: 400})
    )
    found = three.distinctive(period(Q4))
    assert {one.code for one in found} == {FIRST}
    (a,) = (one for one in found if one.node == "a")
    assert a.more
    assert a.words == "About 4 times as often: about 240 of 600 against 120 of 1,200 others"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(4, 60), min_size=3, max_size=3), st.data())
def test_figures_that_round_alike_read_alike_across_trusts(
    fives: list[int], data: st.DataObject
) -> None:
    pages: list[Any] = []
    for _ in range(2):
        trusts = {
            name: Cell(
                5 * five + data.draw(st.integers(-2, 2)),
                {FIRST: 5 * (five // 2) + data.draw(st.integers(-2, 2))},
            )
            for name, five in zip("abc", fives, strict=True)
        }
        view = across(**trusts)
        pages.append((view.heat(period(Q4)), view.distinctive(period(Q4))))
    assert pages[0] == pages[1]
