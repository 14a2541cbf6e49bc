"""What the tests of the turned screen share: a story that leads there, and what is looked at."""

from typing import Any

from tests.app.scripted_server import ScriptedServer, enrolled
from tests.app.views.phone import (
    Phone,
    answer_questions,
    choose_guide,
    enrol,
    turn_the_screen,
    with_profile,
)
from tests.harness import Screen

LABEL = "Zebedee"
NOTE = "canary of a note"
RAW = "Priya Natarajan says late finishes and no breaks make nights hard. Ring 07700 900123."


def a_server() -> ScriptedServer:
    return ScriptedServer({"POST /api/v1/enrolments": enrolled})


async def to_the_turned_screen(phone: Phone, summary: str = RAW) -> Screen:
    """A whole conversation with words everywhere, up to the colleague's turn."""
    screen = await with_profile(phone)
    await enrol(phone)
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", LABEL)
    await screen.tap("Start talking")
    await screen.tap("Workload and demand")
    await screen.type("Notes: Workload", NOTE)
    await screen.tap("On to the plan")
    await screen.type("What keeps me well", "Allotment on Sundays")
    await screen.tap("Add what my manager will do")
    await screen.type("What will be done", "Ask for fixed breaks")
    await screen.tap("On to the summary")
    await screen.type("Summary", summary)
    await screen.tap("Allied Health Professionals")
    await screen.tap("North")
    await screen.tap("Look it over")
    await answer_questions(screen)
    await turn_the_screen(screen)
    assert "For you to read" in screen.words()
    return screen


def workspace_of(phone: Phone) -> Any:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace
