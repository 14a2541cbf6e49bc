"""The summary: two or three sentences that both agree on, and the broadest who and where."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.organisation import STAFF_GROUP_HINTS, STAFF_GROUPS, Organisation
from app.domain.summary import MAX_CHARACTERS
from app.usecases.agree_together import THEIRS, send_nothing
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Choice, Words
from app.views.components.foot import foot
from app.views.components.frame import screen
from app.views.components.offered import OfferedSupport
from app.views.components.resume import mark
from app.views.components.text import body, section
from app.views.components.worried_way import worried_way
from app.views.screens.talk_steps import back_button, current, enter, nothing_open, saved_line
from app.views.services import go, use_session
from app.views.state.session import Session


@component
def SummaryScreen() -> ft.View:
    """Word the summary together, or choose not to send one: both are fine."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    sure, set_sure = ft.use_state(False)
    found = current(session, Step.SUMMARY)
    if found is None:
        return nothing_open(session)
    conversation, _ = found

    def typed(words: str) -> None:
        conversation.summary = words
        conversation.drafts.pop(THEIRS, None)
        session.keep()
        set_problem("")

    def look_over() -> None:
        missing = conversation.missing_for_summary()
        review = services.summaries.review(conversation)
        if missing:
            raise InputError(f"Choose the {' and the '.join(missing)} first.")
        services.summaries.keep(conversation, review)
        enter(session, Step.CHECK)

    def plan_alone() -> None:
        if conversation.summary.strip():
            raise InputError("Look the summary over first. Then they see it with the plan.")
        enter(session, Step.TOGETHER)

    def none_wanted() -> None:
        if conversation.summary.strip() and not sure:
            set_sure(True)
            return
        if session.workspace is not None:
            send_nothing(conversation, session.workspace.plans, session.workspace.conversations)
        session.conversation = None
        session.count_outbox()
        go("/talk/done")

    return screen(
        "Summary for your trust",
        [
            body(
                "Write two or three sentences together about what matters at work. "
                "No names, no places: you check it together before anything leaves."
            ),
            Words(
                "Summary",
                conversation.summary,
                typed,
                lines=5,
                limit=MAX_CHARACTERS,
                hint="What makes work harder? What helps? What should change?",
                mark=mark(session, "summary"),
            ),
            Whereabouts(conversation, session),
            OfferedSupport(conversation, session),
            saved_line(),
            buttons.secondary("Show them the plan alone", guard(plan_alone, set_problem)),
            *_finish(sure, guard(none_wanted, set_problem), lambda _: set_sure(False)),
            worried_way(),
            back_button(session, "Back to the plan", Step.PLAN),
        ],
        foot=foot(
            problem,
            [
                buttons.primary(
                    "Look it over", guard(look_over, set_problem), icon=ft.Icons.ARROW_FORWARD
                )
            ],
        ),
    )


def _finish(sure: bool, finish: buttons.OnClick, stay: buttons.OnClick) -> list[ft.Control]:
    if not sure:
        return [buttons.secondary("Finish without a summary", finish)]
    return [
        notice.note("What you wrote for the summary is deleted. Plan and notes stay here."),
        buttons.primary("Yes, finish without it", finish),
        buttons.secondary("Keep writing", stay),
    ]


@component
def Whereabouts(conversation: Conversation, session: Session) -> ft.Control:
    """Staff group and trust area: the only things said about who and where."""

    def choose_group(value: str) -> None:
        conversation.staff_group = value
        session.keep()

    def choose_area(value: str) -> None:
        conversation.area = value
        session.keep()

    return ft.Column(
        [
            section("Staff group"),
            Choice(
                "Staff group",
                _groups(session.organisation),
                conversation.staff_group,
                choose_group,
            ),
            section("Trust area"),
            *_areas(session.organisation, conversation.area, choose_area),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _groups(organisation: Organisation | None) -> list[tuple[str, str, str]]:
    """Give the staff groups to choose from, in the trust's own words where it has some."""
    if organisation is None:
        return [(code, name, STAFF_GROUP_HINTS[code]) for code, name in STAFF_GROUPS.items()]
    return [
        (code, name, organisation.hint(code)) for code, name in organisation.staff_groups().items()
    ]


def _areas(
    organisation: Organisation | None,
    area: str,
    choose: Callable[[str], None],
) -> list[ft.Control]:
    if organisation is None:
        return [
            notice.note(
                "Your trust's areas come with the enrolment code. Everything here is saved: "
                "enter the code when you have a signal, then carry on."
            ),
            buttons.secondary("Enter your enrolment code", lambda _: go("/enrol")),
        ]
    leaves = [(leaf.id, leaf.name, "") for leaf in organisation.leaves()]
    return [Choice("Trust area", leaves, area, choose)]
