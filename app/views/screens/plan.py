"""The personal plan: what keeps the person well, who does what, when both look again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Guide
from app.domain.plan import Action, Owner
from app.usecases.write_plan import add_action, finish_plan, set_review_day, use_typed_day
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Choice, Line, Words
from app.views.components.frame import screen
from app.views.components.text import body, bullet, section
from app.views.screens.talk_steps import (
    back_button,
    current,
    enter,
    nothing_open,
    saved_line,
)
from app.views.services import use_session
from app.views.state.session import Session
from app.views.theme import CORNER


def day_words(day: date) -> str:
    """Say a day for a person: ``Monday 4 January 2027``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


@component
def PlanScreen() -> ft.View:
    """Write the plan together; it stays on this device."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    found = current(services, session, Step.PLAN)
    if found is None:
        return nothing_open(session)
    conversation, guide = found

    def go_on() -> None:
        set_problem("")
        finish_plan(conversation, services.today())
        enter(session, Step.SUMMARY)

    def keeps_well(words: str) -> None:
        conversation.plan = replace(conversation.plan, keeps_well=words)
        session.keep()

    return screen(
        "Personal plan",
        [
            body("It belongs to the person and stays on this device. Small steps are best."),
            Words("What keeps me well", conversation.plan.keeps_well, keeps_well, lines=2),
            Actions(conversation, guide, session, services.today()),
            Review(conversation, guide, session, services.today()),
            saved_line(),
            notice.trouble(problem),
            buttons.primary(
                "On to the summary", guard(go_on, set_problem), icon=ft.Icons.ARROW_FORWARD
            ),
            back_button(session, "Back to the conversation", Step.TALK),
        ],
    )


@component
def Actions(conversation: Conversation, guide: Guide, session: Session, today: date) -> ft.Control:
    """The agreed actions, and a form for one more that keeps what is half typed."""
    problem, set_problem = ft.use_state("")
    _, redraw = ft.use_state(0)
    drafts = conversation.drafts

    def draft(name: str) -> Callable[[str], None]:
        def typed(words: str) -> None:
            drafts[name] = words
            session.keep()

        return typed

    def add() -> None:
        add_action(conversation, today)
        session.keep()
        set_problem("")
        redraw(lambda count: count + 1)

    def remove(action: Action) -> None:
        conversation.plan = conversation.plan.without_action(action.id)
        session.keep()
        redraw(lambda count: count + 1)

    serial = len(conversation.plan.actions)
    return ft.Column(
        [
            section("Actions"),
            *[_action_card(action, remove) for action in conversation.plan.actions],
            *_ideas(guide, bool(conversation.plan.actions)),
            Words(
                "What will be done",
                drafts.get("action", ""),
                draft("action"),
                lines=2,
                key=f"a{serial}",
            ),
            body("Who does it?"),
            Choice(
                "Who does it?",
                [(owner.value, owner.in_words(), "") for owner in Owner],
                drafts.get("owner") or Owner.PERSON.value,
                draft("owner"),
                key=f"o{serial}",
            ),
            Line(
                "By when (optional)",
                drafts.get("due", ""),
                draft("due"),
                hint="5 December or 05/12",
                key=f"d{serial}",
            ),
            notice.trouble(problem),
            buttons.secondary("Add action", guard(add, set_problem), icon=ft.Icons.ADD),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _ideas(guide: Guide, has_actions: bool) -> list[ft.Control]:
    if has_actions or not guide.plan_ideas:
        return []
    return [body("Some have found these useful:", quiet=True), *map(bullet, guide.plan_ideas[:4])]


def _action_card(action: Action, remove: Callable[[Action], None]) -> ft.Control:
    due = f", by {day_words(action.due)}" if action.due else ""
    return ft.Container(
        ft.Row(
            [
                ft.Column(
                    [body(action.what), body(f"{action.owner.in_words()}{due}", quiet=True)],
                    spacing=2,
                    expand=True,
                ),
                buttons.icon(
                    f"Remove action: {action.what[:40]}",
                    ft.Icons.DELETE_OUTLINE,
                    lambda _: remove(action),
                ),
            ]
        ),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=CORNER,
        padding=ft.Padding.only(left=16, top=8, bottom=8),
    )


@component
def Review(conversation: Conversation, guide: Guide, session: Session, today: date) -> ft.Control:
    """When both look again: one tap for the usual, or any day typed."""
    problem, set_problem = ft.use_state("")
    shown, set_shown = ft.use_state(conversation.plan.review_on)

    def set_day(day: date | None) -> None:
        set_review_day(conversation, day)
        session.keep()
        set_problem("")
        set_shown(day)

    def typed(words: str) -> None:
        conversation.drafts["review"] = words
        session.keep()

    def use_typed() -> None:
        use_typed_day(conversation, today)
        session.keep()
        set_problem("")
        set_shown(conversation.plan.review_on)

    def offer(days: int) -> ft.Control:
        return buttons.secondary(
            f"In {offset_words(days)}", lambda _: set_day(today + timedelta(days=days))
        )

    quick = [offer(days) for days in guide.review_offsets_days[:3]]
    chosen = (
        [
            notice.good(f"You look at it again on {day_words(shown)}."),
            buttons.quiet("Clear the date", lambda _: set_day(None)),
        ]
        if shown
        else []
    )
    return ft.Column(
        [
            section("When do you look at it again?"),
            *chosen,
            *quick,
            Line(
                "Or another day",
                conversation.drafts.get("review", ""),
                typed,
                hint="5 December or 05/12",
                key=f"r{shown}",
            ),
            notice.trouble(problem),
            buttons.secondary("Use this day", guard(use_typed, set_problem)),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def offset_words(days: int) -> str:
    """Say a number of days for a person: ``4 weeks``, ``10 days``, ``3 months``."""
    if days % 7 == 0 and days < 63:
        weeks = days // 7
        return "1 week" if weeks == 1 else f"{weeks} weeks"
    if days >= 63:
        return f"{round(days / 30.4)} months"
    return "1 day" if days == 1 else f"{days} days"
