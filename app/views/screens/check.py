"""Check the summary: what could identify someone, and the exact words that would leave."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.guide import Guide
from app.domain.plan import Plan
from app.domain.summary import text_problem
from app.domain.wording import tr
from app.usecases.agree_together import TURNED
from app.usecases.knowing import known_to
from app.views.boundary import component, guard, start
from app.views.components.agreeing import Agreeing
from app.views.components.asked_note import asked_note
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.leaving import goes_along
from app.views.components.led_to import lead_to
from app.views.components.looking import get_ready, looking
from app.views.components.marking import Marking
from app.views.components.reviewing import QUESTION, WORDS, each_mark, reviewing
from app.views.components.text import body
from app.views.components.turned import turn
from app.views.components.worried_way import worried_way
from app.views.screens.talk_steps import back_button, current, enter, nothing_open
from app.views.services import Services, use_session
from app.views.state.session import Session


@component
def CheckScreen() -> ft.View:
    """The holder's own look: masked, asked, then turned to the colleague, who decides."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    _, redraw = ft.use_state(0)
    found = current(session, Step.CHECK)
    review = services.summaries.saved(found[0]) if found else None
    due = found is not None and review is None and not text_problem(found[0].summary)

    def again_later() -> None:
        redraw(lambda count: count + 1)

    again = _looker(services, session, set_problem, again_later)
    ft.use_effect(lambda: get_ready(services) if found else None, [])
    ft.use_effect(lambda: start(again, set_problem) if due else None, [due])
    if found is None:
        return nothing_open(session)
    if due:
        return _still_looking(session, problem, again)
    if review is None:
        return nothing_to_check(session)
    looked = _Looked(services, session, *found, review, set_problem, again_later)
    return _looked_over(looked, problem)


@dataclass(frozen=True)
class _Looked:
    """A summary that was looked over, as it stands in this redraw."""

    services: Services
    session: Session
    conversation: Conversation
    guide: Guide
    review: Review
    report: Callable[[str], None]
    redraw: Callable[[], None]

    def changed(self) -> None:
        """Keep what was just decided, and show it."""
        self.session.keep()
        self.report("")
        self.redraw()

    def marking(self) -> Marking:
        """Give what the parts of the review work on."""
        workspace = self.session.workspace
        return Marking(
            self.conversation,
            self.review,
            self.services.summaries,
            self.session.keep,
            self.changed,
            self.report,
            own_words=workspace.own_words if workspace else None,
        )

    async def turn(self, shown: ft.View) -> None:
        """Turn the screen; raises InputError, and leads there, while something is to be done."""
        latest = self.services.summaries.saved(self.conversation)
        if latest is None or latest.result() != self.review.result():
            self.changed()
            raise InputError(
                tr("The words above have just changed. Read them again, then turn it.")
            )
        place, words = _still_due(latest)
        if place:
            await lead_to(shown, place)
            raise InputError(words)
        self.conversation.drafts[TURNED] = str(len(latest.steps))
        turn(self.session)
        enter(self.session, Step.TOGETHER)


def _looked_over(looked: _Looked, problem: str) -> ft.View:
    marking = looked.marking()

    async def turn() -> None:
        await looked.turn(shown)

    shown: ft.View = screen(
        tr("Check the summary"),
        [
            *asked_note(looked.conversation),
            *reviewing(marking),
            Agreeing(marking, key="agreeing"),
            *each_mark(marking),
            _along(looked),
            body(tr("Your colleague reads it next and decides. Nothing leaves before that.")),
            worried_way(),
            back_button(looked.session, tr("Change the wording"), Step.SUMMARY),
        ],
        saves=True,
        foot=way_on(
            problem,
            tr("Turn the screen to your colleague"),
            guard(turn, looked.report),
            icon=ft.Icons.SCREEN_ROTATION,
        ),
    )
    return shown


def _still_due(review: Review) -> tuple[str, str]:
    """Say where on the screen something is still to be done first, and what; twice nothing."""
    if review.open_questions():
        return QUESTION, tr("Answer each question about the summary first.")
    if not review.is_confirmed():
        return WORDS, tr("Read the words that will leave, and tick that they may.")
    return "", ""


def _looker(
    services: Services,
    session: Session,
    report: Callable[[str], None],
    done: Callable[[], None],
) -> Callable[..., object]:
    """Give what looks for names in the summary under way, keeps what it found and redraws."""

    async def look() -> None:
        conversation = session.conversation
        if conversation is None or session.workspace is None:
            return
        report("")
        await services.summaries.look(conversation, known_to(session.workspace))
        if session.conversation is conversation:
            session.keep()
        done()

    return look


def _along(looked: _Looked) -> ft.Control:
    workspace, conversation = looked.session.workspace, looked.conversation
    plan = workspace.plans.of(conversation) if workspace else None
    return goes_along(
        conversation,
        looked.guide,
        plan.plan if plan else Plan(),
        looked.session.organisation,
        looked.services.content,
    )


def _still_looking(session: Session, problem: str, again: Callable[..., object]) -> ft.View:
    """Show that names are being looked for; it goes on by itself, and nothing waits for it.

    The ways on stand only where it failed: what is found would push them from under a finger.
    """
    ways = [worried_way(), back_button(session, tr("Change the wording"), Step.SUMMARY)]
    return screen(
        tr("Check the summary"),
        [*looking(problem, again), *(ways if problem else [])],
        saves=True,
    )


def saved_review(services: Services, conversation: Conversation) -> Review | None:
    """Give the review of the summary as it was left; None where it is still to be looked over."""
    return services.summaries.saved(conversation)


def nothing_to_check(session: Session) -> ft.View:
    """Lead back to the wording: it was not looked over, or there is none."""
    waits = session.conversation is not None and session.conversation.summary.strip()
    words = (
        tr("The summary has to be looked over first.")
        if waits
        else tr("There is no summary to check yet. Word it first, then look it over.")
    )
    return screen(
        tr("Check the summary"),
        [
            body(words),
            back_button(session, tr("Back to the summary"), Step.SUMMARY),
        ],
    )
