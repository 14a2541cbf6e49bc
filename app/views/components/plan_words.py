"""A plan to read, in the person's own voice; nothing of its holder's is in it."""

from collections.abc import Callable

import flet as ft

from app.domain.days import day_words
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.wording import tr
from app.views.components.cards import stack
from app.views.components.fields import Tick
from app.views.components.text import body, large, part, section

#: Hears that an action was done, or not done after all.
OnTick = Callable[[Action, bool], None]


def plan_words(
    plan: Plan, on_tick: OnTick | None = None, *, within: bool = False, big: bool = False
) -> ft.Control:
    """Give the parts that hold something, then who does what, then the day to look again.

    ``on_tick`` makes each action a box to tick; ``within`` a section its own headings are smaller;
    ``big`` sets it for two people at one screen.
    """
    say, head = large if big else body, part if within else section
    rows: list[ft.Control] = []
    for of in Section:
        words = plan.section(of)
        if words.strip():
            rows += [head(of.title), say(words)]
    for owner in Owner:
        actions = [action for action in plan.actions if action.owner is owner]
        if actions:
            rows.append(head(owner.title))
            rows += [_action(action, on_tick, say) for action in actions]
    if plan.review_on:
        rows += [head(tr("When we look at it again")), say(day_words(plan.review_on))]
    return stack(rows or [say(tr("Nothing is written in the plan yet."))], spacing=8)


def action_words(action: Action) -> str:
    """Say an action with its day, and that it is done when it is."""
    if action.done:
        return tr("{what}, done", what=action.what)
    if action.due:
        return tr("{what}, by {day}", what=action.what, day=day_words(action.due))
    return action.what


def _action(action: Action, on_tick: OnTick | None, say: Callable[[str], ft.Control]) -> ft.Control:
    if on_tick is None:
        return say(action_words(action))
    due = tr(" (by {day})", day=day_words(action.due)) if action.due else ""
    tick: ft.Control = Tick(
        f"{action.what}{due}",
        action.done,
        lambda on: on_tick(action, on),
        key=f"t-{action.id}-{action.done}",
    )
    return tick
