"""Every screen of the route table by ear and by axe-core, for one who is crew, manager and lead."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.periods import IsoWeek, Quarter
from app.views.app_shell import ROUTES
from tests.e2e.axe import barriers
from tests.e2e.conftest import Installed
from tests.e2e.keyboard import Keyboard
from tests.e2e.person import Phone
from tests.e2e.steps import lock, make_profile, start_talking
from tests.e2e.sync_server_process import ROOT, SyncServerProcess
from tests.screens.walk import GO

pytestmark = pytest.mark.browser

GUIDE = ROOT / "assets" / "guides" / "routine-wellbeing-conversation.toml"
DESK = (1280, 800)
#: The screens of a closed profile; every other one is looked at while it is open.
CLOSED = ("", "unlock/:profile", "unlock/:profile/recover", "restore", "erase/:profile")
#: Looks until a screen stands; each takes some hundredths of a second.
LOOKS = 1000
_STANDS = """() => location.pathname + ' ' + [...document.querySelectorAll('flt-semantics-host *')]
  .map((node) => node.tagName === 'H1' || node.childElementCount ? node.tagName : node.textContent
    + node.getAttribute('aria-label') + node.getBoundingClientRect().x).join('|')"""


@pytest.fixture(scope="module")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[SyncServerProcess]:
    folder = tmp_path_factory.mktemp("demonstration")
    running = SyncServerProcess(folder / "server", port=port, verb="demo").start()
    try:
        yield running
    finally:
        running.stop()


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
                found[route] = visit(phone, route, places)
        go(phone, "/")
        lock(phone)
        phone.taps("Unlock Profile 1")
        phone.sees_heading("Unlock Profile 1")
        places["profile"] = str(phone.page.evaluate("location.pathname.split('/')[2]"))
        for route in CLOSED:
            found[f"closed {route}"] = visit(phone, route, places)
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
            keyboard.presses("Right: next one")
            phone.sees(f"{number} of 20")
        keyboard.opens("Back to the figures", "What people are telling us")
        keyboard.opens("Sign out", "Welcome")


def sign_in(phone: Phone, password: str) -> None:
    go(phone, "/lead")
    phone.pastes("User name", "lead")
    phone.pastes("Password", password)
    phone.taps("Sign in")
    phone.sees("Closed periods")


def open_places(phone: Phone) -> dict[str, str]:
    """Give something that is there for each name in a route."""
    guide = tomllib.loads(GUIDE.read_text("utf-8"))
    area = next(one for one in guide["area"] if one.get("prompt"))
    theme = tomllib.loads((ROOT / "assets" / "codebook.toml").read_text("utf-8"))["theme"][0]
    return {
        "need": "danger-now",
        "service": "samaritans",
        "exit": "sexual-safety",
        "plan": "mine",
        "area": area["id"],
        "prompt": area["prompt"][0]["id"],
        "theme": theme["id"],
        "tree": "group",
        "node": "04",
        "group": "04",
        "period": newest_closed(phone),
        "quarter": str(Quarter.of_week(IsoWeek.of(date.today()))),
        "action": "new",
        "kind": "guide",
        "item": guide["id"],
    }


def newest_closed(phone: Phone) -> str:
    """Read the id of the newest closed period from where its findings stand."""
    go(phone, "/lead/closed")
    phone.taps("What stands out")
    phone.sees_heading("What stands out")
    return str(phone.page.evaluate("location.pathname.split('/')[3]"))


def visit(phone: Phone, route: str, places: dict[str, str]) -> list[str]:
    """Open a screen, and give what bars the way to somebody there."""
    go(phone, "/" + re.sub(r":(\w+)", lambda found: places[found[1]], route))
    return barriers(phone.page)


def go(phone: Phone, route: str) -> None:
    """Open a screen by its route, and wait until it stands as it will."""
    page = phone.page
    page.keyboard.press("Shift")  # somebody is there: left alone for five minutes, it locks
    page.evaluate(GO, route)
    before, same = "", 0
    for _ in range(LOOKS):
        page.wait_for_timeout(60)
        now = page.evaluate(_STANDS)
        same = same + 1 if now == before and now.startswith(f"{route} ") else 0
        if same == 3 and "H1" in now and "Reading the" not in now:
            return
        before = now
    raise AssertionError(f"{route} never came to rest")
