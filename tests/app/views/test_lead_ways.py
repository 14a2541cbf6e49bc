"""Small rules of a lead's screens: the way up, the turns of a wide table, what came before."""

import re
from pathlib import Path

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insight_figures import ClosedPeriod, PeriodKind, ThemeRow
from app.views import screens
from app.views.app_shell import ROUTES
from app.views.components.closed_choice import period_of
from app.views.components.heat_grid import turns
from app.views.components.lead_progress import time_left
from app.views.components.lead_way import TO_FIGURES, TO_TRUST, way_up
from app.views.screens.lead_asked import Asked, one_after_another
from app.views.screens.lead_findings import last_block
from app.views.screens.lead_opening import Opening
from app.views.screens.lead_spread import the_one_before


def test_every_screen_of_a_lead_leads_up_to_one_that_exists_and_in_the_end_to_the_first() -> None:
    known = {f"/{route}" for route in ROUTES}
    for route in known:
        if route.startswith("/lead/"):
            here, steps = route, 0
            while here != "/lead":
                above = way_up(here)
                assert above is not None, here
                assert above[0] in known or above[0].startswith("/lead/closed/"), here
                here, steps = above[0], steps + 1
                assert steps < 5, route
    assert way_up("/lead") is None
    assert way_up("/leaders/of/men") is None
    assert way_up("/") is None


def test_the_way_up_from_a_period_keeps_the_period() -> None:
    assert way_up("/lead/spread/2026-Q3/area/workload-demand") == (
        "/lead/closed/2026-Q3/area", "Back to closed periods",
    )  # fmt: skip
    assert way_up("/lead/quotes") == ("/lead", "Back to the figures")
    assert way_up("/lead/quote") == ("/lead/find", "Back to what was found")
    # An admin and an auditor have no figures to go back to.
    assert way_up("/lead/audit", TO_TRUST) == ("/lead", "Back to your trust's Layby")
    assert way_up("/lead/quote", TO_TRUST) == ("/lead/find", "Back to what was found")
    above, _ = way_up("/lead/content/guide/abc/preview") or ("", "")
    assert above == "/lead/content/guide/abc"


def test_the_way_home_has_one_name_on_every_screen_of_a_lead() -> None:
    named = re.compile(r'"(Back to [^"]+)",\s*lambda _: go\("/lead"\)')
    said = [
        (file.name, words)
        for file in Path(screens.__file__).parent.glob("*.py")
        for words in named.findall(file.read_text(encoding="utf-8"))
    ]
    # Who joins has no figures to go back to before they have signed in.
    assert said == [("accounts_join.py", "Back to signing in")]
    assert way_up("/lead/reach") == ("/lead", TO_FIGURES)


def way_back() -> ft.Control:
    return ft.Text("Back")


async def nothing() -> None:
    """Ask for nothing."""


@pytest.mark.parametrize(
    ("found", "problem", "comes"), [(None, "", 0), ("figures", "", 1), (None, "No signal.", 1)]
)
def test_what_stands_below_an_answer_comes_only_with_it(
    found: object, problem: str, comes: int
) -> None:
    back = way_back()
    asked = Asked(found, problem, nothing, is_in=True)
    assert asked.rows(lambda _: [], [back]).count(back) == comes
    held = found is not None
    opening = Opening(held, True, problem, lambda _: None, nothing, lambda: None)
    assert opening.rows(lambda: [], [back], waits="Reading…").count(back) == comes


def test_a_second_answer_is_not_shown_before_the_first_nor_the_way_back_before_either() -> None:
    back, first, second = way_back(), ft.Text("first"), ft.Text("second")

    def shown(one: object, other: object) -> list[ft.Control]:
        answers = [Asked(found, "", nothing, is_in=True) for found in (one, other)]
        return one_after_another(
            [(answers[0], lambda _: [first]), (answers[1], lambda _: [second])], back
        )

    def there(rows: list[ft.Control]) -> list[ft.Control]:
        return [row for row in rows if row in (first, second, back)]

    assert there(shown(None, "new")) == []
    assert there(shown("who", None)) == [first]
    assert there(shown("who", "new")) == [first, second, back]


def a_row(number: int, depth: int) -> ThemeRow:
    return ThemeRow(str(number), f"N{number}", None, depth, 20, None, themes=())


@given(st.lists(st.integers(1, 3), max_size=40), st.integers(-3, 12))
def test_turning_shows_every_column_once_and_never_mixes_depths(
    depths: list[int], fit: int
) -> None:
    rows = [a_row(number, depth) for number, depth in enumerate(depths)]
    found = turns(rows, fit)
    columns = [row for turn in found for row in turn.columns]
    assert sorted(row.id for row in columns) == sorted(row.id for row in rows)
    assert [row.depth for row in columns] == sorted(depths)
    for turn in found:
        assert {row.depth for row in turn.columns} == {turn.depth}
        assert 1 <= len(turn.columns) <= max(1, fit)
        assert turn.last - turn.first + 1 == len(turn.columns)
        assert turn.of == depths.count(turn.depth)


def a_period(name: str, kind: PeriodKind) -> ClosedPeriod:
    return ClosedPeriod(name, kind, name, "2026-W50", None, 1)


_PERIODS = tuple(
    a_period(name, kind)
    for kind, names in {
        "year": ["2025"],
        "quarter": ["2026-Q2", "2026-Q1", "2025-Q4"],
        "block": ["2026-Q3-B1", "2026-Q2-B3", "2026-Q2-B2"],
    }.items()
    for name in names
)


def test_the_one_before_is_the_newest_earlier_one_of_the_same_kind() -> None:
    for now, before in (
        ("2026-Q2", "2026-Q1"), ("2026-Q1", "2025-Q4"), ("2026-Q3-B1", "2026-Q2-B3"),
    ):  # fmt: skip
        found = the_one_before(_PERIODS, now)
        assert found is not None
        assert found.id == before
    assert the_one_before(_PERIODS, "2025-Q4") is None
    assert the_one_before(_PERIODS, "2031-Q1") is None


def test_an_address_may_ask_for_the_newest_period_of_a_kind() -> None:
    assert period_of(_PERIODS, "quarter") == "2026-Q2"
    assert period_of(_PERIODS, "block") == "2026-Q3-B1"
    assert period_of(_PERIODS, "2025-Q4") == "2025-Q4"
    assert period_of((), "quarter") == period_of((), "block") == ""
    assert way_up("/lead/findings/block/group") == ("/lead/closed", "Back to closed periods")


def test_what_is_new_in_a_quarter_is_looked_for_in_its_last_block() -> None:
    assert last_block(_PERIODS, "2026-Q2") == "2026-Q2-B3"
    assert last_block(_PERIODS, "2026-Q1") == ""


def test_the_time_left_is_said_in_steps_and_never_below_nothing() -> None:
    said = [time_left(seconds) for seconds in (31.2, 12.0, 9.2, 4.0, 1.0, 0.0, -20.0)]
    assert said == [
        "About 35 seconds", "About 15 seconds", "About 10 seconds", "About 4 seconds",
        "Nearly there", "Nearly there", "Nearly there",
    ]  # fmt: skip
