"""The summary: two or three sentences that both agree on, and the broadest who and where."""

from collections.abc import Callable

import flet as ft

from app.domain.area_scope import leaves_in
from app.domain.conversation import Conversation, Step, choose_first
from app.domain.errors import InputError
from app.domain.organisation import STAFF_GROUP_HINTS, STAFF_GROUPS, Organisation
from app.domain.summary import MAX_CHARACTERS, text_problem
from app.domain.wording import to_say, tr
from app.usecases.agree_together import THEIRS, send_nothing
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Words
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.led_to import lead_to, place
from app.views.components.looking import get_ready
from app.views.components.offered import OfferedSupport
from app.views.components.picked_themes import PickedThemes
from app.views.components.resume import mark
from app.views.components.text import body, section
from app.views.components.turned import turn
from app.views.components.worried_way import worried_way
from app.views.screens.talk_steps import back_button, current, enter, nothing_open
from app.views.services import go, use_session
from app.views.state.session import Session

_WHAT = to_say(
    "Write two or three sentences together about what matters at work. "
    "No names, no places: you check it together before anything leaves."
)


@component
def SummaryScreen() -> ft.View:
    """Word the summary together, or choose not to send one: both are fine."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    found = current(session, Step.SUMMARY)
    ft.use_effect(lambda: get_ready(services) if found else None, [])
    if found is None:
        return nothing_open(session)
    conversation, _ = found

    def typed(words: str) -> None:
        conversation.summary = words
        conversation.drafts.pop(THEIRS, None)
        session.keep()
        set_problem("")

    async def look_over() -> None:
        problem = text_problem(conversation.summary)
        missing = conversation.missing_for_summary()
        if problem:
            await lead_to(shown, "summary")
            raise InputError(problem, field="summary")
        if missing:
            await lead_to(shown, missing[0])
            raise InputError(choose_first(missing))
        enter(session, Step.CHECK)

    shown: ft.View = screen(
        tr("Summary for your trust"),
        [
            body(tr(_WHAT)),
            place("summary", _wording(conversation, session, typed)),
            Whereabouts(conversation, session, lambda: set_problem("")),
            PickedThemes(conversation, session),
            OfferedSupport(conversation, session),
            buttons.secondary(
                tr("Show them the plan alone"), guard(lambda: _plan_alone(session), set_problem)
            ),
            WithoutSummary(conversation, session, set_problem, key="without"),
            worried_way(),
            back_button(session, tr("Back to the plan"), Step.PLAN),
        ],
        saves=True,
        foot=way_on(problem, tr("Look it over"), guard(look_over, set_problem)),
    )
    return shown


def _wording(
    conversation: Conversation, session: Session, typed: Callable[[str], None]
) -> ft.Control:
    return Words(  # type: ignore[no-any-return]
        tr("Summary"),
        conversation.summary,
        typed,
        lines=5,
        limit=MAX_CHARACTERS,
        hint=tr("What makes work harder? What helps? What should change?"),
        mark=mark(session, "summary"),
    )


def _plan_alone(session: Session) -> None:
    if session.conversation is not None and session.conversation.summary.strip():
        raise InputError(tr("Look the summary over first. Then they see it with the plan."))
    turn(session)
    enter(session, Step.TOGETHER)


@component
def WithoutSummary(
    conversation: Conversation, session: Session, report: Callable[[str], None]
) -> ft.Control:
    """The way to end without a summary; a second tap where words would be lost."""
    sure, set_sure = ft.use_state(False)

    def finish() -> None:
        if conversation.summary.strip() and not sure:
            set_sure(True)
            return
        if session.workspace is not None:
            send_nothing(conversation, session.workspace.plans, session.workspace.conversations)
        session.conversation = None
        session.count_outbox()
        go("/talk/done")

    if not sure:
        return buttons.secondary(tr("Finish without a summary"), guard(finish, report))
    return stack(
        [
            notice.note(tr("What you wrote for the summary is deleted. Plan and notes stay here.")),
            buttons.primary(tr("Yes, finish without it"), guard(finish, report)),
            buttons.secondary(tr("Keep writing"), lambda _: set_sure(False)),
        ]
    )


@component
def Whereabouts(
    conversation: Conversation, session: Session, chosen: Callable[[], None]
) -> ft.Control:
    """Staff group and trust area: the only things said about who and where."""

    def choose_group(value: str) -> None:
        conversation.staff_group = value
        session.keep()
        chosen()

    def choose_area(value: str) -> None:
        conversation.area = value
        session.keep()
        chosen()

    return ft.Column(
        [
            place("staff group", section(tr("Staff group"))),
            Choice(
                tr("Staff group"),
                _groups(session.organisation),
                conversation.staff_group,
                choose_group,
            ),
            place("trust area", section(tr("Trust area"))),
            *_areas(session, conversation.area, choose_area),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _groups(organisation: Organisation | None) -> list[tuple[str, str, str]]:
    """Give the staff groups to choose from, in the trust's own words where it has some."""
    if organisation is None:
        return [
            (code, tr(name), tr(STAFF_GROUP_HINTS[code])) for code, name in STAFF_GROUPS.items()
        ]
    return [
        (code, tr(name), tr(organisation.hint(code)))
        for code, name in organisation.staff_groups().items()
    ]


def _areas(session: Session, area: str, choose: Callable[[str], None]) -> list[ft.Control]:
    organisation, workspace = session.organisation, session.workspace
    if organisation is None or workspace is None:
        return [
            notice.note(
                tr(
                    "Your trust's areas come with the enrolment code. Everything here is saved: "
                    "enter the code when you have a signal, then carry on."
                )
            ),
            buttons.secondary(tr("Enter your enrolment code"), lambda _: go("/enrol")),
        ]
    scope = workspace.enrolments.scope()
    covered = leaves_in(organisation, scope) | {area}
    all_leaves = organisation.leaves()
    # Where the areas of a scope were all given up since, asking is the better way than none.
    own = [leaf for leaf in all_leaves if leaf.id in covered] or all_leaves
    leaves = [(leaf.id, leaf.name, "") for leaf in own]
    rows: list[ft.Control] = [Choice(tr("Trust area"), leaves, area, choose)]
    if scope:
        words = tr("Your enrolment is for these areas. For another, ask your wellbeing lead.")
        rows.append(body(words, quiet=True))
    return rows
