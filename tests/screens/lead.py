"""A wellbeing lead: signing in, figures, texts, and all that can be edited."""

from datetime import date

from app.domain.periods import IsoWeek, Quarter
from tests.e2e.steps import make_profile
from tests.e2e.sync_server_process import PASSWORD, ROOT
from tests.screens.walk import Walk

_AREA = "Sleep and shifts"
_CONTENT = ROOT / "assets" / "demo" / "content"


def walk(at: Walk) -> None:
    """Read the figures, then open every form, and let somebody else save meanwhile."""
    week = IsoWeek.of(date.today())
    at.server.hand_in(11, staff_group="04", area=at.server.areas()[0]["id"], week=week)
    at.server.publish(_CONTENT / "trim-desk.toml")
    at.server.create_lead("mo")
    make_profile(at.phone, lead=True)
    at.shows("home-lead")
    at.visits("/lead", "For wellbeing leads", "lead-sign-in")
    at.phone.pastes("User name", "mo")
    at.phone.pastes("Password", "not the password at all")
    at.phone.taps("Sign in")
    at.phone.page.wait_for_timeout(2500)
    at.shows("lead-sign-in-wrong")
    at.phone.pastes("Password", PASSWORD)
    at.phone.taps("Sign in")
    at.phone.sees_heading("What people are telling us")
    at.phone.sees("11 summaries")
    at.shows("lead-themes")
    at.visits(f"/lead/{Quarter.of_week(week)}/04", "", "lead-texts")
    _content(at)
    _trust(at)
    _conflict(at)


def _content(at: Walk) -> None:
    at.goes("/lead/content", "Guides, services and areas")
    at.phone.sees("Areas")
    at.shows("lead-content")
    at.taps_and_shows("Wellbeing conversation", "lead-choose", "Add to it, or change it")
    at.phone.taps("Add to it")
    at.phone.sees("Add prompts to an area of the guide")
    at.shows("lead-overlay")
    at.taps_and_shows("Add prompts to an area of the guide", "lead-overlay-areas")
    at.taps_and_shows(_AREA, "lead-overlay-area")
    at.taps_and_shows("Add a prompt", "lead-overlay-prompt")
    at.goes("/lead/content", "Guides, services and areas")
    at.phone.taps("Wellbeing conversation")
    at.phone.taps("Change it")
    at.phone.sees("Save and publish")
    at.shows("lead-guide")
    at.taps_and_shows("Check it", "lead-guide-checked")
    at.phone.taps("See how it looks")
    at.phone.sees("Back to editing")
    at.shows("lead-preview")
    at.goes("/lead/content", "Guides, services and areas")
    at.phone.taps("Add a service")
    at.phone.sees("Save and publish")
    at.shows("lead-service-new")
    at.phone.taps("Check it")
    at.phone.page.wait_for_timeout(1500)
    at.shows("lead-service-complaints")


def _trust(at: Walk) -> None:
    at.goes("/lead/content/areas", "Areas")
    at.phone.sees("North sector")
    at.shows("lead-areas")
    at.taps_and_shows("North sector", "lead-area-open")
    at.goes("/lead/content/roles", "Staff groups")
    at.phone.page.wait_for_timeout(1500)
    at.shows("lead-roles")


def _conflict(at: Walk) -> None:
    at.goes("/lead/content", "Guides, services and areas")
    at.phone.taps("TRiM desk")
    at.phone.sees("Save and publish")
    at.shows("lead-service")
    at.phone.pastes("What people call it", "TRiM desk, and more")
    at.server.publish(_CONTENT / "trim-desk.toml")
    at.phone.taps("Save as a draft")
    at.phone.sees("Keep mine and go on")
    at.shows("lead-conflict")
    at.taps_and_shows("Look at what they changed", "lead-conflict-differences")
