"""Check the summary: what could identify someone, and the exact words that would leave."""

from collections.abc import Callable

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.plan import Plan
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.findings import Finding, HideMore, Reasons, Take
from app.views.components.foot import foot
from app.views.components.frame import screen
from app.views.components.leaving import exact_words, goes_along
from app.views.components.text import body, section
from app.views.components.worried_way import worried_way
from app.views.screens.talk_steps import back_button, current, enter, nothing_open, saved_line
from app.views.services import Services, use_session
from app.views.state.session import Session


@component
def CheckScreen() -> ft.View:
    """The holder's own look: masked, asked, then turned to the colleague, who decides."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    found = current(session, Step.CHECK)
    start = saved_review(services, found[0]) if found else None
    review, set_review = ft.use_state(start)
    if found is None:
        return nothing_open(session)
    if review is None:
        return nothing_to_check(session)
    conversation, guide = found
    plan = session.workspace.plans.of(conversation) if session.workspace else None

    def take(change: Callable[[Review], Review]) -> None:
        # Taps may come faster than redraws: each works on what the last one left.
        changed = change(services.summaries.review(conversation))
        services.summaries.keep(conversation, changed)
        session.keep()
        set_problem("")
        set_review(changed)

    def turn() -> None:
        latest = services.summaries.review(conversation)
        if latest.result() != review.result():
            set_review(latest)
            raise InputError("The words above have just changed. Read them again, then turn it.")
        if latest.open_questions():
            raise InputError("Answer each question about the summary first.")
        enter(session, Step.TOGETHER)

    reasons = Reasons(review.text, conversation.drafts, session.keep)
    questions = len(review.open_questions())
    return screen(
        "Check the summary",
        [
            body("Read it through. Could anyone tell who this is about? Hide what shows it."),
            section("Exactly this will leave"),
            exact_words(review.result()),
            *([section("What could give someone away")] if review.spans else []),
            *[
                Finding(
                    span,
                    review,
                    reasons,
                    take,
                    set_problem,
                    key=f"{span.start}-{span.end}",
                )
                for span in review.spans
            ],
            HideMore(review, take, set_problem, key=f"hide-{len(review.steps)}"),
            *_undo(review, take),
            goes_along(conversation, guide, plan.plan if plan else Plan(), session.organisation),
            notice.note(_questions_words(questions)) if questions else ft.Container(visible=False),
            body("Your colleague reads it next and decides. Nothing leaves before that."),
            saved_line(),
            worried_way(),
            back_button(session, "Change the wording", Step.SUMMARY),
        ],
        foot=foot(
            problem,
            [
                buttons.primary(
                    "Turn the screen to your colleague",
                    guard(turn, set_problem),
                    icon=ft.Icons.SCREEN_ROTATION,
                )
            ],
        ),
    )


def _questions_words(count: int) -> str:
    return f"{count} question{'' if count == 1 else 's'} above still to answer."


def _undo(review: Review, take: Take) -> list[ft.Control]:
    if not review.can_undo():
        return []
    return [
        buttons.quiet(
            "Undo the last change", lambda _: take(lambda latest: latest.undo()), icon=ft.Icons.UNDO
        )
    ]


def saved_review(services: Services, conversation: Conversation) -> Review | None:
    """Give the review of the summary; None where there is none to look over."""
    if not conversation.review:
        return None
    try:
        return services.summaries.review(conversation)
    except InputError:
        return None


def nothing_to_check(session: Session) -> ft.View:
    """Lead back to the wording: it was not looked over, or there is none."""
    return screen(
        "Check the summary",
        [
            body("There is no summary to check yet. Word it first, then look it over."),
            back_button(session, "Back to the summary", Step.SUMMARY),
        ],
    )
