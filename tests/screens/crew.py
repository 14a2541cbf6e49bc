"""A crew member's profile: their own plan, preparation, check-ins."""

from tests.e2e.steps import make_profile
from tests.screens.walk import Walk


def walk(at: Walk) -> None:
    """Fill every screen of one's own with a little, and look at it empty before."""
    make_profile(at.phone, crew=True)
    at.shows("home-crew")
    at.visits("/mine", "For me", "mine-empty")
    _prepare(at)
    _check_in(at)
    at.visits("/ask", "Ask for a conversation", "ask")
    at.phone.taps("Someone else", "radio")
    at.phone.taps("My hours or my rota", "radio")
    at.shows("ask-chosen")
    _hard_job(at)
    _own_plan(at)
    at.visits("/mine", "For me", "mine")
    at.goes("/", "Home")
    at.shows("home-crew-used")


def _prepare(at: Walk) -> None:
    at.visits("/prepare", "Prepare for a conversation", "prepare-empty")
    at.phone.taps("What stays private, and what cannot")
    at.phone.page.wait_for_timeout(400)
    at.shows("prepare-open")
    for point in ("Swap two nights a month with Priya", "A hot meal on late shifts"):
        at.phone.pastes("A point I want to raise", point)
        at.phone.taps("Add this point")
        at.phone.page.wait_for_timeout(700)
    at.shows("prepare-points")
    at.visits("/prepare/read", "What I want to say", "prepare-read")


def _check_in(at: Walk) -> None:
    at.visits("/check-in/history", "My check-ins", "check-in-history-empty")
    at.visits("/check-in", "Private check-in", "check-in")
    at.phone.pastes("How am I today?", "Tired, but the walk along the canal was good")
    at.phone.taps("Done for now")
    at.shows("check-in-history", "My check-ins")
    at.phone.taps("Delete the check-in")
    at.phone.sees("You can bring it back")
    at.shows("check-in-deleted")
    at.phone.taps("Bring it back")


def _hard_job(at: Walk) -> None:
    at.goes("/after-job", "After a hard job")
    at.phone.taps("It was just now")
    at.phone.taps("Keep these days for me")
    at.phone.sees("Kept. They stand on your home")
    at.shows("after-job-kept")
    at.visits("/due", "What is due", "due")


def _own_plan(at: Walk) -> None:
    at.goes("/mine", "For me")
    at.phone.taps("Begin my plan")
    at.shows("own-plan-edit", "When do you look at it again?")
    at.phone.pastes("What keeps me well", "Allotment on Sundays, and no phone after nine")
    at.shows("own-plan-edit-open")
    at.phone.taps("Done")
    at.shows("own-plan", "My plan")
    at.taps_and_shows("Take a copy", "own-plan-copy", "Take a copy")
    at.goes("/", "Home")
