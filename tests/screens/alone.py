"""Without a profile: the welcome, help, what is open to everyone, and making a profile."""

from tests.e2e.steps import PASSPHRASE, lock
from tests.screens.walk import Walk

_NEEDS = ("danger-now", "hard-job", "money")
_SERVICES = ("samaritans", "blue-light-together")


def walk(at: Walk) -> None:
    """Go through all that needs no profile, then make one and lock it."""
    at.shows("welcome", "Welcome")
    _help(at)
    _open_to_all(at)
    _first_profile(at)


def _help(at: Walk) -> None:
    at.visits("/support", "Get support now", "support")
    at.phone.pastes("Search", "samaritns")
    at.phone.sees("More about Samaritans")
    at.shows("support-search")
    for need in _NEEDS:
        at.phone.page.wait_for_timeout(200)
        at.goes("/support", "Get support now")
        at.visits(f"/support/need/{need}", "", f"support-need-{need}")
    for service in _SERVICES:
        at.visits(f"/support/service/{service}", "", f"support-service-{service}")
    at.visits("/support/print", "", "support-print")
    at.visits("/worried", "I am worried", "worried")
    for way in ("manager-is-the-problem", "sexual-safety"):
        at.visits(f"/worried/{way}", "", f"worried-{way}")
    for route, name in (("/look", "look"), ("/language", "language"), ("/install", "install")):
        at.visits(route, "", name)


def _open_to_all(at: Walk) -> None:
    at.visits("/after-job", "After a hard job", "after-job")
    at.phone.pastes("Which day", "yesterday")
    at.phone.taps("Show me the days")
    at.phone.sees("After 72 hours you can have a TRiM talk")
    at.shows("after-job-days")
    at.visits("/pause", "Two-minute pause", "pause")
    at.phone.taps("Begin")
    at.phone.sees("Breathe")
    at.shows("pause-under-way")
    at.visits("/ask", "Ask for a conversation", "ask")
    for route, name in (
        ("/mine", "mine"),
        ("/prepare", "prepare"),
        ("/check-in", "check-in"),
        ("/plans", "plans"),
        ("/profile", "profile"),
        ("/talk/talk", "talk"),
        ("/nowhere/at/all", "not-here"),
    ):
        at.visits(route, "", f"{name}-without-profile")


def _first_profile(at: Walk) -> None:
    at.visits("/restore", "Restore a backup", "restore")
    at.visits("/profile/new", "Create a profile", "new-profile")
    at.phone.taps("I hold wellbeing conversations", "checkbox")
    at.phone.taps("I choose my own")
    at.phone.pastes("Passphrase", "short")
    at.phone.taps("Create profile")
    at.phone.page.wait_for_timeout(800)
    at.shows("new-profile-too-short")
    at.phone.pastes("Passphrase", PASSPHRASE)
    at.phone.pastes("Passphrase again", PASSPHRASE)
    at.phone.taps("Create profile")
    at.shows("recovery-code", "Your recovery code")
    at.phone.taps("I have it on paper")
    at.shows("home-new", "Home")
    lock(at.phone)
    at.shows("welcome-locked")
    at.taps_and_shows("Unlock Profile 1", "unlock", "Unlock Profile 1")
    at.phone.pastes("Passphrase", "not the right words")
    at.phone.taps("Unlock")
    at.phone.sees("That passphrase does not open this profile")
    at.shows("unlock-wrong")
    at.taps_and_shows("Use the recovery code", "recover", "Open Profile 1 with its recovery code")
