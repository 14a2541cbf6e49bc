"""Before the conversation: a private place, what stays here, and what cannot."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.guide import Guide
from app.domain.wording import to_say, tr
from app.usecases.note_incident import settle_incident
from app.views.boundary import component, guard
from app.views.components.fields import Tick
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.incident import IncidentTime
from app.views.components.led_to import lead_to, place
from app.views.components.settling import HowMuchTime, LabelForYou, PrivatePlace, WhoHolds
from app.views.components.text import body, bullet, section
from app.views.screens.talk_steps import current, enter, nothing_open
from app.views.services import use_session

_LIMITS = "limits"
_SAID = to_say("I have said what stays private and what cannot")


@component
def BeforeScreen() -> ft.View:
    """Settle in: private enough, the limits said aloud, a label only the holder sees."""
    _, session = use_session()
    problem, set_problem = ft.use_state("")
    when, set_when = ft.use_state("")
    found = current(session, Step.BEFORE)
    workspace = session.workspace
    if found is None or workspace is None:
        return nothing_open(session)
    conversation, guide = found

    def limits(on: bool) -> None:
        conversation.limits_said = on
        session.keep()
        set_problem("")

    async def start_talking() -> None:
        set_problem("")
        set_when("")
        try:
            settle_incident(conversation, workspace.reminders.now())
        except InputError as error:
            set_when(error.message)
            raise
        if not conversation.limits_said:
            # What is to be said, and the box below it, are out of sight at the start.
            await lead_to(shown, _LIMITS)
        enter(session, Step.TALK)

    after_an_incident = guide.kind == "check"
    shown: ft.View = screen(
        guide.title,
        [
            body(guide.purpose),
            PrivatePlace(conversation, guide.private_check, session.keep),
            WhoHolds(conversation, session.keep),
            *(
                [IncidentTime(conversation, guide, session, workspace, when)]
                if after_an_incident
                else []
            ),
            *_to_say_first(conversation, guide, limits),
            LabelForYou(conversation, session, workspace),
            HowMuchTime(conversation, session.keep, guide.time_needed),
        ],
        saves=True,
        foot=way_on(problem, tr("Start talking"), guard(start_talking, set_problem)),
    )
    return shown


def _to_say_first(
    conversation: Conversation, guide: Guide, said: Callable[[bool], None]
) -> list[ft.Control]:
    """Give what stays private and what cannot, and the box that tells it was said."""
    return [
        place(_LIMITS, section(tr("Say before you start"))),
        *[bullet(line) for line in guide.limits],
        Tick(tr(_SAID), conversation.limits_said, said),
    ]
