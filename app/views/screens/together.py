"""Co-view: the screen is turned to the colleague, who reads, changes, agrees or declines.

Large and plain, and only what is theirs to see: their plan and the very words that would leave.
No label, no notes, nothing half typed by the holder, and not the wording from before hiding.
"""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.guide import Guide
from app.domain.plan_record import PlanRecord
from app.domain.summary import WireSummary
from app.domain.wording import to_say, tr
from app.usecases.agree_together import send_agreed, send_nothing
from app.usecases.knowing import known_to
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import finish_plan
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.felt import felt
from app.views.components.frame import screen
from app.views.components.kept_record import use_record
from app.views.components.leaving import goes_along
from app.views.components.looking import get_ready
from app.views.components.own_word import OwnWord
from app.views.components.plan_saving import plan_saver
from app.views.components.resume import mark
from app.views.components.text import body, large, section
from app.views.components.their_plan import PLAN_OPEN, their_plan
from app.views.components.their_words import TheirWords
from app.views.components.turned import THANKS, turn, turn_it
from app.views.screens.check import nothing_to_check, saved_review
from app.views.screens.talk_steps import back_button, current, enter, nothing_open
from app.views.services import Services, go, use_session
from app.views.state.session import Session

_WHAT_THIS_IS = to_say(
    "This is your plan, and the words that could go to your trust. Change what is not right. "
    "Nothing goes unless you say so."
)
_PLAN_ALONE = to_say("This is your plan. Change what is not right. No summary goes to your trust.")
_NOTHING_YET = to_say(
    "No summary goes to your trust. You can still write a plan, or leave it at that."
)


@dataclass(frozen=True)
class _Turned:
    """What stands on the turned screen in this redraw."""

    services: Services
    session: Session
    workspace: Workspace
    conversation: Conversation
    guide: Guide
    record: PlanRecord
    review: Review | None
    save: Callable[[], None]

    def bare(self) -> bool:
        """Tell whether there is neither a word of a plan nor a summary, and none is written."""
        writes = self.conversation.drafts.get(PLAN_OPEN)
        return self.review is None and self.record.is_blank() and not writes

    def would_leave(self) -> WireSummary | None:
        """Give exactly what would leave as things stand, None while something is open."""
        try:
            return self.draft()
        except InputError:
            return None

    def draft(self) -> WireSummary:
        """Give exactly what would leave; raises InputError while something is not settled."""
        if self.session.organisation is None:
            raise InputError(tr("Enter your enrolment code first. What you wrote is saved."))
        desk = self.services.summaries
        return desk.draft(self.conversation, self.session.organisation, self.record)

    def agreed(self, shown: WireSummary | None) -> WireSummary:
        """Take the colleague's yes to ``shown``; raises InputError when it would not leave now."""
        wire = self.draft()
        if wire != shown or self.session.organisation is None:
            raise InputError(tr("What would leave has just changed. Read it again, then agree."))
        desk = self.services.summaries
        desk.confirm(self.conversation, wire.text)
        return desk.to_send(self.conversation, self.session.organisation, self.record)


@component
def TogetherScreen() -> ft.View:
    """One line what this is, the plan, the words, their say, then yes or no."""
    services, session = use_session()
    plan_problem, say_plan = ft.use_state("")
    words_problem, say_words = ft.use_state("")
    _, redraw = ft.use_state(0)
    found = current(session, Step.TOGETHER)
    workspace = session.workspace
    ft.use_effect(lambda: get_ready(services) if found else None, [])
    record = use_record(
        found[0].id if found else "",
        lambda: workspace.plans.of(found[0]) if workspace and found else None,
    )
    if found is None or record is None or workspace is None:
        return nothing_open(session)
    conversation, guide = found
    review = saved_review(services, conversation)
    if instead := _instead(session, conversation, review):
        return instead
    save = plan_saver(workspace, session, conversation, record)
    turned = _Turned(services, session, workspace, conversation, guide, record, review, save)

    def changed() -> None:
        session.keep()
        say_plan("")
        redraw(lambda count: count + 1)

    deciding = Deciding(turned, turned.would_leave(), changed, key="deciding")

    async def look() -> Review:
        return await services.summaries.look(conversation, known_to(workspace))

    words = TheirWords(
        conversation, services.summaries, look, session.keep, changed=changed, report=say_words
    )
    return screen(
        tr("For you to read"),
        [
            large(tr(_WHAT_THIS_IS if review else _NOTHING_YET if turned.bare() else _PLAN_ALONE)),
            _plan(turned, changed, say_plan),
            notice.trouble(plan_problem),
            *_wording(turned, words, words_problem),
            OwnWord(conversation, changed, key="own-word"),
            *([] if words.changing() else [deciding]),
            buttons.quiet(tr("Hand back without deciding"), lambda _: _hand_back(turned)),
        ],
        back=False,
        theirs=True,
        saves=True,
    )


