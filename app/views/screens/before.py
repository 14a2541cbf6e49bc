"""Before the conversation: a private place, what stays here, and what cannot."""

import flet as ft

from app.domain.conversation import Step
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Line, Tick
from app.views.components.frame import screen
from app.views.components.text import body, bullet, section
from app.views.screens.talk_steps import current, enter, nothing_open, saved_line
from app.views.services import use_session


@component
def BeforeScreen() -> ft.View:
    """Settle in: private enough, the limits said aloud, a label only the holder sees."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    found = current(services, session, Step.BEFORE)
    if found is None:
        return nothing_open(session)
    conversation, guide = found

    def label(words: str) -> None:
        conversation.label = words
        session.keep()

    def private(on: bool) -> None:
        conversation.private_enough = on
        session.keep()

    def limits(on: bool) -> None:
        conversation.limits_said = on
        session.keep()

    return screen(
        guide.title,
        [
            body(guide.purpose),
            section("Is this place private enough?"),
            *[bullet(line) for line in guide.private_check],
            Tick("This place is private enough", conversation.private_enough, private),
            section("Say before you start"),
            *[bullet(line) for line in guide.limits],
            Tick(
                "I have said what stays private and what cannot", conversation.limits_said, limits
            ),
            section("A label for you"),
            body("Only for you, to find it again. It never leaves this device.", quiet=True),
            Line("Label, such as a first name or initials", conversation.label, label),
            notice.trouble(problem),
            buttons.primary(
                "Start talking",
                guard(lambda: enter(session, Step.TALK), set_problem),
                icon=ft.Icons.ARROW_FORWARD,
            ),
            saved_line(),
        ],
    )
