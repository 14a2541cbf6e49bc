"""What changed in a plan, version by version, the newest first."""

import flet as ft

from app.domain.days import day_words
from app.domain.plan import Plan
from app.domain.plan_record import ACTION, REVIEW, Change, PlanRecord, changes
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import scrolls, use_window
from app.views.components.text import body, bullet, section
from app.views.screens.plan_view import not_here
from app.views.services import go, use_session

_TITLE = to_say("What changed")


@component
def PlanHistoryScreen() -> ft.View:
    """Each version with what it changed, and what is not yet kept as one."""
    _, session = use_session()
    plan_id = ft.use_route_params().get("plan", "")
    workspace = session.workspace
    record = workspace.plans.get(plan_id) if workspace else None
    steps = _steps(record) if record else []
    window = use_window(len(steps), of=plan_id)
    if workspace is None:
        return unlock_first(tr(_TITLE))
    if record is None:
        return not_here()
    return screen(
        tr(_TITLE),
        [
            *[_step(title, changed) for title, changed in window.of(steps)],
            *([] if steps else [body(tr("Nothing was kept as a version yet."))]),
            *window.rest(),
            buttons.secondary(tr("Back to the plan"), lambda _: go(f"/plans/{plan_id}")),
        ],
        on_scroll=scrolls(window),
    )


def _steps(record: PlanRecord) -> list[tuple[str, tuple[Change, ...]]]:
    before = Plan()
    found = []
    for version in record.versions:
        found.append((day_words(version.made_on), changes(before, version.plan)))
        before = version.plan
    if record.changed():
        found.append((tr("Since then"), changes(before, record.plan)))
    return found[::-1]


def _step(title: str, changed: tuple[Change, ...]) -> ft.Control:
    rows = [_change(found) for found in changed] or [body(tr("Nothing in it changed."), quiet=True)]
    return card([section(title, first=True), *rows])


def _change(change: Change) -> ft.Control:
    more = []
    in_its_words = change.where not in (ACTION, REVIEW)
    if change.before and (in_its_words or change.kind == "changed"):
        more.append(tr("Before: {before}", before=change.before))
    if change.after and in_its_words:
        more.append(tr("Now: {after}", after=change.after))
    return bullet(change.in_words(), *more)
