"""The way to every screen of the route table, for one who is crew, manager and lead."""

import re
import tomllib
from datetime import date

from app.domain.periods import IsoWeek, Quarter
from tests.e2e.person import Phone
from tests.e2e.sync_server_process import ROOT
from tests.screens.walk import GO

#: The screens of a closed profile; every other one is looked at while it is open.
CLOSED = ("", "unlock/:profile", "unlock/:profile/recover", "restore", "erase/:profile")
GUIDE = ROOT / "assets" / "guides" / "routine-wellbeing-conversation.toml"
#: Looks until a screen stands; each takes some hundredths of a second.
LOOKS = 1000
_STANDS = """() => location.pathname + ' ' + [...document.querySelectorAll('flt-semantics-host *')]
  .map((node) => node.tagName === 'H1' || node.childElementCount ? node.tagName : node.textContent
    + node.getAttribute('aria-label') + node.getBoundingClientRect().x).join('|')"""


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
        # One of few texts: the page of a large one has hundreds, each a stop of the Tab key.
        "group": "09",
        "period": newest_closed(phone),
        "quarter": str(Quarter.of_week(IsoWeek.of(date.today()))),
        "action": "new",
        "kind": "guide",
        "item": guide["id"],
        "role": "crew",
    }


def newest_closed(phone: Phone) -> str:
    """Read the id of the newest closed period from where its findings stand."""
    go(phone, "/lead/closed")
    phone.taps("What stands out")
    phone.sees_heading("What stands out")
    return str(phone.page.evaluate("location.pathname.split('/')[3]"))


def visit(phone: Phone, route: str, places: dict[str, str]) -> None:
    """Open the screen of a line of the route table, with something there for each name in it."""
    go(phone, "/" + re.sub(r":(\w+)", lambda found: places[found[1]], route))


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
