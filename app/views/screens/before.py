"""Before the conversation: a private place, what stays here, and what cannot."""

import flet as ft

from app.domain.conversation import Step
from app.domain.errors import InputError
from app.domain.wording import to_say, tr
from app.usecases.note_incident import settle_incident
from app.views.boundary import component, guard
from app.views.components.fields import Tick
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.incident import IncidentTime
from app.views.components.settling import HowMuchTime, LabelForYou, PrivatePlace, WhoHolds
from app.views.components.text import body, bullet, section
from app.views.screens.talk_steps import current, enter, nothing_open, saved_line
from app.views.services import use_session

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

    def start_talking() -> None:
        set_problem("")
        set_when("")
        try:
            settle_incident(conversation, workspace.reminders.now())
        except InputError as error:
            set_when(error.message)
            raise
        enter(session, Step.TALK)

    after_an_incident = guide.kind == "check"
    return screen(
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
            section(tr("Say before you start")),
            *[bullet(line) for line in guide.limits],
            Tick(tr(_SAID), conversation.limits_said, limits),
            LabelForYou(conversation, session, workspace),
            HowMuchTime(conversation, session.keep, guide.time_needed),
            saved_line(),
        ],
        foot=way_on(problem, tr("Start talking"), guard(start_talking, set_problem)),
    )
