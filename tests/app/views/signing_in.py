"""A lead at the sign-in of a phone, and the server that lets them in."""

from collections.abc import Mapping
from typing import Any

from app.sync.port import Answer
from tests.app.scripted_server import ScriptedServer, ok, problem
from tests.app.views.phone import Phone
from tests.harness import Screen

ME: dict[str, Any] = {
    "display_name": "A lead",
    "organisation": {"id": "trust", "name": "Harbour Trust", "synthetic": False},
    "organisations": [{"id": "trust", "name": "Harbour Trust"}],
    "areas": [],
    "permissions": ["read-themes", "read-summaries", "edit-content", "manage-enrolment"],
    "minimum_group": 11,
    "second_factor": "there",
    "recovery_codes_left": 9,
}
WAYS: dict[str, Any] = {"passkeys": False, "providers": [], "came_back": False, "problem": ""}
SECRET = "JBSWY3DPEHPK3PXP"
BEGUN = {"secret": SECRET, "address": f"otpauth://totp/x?secret={SECRET}", "setup": "sealed"}
CODES = [f"aaaa-bbbb-cccc-ddd{number}" for number in range(10)]
THEMES = {"note": "Small numbers are protected.", "groups": []}


def server(**changes: Any) -> ScriptedServer:
    """A server whose lead signs in as ``ME``; ``ways`` and ``replies`` may differ."""
    me = ME | changes.pop("me", {})
    replies: dict[str, Any] = {
        "GET /api/v1/session/ways": ok(WAYS | changes.pop("ways", {})),
        "GET /api/v1/session": ok(me),
        "POST /api/v1/session": ok(me),
        "GET /api/v1/quarters": ok({"quarters": ["2026-Q4"], "first": "2026-Q4"}),
        "GET /api/v1/themes": ok(THEMES),
    }
    return ScriptedServer(replies | changes.pop("replies", {}))


def asks_code(sent: Mapping[str, Any]) -> Answer:
    """Let in only who sends the code of the moment."""
    if "code" not in sent:
        return problem("second-factor-needed", "Enter the code.", 401)
    if sent["code"] != "123456":
        return problem("second-factor-wrong", "That code is not right.", 401)
    return ok(ME)


async def at_sign_in(phone: Phone) -> Screen:
    screen = await phone.start()
    await screen.tap("I am a wellbeing lead")
    await phone.until(lambda: "User name" in screen.words())
    return screen


async def types_name(screen: Screen) -> None:
    await screen.type("User name", "lead")
    await screen.type("Password", "canary password")
    await screen.tap("Sign in")


def says(screen: Screen, words: str) -> bool:
    return words in screen.words()


def cursor_of(phone: Phone) -> str:
    """Name the field that the cursor was put into last, "" where it was put nowhere."""
    put = phone.screen.connection.focused
    found = (one for one in phone.screen.controls() if put and one._i == put[-1])
    return next((str(field.label) for field in found), "")
