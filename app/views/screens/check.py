"""Check the summary: what could identify someone, and the exact words that would leave."""

from collections.abc import Callable

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.guide import Guide
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import IsoWeek
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.findings import Finding, HideMore, Reasons, Take
from app.views.components.frame import screen
from app.views.components.text import body, bullet, section
from app.views.screens.talk_steps import back_button, current, nothing_open, saved_line
from app.views.services import Services, go, use_session
from app.views.state.session import Session
from app.views.theme import CORNER


@component
def CheckScreen() -> ft.View:
    """Masked, asked, agreed: nothing is queued without a person's word."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    found = current(services, session, Step.CHECK)
    start = _saved_review(services, found[0]) if found else None
    review, set_review = ft.use_state(start)
    if found is None:
        return nothing_open(session)
    if review is None:
        return _nothing_to_check(session)
    conversation, guide = found

    def take(change: Callable[[Review], Review]) -> None:
        # Taps may come faster than redraws: each works on what the last one left.
        changed = change(services.summaries.review(conversation))
        services.summaries.keep(conversation, changed)
        session.keep()
        set_problem("")
        set_review(changed)

    async def agree() -> None:
        workspace, organisation = session.workspace, session.organisation
        if workspace is None or organisation is None:
            raise InputError("Enter your enrolment code first. What you wrote is saved.")
        latest = services.summaries.review(conversation)
        if latest.result() != review.result():
            set_review(latest)
            raise InputError("The words above have just changed. Read them again, then agree.")
        wire = services.summaries.to_send(conversation, latest, organisation)
        await workspace.outbox.queue(conversation, wire, services.today())
        session.conversation = None
        session.count_outbox()
        go("/outbox")

    reasons = Reasons(review.text, conversation.drafts, session.keep)
    questions = len(review.open_questions())
    return screen(
        "Check the summary",
        [
            body("Read it together. Could anyone tell who this is about? Hide what shows it."),
            section("Exactly this will leave"),
            _leaving(review.result()),
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
            *_with_it(conversation, guide, session.organisation),
            notice.note(_questions_words(questions)) if questions else ft.Container(visible=False),
            notice.trouble(problem),
            buttons.primary("We agree: put it in the outbox", guard(agree, set_problem)),
            saved_line(),
            back_button(session, "Change the wording", Step.SUMMARY),
        ],
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


def _leaving(text: str) -> ft.Control:
    return ft.Container(
        ft.Text(text, size=18, selectable=False),
        border=ft.Border.all(2, ft.Colors.PRIMARY),
        border_radius=CORNER,
        padding=16,
    )


def _with_it(
    conversation: Conversation, guide: Guide, organisation: Organisation | None
) -> list[ft.Control]:
    areas = organisation.leaves() if organisation else ()
    area = next((leaf.name for leaf in areas if leaf.id == conversation.area), "not chosen")
    week = IsoWeek.of(conversation.held_on)
    plan = "yes" if not conversation.plan.is_empty() else "no"
    follow_up = "yes" if conversation.plan.review_on else "no"
    trust = organisation.name if organisation else "not enrolled yet"
    return [
        body("With it go, and nothing else:", quiet=True),
        bullet(f"Trust and area: {trust}, {area}"),
        bullet(f"Staff group: {STAFF_GROUPS.get(conversation.staff_group, 'not chosen')}"),
        bullet(f"Kind and week: {guide.title}, week {week.number} of {week.year}"),
        bullet(f"Whether there is a plan ({plan}) and a date to look again ({follow_up})"),
        bullet("The language, which rules checked it, and a random number for the receipt"),
        body("No names, no device, no time of day. The plan and the notes stay here.", quiet=True),
    ]


def _saved_review(services: Services, conversation: Conversation) -> Review | None:
    if not conversation.review:
        return None
    try:
        return services.summaries.review(conversation)
    except InputError:
        return None


def _nothing_to_check(session: Session) -> ft.View:
    return screen(
        "Check the summary",
        [
            body("There is no summary to check yet."),
            back_button(session, "Back to the summary", Step.SUMMARY),
        ],
    )
