"""Every screen of the route table by Tab alone: all of it reached, in order, and seen."""

from pathlib import Path

import pytest

from app.views.app_shell import ROUTES
from tests.e2e.conftest import Installed
from tests.e2e.every_route import CLOSED, open_places, sign_in, visit
from tests.e2e.focus import goes_round
from tests.e2e.keyboard import Keyboard
from tests.e2e.person import Phone
from tests.e2e.steps import make_profile, start_talking
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.gallery import Report

pytestmark = [pytest.mark.browser, pytest.mark.soak]

#: Walks of some minutes each.
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_tab_gets_round_every_screen(
    demonstration: SyncServerProcess, installed: Installed, share: int, tmp_path: Path
) -> None:
    report, amiss = Report(tmp_path / "rounds.jsonl"), {}
    with Phone(installed("phone"), frugal=True) as phone:
        phone.open(demonstration.url)
        phone.sees_heading("Welcome")
        make_profile(phone, lead=True)
        start_talking(phone, "Sam")
        sign_in(phone, demonstration.first_password())
        places = open_places(phone)
        for route in [one for one in ROUTES if one not in CLOSED][share::SHARES]:
            visit(phone, route, places)
            amiss[route] = goes_round(Keyboard(phone))
            report.says(round=route, amiss=amiss[route])
    assert {where: problems for where, problems in amiss.items() if problems} == {}
