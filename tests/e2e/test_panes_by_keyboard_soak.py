"""Two panes on a tablet by Tab alone: the list and what is open of it, all reached, in order."""

from pathlib import Path

import pytest

from app.domain.support import NEEDS
from tests.e2e.conftest import Installed
from tests.e2e.focus import goes_round
from tests.e2e.keyboard import Keyboard
from tests.e2e.person import Phone
from tests.e2e.steps import make_profile, start_talking
from tests.e2e.test_panes import AREA, TURNED, UPRIGHT, goes, has_list, writes_two_plans
from tests.screens.gallery import Report

pytestmark = [pytest.mark.browser, pytest.mark.soak]


@pytest.mark.parametrize("size", [TURNED, UPRIGHT])
def test_tab_gets_round_two_panes(
    installed: Installed, port: int, size: tuple[int, int], tmp_path: Path
) -> None:
    report, amiss = Report(tmp_path / "rounds.jsonl"), {}
    with Phone(installed("tablet"), size, frugal=True) as tablet:

        def is_gone_round(name: str, row: str) -> None:
            has_list(tablet, row, there=True)
            amiss[name] = goes_round(Keyboard(tablet))
            report.says(round=name, amiss=amiss[name])

        tablet.open(f"http://127.0.0.1:{port}")  # nothing answers there any more
        tablet.sees_heading("Welcome")
        goes(tablet, "/support/need/money", NEEDS["money"])
        is_gone_round("a need", NEEDS["family"])
        goes(tablet, "/support/service/blue-light-together", "Blue Light Together")
        is_gone_round("a service", "Samaritans")
        goes(tablet, "/", "Welcome")
        make_profile(tablet)
        start_talking(tablet, "Sam")
        tablet.taps(AREA)
        tablet.sees_heading(AREA)
        is_gone_round("an area", "Sleep and shifts")
        writes_two_plans(tablet)
        goes(tablet, "/plans", "Plans")
        tablet.taps("Sam")
        tablet.sees_heading("Sam")
        is_gone_round("a plan", "My plan")
        assert tablet.violations() == []
    assert {where: problems for where, problems in amiss.items() if problems} == {}