def _instead(session: Session, conversation: Conversation, review: Review | None) -> ft.View | None:
    """Give what stands here for a holder who comes by a link, or carries on by themselves."""
    if review is None and conversation.summary.strip():
        return nothing_to_check(session)  # it must not end with words unread
    if session.turned:
        return None
    before = Step.CHECK if review else Step.PLAN
    stay = back_button(session, tr("Go back by myself"), before)
    return screen(tr("Turn the screen to your colleague"), turn_it(session, stay))


def _plan(
    turned: _Turned, changed: Callable[[], None], report: Callable[[str], None]
) -> ft.Control:
    return their_plan(
        turned.conversation,
        turned.record,
        turned.save,
        turned.services.today(),
        changed=changed,
        report=report,
        marks=lambda key: mark(turned.session, f"together/{key}"),
    )


def _wording(turned: _Turned, words: TheirWords, problem: str) -> list[ft.Control]:
    if turned.review is None:
        return []
    along = goes_along(
        turned.conversation,
        turned.guide,
        turned.record.plan,
        turned.session.organisation,
        turned.services.content,
    )
    return [
        section(tr("Exactly these words would leave")),
        *words.show(turned.review, problem),
        *([] if words.changing() else [along]),
    ]


@component
def Deciding(turned: _Turned, shown: WireSummary | None, changed: Callable[[], None]) -> ft.Control:
    """Yes and no, equally big; what is agreed is exactly what was shown."""
    problem, set_problem = ft.use_state("")
    sure, set_sure = ft.use_state(False)
    workspace, conversation = turned.workspace, turned.conversation
    today = turned.services.today

    def take_in_plan() -> None:
        finish_plan(turned.record, today())
        if not turned.record.is_blank():
            turned.save()

    async def agree() -> None:
        take_in_plan()
        try:
            wire = turned.agreed(shown)
        except InputError:
            changed()
            raise
        await send_agreed(conversation, wire, workspace.plans, workspace.outbox, today)
        felt(turned.services)
        _hand_over(turned.session)

    def nothing() -> None:
        take_in_plan()
        send_nothing(conversation, workspace.plans, workspace.conversations)
        _hand_over(turned.session)

    if turned.review is None:
        done = tr("Leave it at that") if turned.bare() else tr("This is right")
        rows = [buttons.primary(done, guard(nothing, set_problem))]
    elif sure:
        rows = [
            body(tr("Nothing is sent. Your plan stays as it is.")),
            buttons.primary(tr("Yes, send nothing"), guard(nothing, set_problem)),
            buttons.secondary(tr("Back"), lambda _: set_sure(False)),
        ]
    else:
        rows = [
            buttons.primary(tr("I agree: this may be sent"), guard(agree, set_problem)),
            buttons.primary(tr("Send nothing"), lambda _: set_sure(True)),
        ]
    return stack([notice.trouble(problem), *rows], spacing=12)


def _hand_over(session: Session) -> None:
    turn(session, THANKS)
    session.conversation = None
    session.count_outbox()
    go("/talk/thanks")


def _hand_back(turned: _Turned) -> None:
    turned.conversation.drafts.pop(PLAN_OPEN, None)
    enter(turned.session, Step.CHECK if turned.review else Step.PLAN)
