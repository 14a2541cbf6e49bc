"""Every screen of the route table by ear and by axe-core, for one who is crew, manager and lead."""

import pytest

from app.views.app_shell import ROUTES
from tests.e2e.axe import barriers
from tests.e2e.conftest import Installed
from tests.e2e.every_route import CLOSED, go, open_places, sign_in, visit
from tests.e2e.keyboard import Keyboard
from tests.e2e.person import Phone
from tests.e2e.steps import lock, make_profile, start_talking
from tests.e2e.sync_server_process import SyncServerProcess

pytestmark = pytest.mark.browser

DESK = (1280, 800)


def test_no_screen_has_a_barrier(demonstration: SyncServerProcess, installed: Installed) -> None:
    with Phone(installed("phone"), frugal=True) as phone:
        phone.open(demonstration.url)
        phone.sees_heading("Welcome")
        found = {"": barriers(phone.page)}
        make_profile(phone, lead=True)
        start_talking(phone, "Sam")
        sign_in(phone, demonstration.first_password())
        places = open_places(phone)
        for route in ("", *ROUTES):
            if route not in CLOSED:
                visit(phone, route, places)
                found[route] = barriers(phone.page)
        go(phone, "/")
        lock(phone)
        phone.taps("Unlock Profile 1")
        phone.sees_heading("Unlock Profile 1")
        places["profile"] = str(phone.page.evaluate("location.pathname.split('/')[2]"))
        for route in CLOSED:
            visit(phone, route, places)
            found[f"closed {route}"] = barriers(phone.page)
    assert {where: problems for where, problems in found.items() if problems} == {}


def test_a_lead_checks_by_keyboard(demonstration: SyncServerProcess, installed: Installed) -> None:
    with Phone(installed("phone"), size=DESK, frugal=True) as phone:
        phone.open(demonstration.url)
        phone.sees_heading("Welcome")
        keyboard = Keyboard(phone)
        keyboard.opens("I am a wellbeing lead", "For wellbeing leads")
        keyboard.types("User name", "lead")
        keyboard.types("Password", demonstration.first_password())
        keyboard.presses("Sign in")
        phone.sees("Closed periods")
        keyboard.opens("Check the themes", "Check the themes")
        phone.sees("1 of 20")
        keyboard.presses("Other themes")
        keyboard.ticks("Food and rest places")
        for number in (2, 3):
            keyboard.presses("Correct: next one")
            phone.sees(f"{number} of 20")
        keyboard.opens("Back to the figures", "What people are telling us")
        keyboard.opens("Sign out", "Welcome")
