"""A lead's desk on the demonstration trust: closed periods, findings, reach, quotes, reports.

The sizes of a desk are asked for: ``--only desk --size 1280x800 820x1180 390x844``.
"""

from tests.e2e.steps import make_profile
from tests.e2e.sync_server_process import PASSWORD
from tests.screens.walk import Walk

_HEADS = (
    "group,area,headcount\n04,north,300\n04,south,250\n07,east,900\n07,west,600\n08,north,240\n"
)
_WRONG = "staff,place,number\n04,north,300\n"
_ROLES = (("ada", "create-admin", "accounts"), ("otto", "create-auditor", "audit"))
#: Milliseconds in which a figure of the demonstration's server stands.
_STANDS = 2500


def walk(at: Walk) -> None:
    """Read and do what a lead does in a week, then look at accounts and at the log."""
    make_profile(at.phone, lead=True)
    _signs_in(at, "lead", at.server.first_password())
    at.phone.sees_heading("What people are telling us")
    at.phone.sees("summaries")
    at.phone.sees("of about")
    at.shows("figures")
    _closed(at)
    _reach(at)
    _quotes(at)
    _coding(at)
    _report(at)
    at.visits("/lead/sign-in", "Your sign-in", "own-sign-in")
    at.taps_and_shows("Change your password", "own-password")
    at.visits("/lead/codes", "", "enrolment-codes")
    _others(at)


def _others(at: Walk) -> None:
    """Look at what admins and auditors have, each from a cold start: nobody is signed in then."""
    for who, command, route in _ROLES:
        at.server.create(command, who)
        at.phone.open(at.server.url)
        at.phone.sees_heading("Welcome")
        at.goes("/lead", "For wellbeing leads")
        _signs_in(at, who, PASSWORD)
        at.phone.sees_heading("Your trust's Layby")
        at.shows(f"{route}-home")
        at.visits(f"/lead/{route}", "", route)
        if route == "accounts":
            at.taps_and_shows("Invite somebody", "accounts-invite")
            at.goes("/lead/accounts", "")


def _signs_in(at: Walk, who: str, password: str) -> None:
    at.goes("/lead", "For wellbeing leads")
    at.phone.pastes("User name", who)
    at.phone.pastes("Password", password)
    at.phone.taps("Sign in")


def _closed(at: Walk) -> None:
    at.goes("/lead/closed", "Closed periods")
    at.phone.sees("closed periods only, groups with fewer")
    at.shows("closed")
    at.phone.taps("Trust area", "radio")
    at.phone.sees("Control room")  # the first: with large letters the others are out at the side
    at.shows("closed-areas")
    at.phone.taps("What stands out")
    at.phone.sees("This shows where to look")  # the last of its answers is there
    at.shows("findings")
    at.goes("/lead/findings/2026-Q3/group", "What stands out")
    at.phone.sees("This shows where to look")
    at.shows("findings-groups")
    at.goes("/lead/spread/2026-Q3/group/late-finishes-breaks", "Late finishes and breaks")
    at.shows("spread")
    at.goes("/lead/theme/late-finishes-breaks/group/04", "")
    at.phone.sees("Is it changing?")
    at.shows("theme")
    at.phone.taps("Read texts that say this")
    at.phone.sees("Up to 5 texts")
    at.shows("said")
    at.visits("/lead/actions", "", "actions-empty")
    _acts(at)


def _acts(at: Walk) -> None:
    """Act on a theme, then tell crews of it."""
    at.visits("/lead/action/new", "", "action-new")
    at.phone.taps("Choose a theme")
    at.phone.taps("Late finishes and breaks", "radio")
    at.phone.pastes("What you do about it", "A relief crew at each shift's end")
    at.phone.pastes("Who looks after it", "Head of Operations")
    at.phone.pastes("From when it should be felt", "1 October 2026")
    at.phone.taps("Save")
    at.phone.sees("Head of Operations.")
    at.shows("actions")
    at.phone.taps("Change “A relief crew")
    at.phone.taps("Tell crews: You said, we did")
    at.phone.sees("What crews read")
    at.shows("you-said-we-did")


def _reach(at: Walk) -> None:
    file, wrong = at.folder / "heads.csv", at.folder / "wrong.csv"
    file.write_text(_HEADS)
    wrong.write_text(_WRONG)
    at.visits("/lead/headcount", "", "headcount-empty")
    at.phone.picks("Choose a file", wrong)
    at.phone.pastes("The numbers are as at", "30 September 2026")
    at.taps_and_shows("See what it would change", "headcount-wrong")
    at.phone.picks("Choose a file", file)
    at.phone.pastes("The numbers are as at", "30 September 2026")
    at.phone.taps("See what it would change")
    at.phone.sees("people in all. Nothing is kept yet.")
    at.shows("headcount-read")
    at.phone.taps("Use these numbers")
    at.phone.sees("In use:")
    at.shows("headcount")
    at.goes("/lead/reach", "Who is reached")
    at.phone.sees("Headcount as at")
    at.shows("reach")
    at.phone.taps("Trust area", "radio")
    at.phone.sees("East sector")
    at.shows("reach-areas")


def _quotes(at: Walk) -> None:
    at.visits("/lead/quotes", "", "quotes-empty")
    at.goes("/lead/find", "Find in the texts")
    at.phone.pastes("Words to look for", "breaks")
    at.phone.taps("Find")
    at.phone.sees("texts.")
    at.shows("found")
    at.phone.taps("Quote a sentence of it")
    at.phone.sees("Which sentence?")
    at.shows("quote")
    at.phone.taps("", "radio")
    at.phone.taps("Food and rest places", "radio")
    at.phone.taps("Let it be shown")
    at.phone.page.wait_for_timeout(_STANDS)
    at.shows("quote-answered")
    at.visits("/lead/quotes", "", "quotes")


def _coding(at: Walk) -> None:
    at.goes("/lead/checks", "Check the themes")
    at.phone.sees("1 of 20")
    at.shows("checks")
    at.taps_and_shows("Other themes", "checks-open")
    at.visits("/lead/codebook", "Codebook", "codebook")
    at.visits("/lead/codebook/food-rest-places", "", "codebook-theme")
    at.goes("/lead/findings/2026-Q3/group", "What stands out")
    at.phone.taps("Make it a theme")
    at.shows("make-it-a-theme", "Codebook")
    at.phone.pastes("Name of a new theme", "Handsets")
    at.phone.taps("Add it")
    at.shows("codebook-new-theme", "Handsets")
    at.phone.taps("Done: back to the codebook")
    at.phone.taps("See what would change")
    at.phone.page.wait_for_timeout(_STANDS)
    at.shows("codebook-tried")
    at.visits("/lead/learning", "", "learning")


def _report(at: Walk) -> None:
    at.visits("/lead/report", "", "report")
    at.phone.taps("Issue the report")
    at.phone.taps("Issue it now")
    at.phone.sees("Issue 1,")
    at.shows("report-issued")
    at.phone.saves("Save as PDF, to print and send", at.gallery.folder / "report.pdf")
    at.goes("/lead", "What people are telling us")
