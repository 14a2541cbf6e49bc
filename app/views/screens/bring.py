"""Bring a plan in: from codes on another screen, from pictures of them, or from a file."""

from collections.abc import Callable

import flet as ft

from app.domain.days import day_words
from app.domain.errors import InputError
from app.domain.plan import Section
from app.domain.plan_copy import UNDATED, PlanCopy
from app.domain.plan_record import PlanRecord
from app.domain.wording import listed, to_say, tr, trn
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.gather_codes import GatherCodes
from app.views.components.locked import unlock_first
from app.views.components.open_plan_file import OpenPlanFile
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("Bring a plan in")
_MINE, _THEIRS = "mine", "theirs"
_WHOSE, _LABEL = "whose", "label"


@component
def BringScreen() -> ft.View:
    """Gather the copy first; then say what it is, and take it in."""
    services, session = use_session()
    workspace = session.workspace
    nothing: PlanCopy | None = None
    found, set_found = ft.use_state(nothing)
    if workspace is None:
        return unlock_first(tr(_TITLE))
    if found is not None:
        return screen(
            tr(_TITLE),
            [TakeIn(workspace, found, lambda: set_found(None), key=found.version_ids[-1])],
        )
    codes = [GatherCodes(set_found)] if services.has_page else []
    return screen(
        tr(_TITLE),
        [
            body(tr("The plan comes straight to this device. Nothing is sent anywhere.")),
            *codes,
            OpenPlanFile(workspace.copies.open_file, set_found),
        ],
    )


@component
def TakeIn(workspace: Workspace, copy: PlanCopy, again: Callable[[], None]) -> ft.Control:
    """Say what the copy is; for a new one ask whose it is. Nothing is kept before the tap."""
    form = use_form()
    known = workspace.plans.get(copy.plan_id)
    whose, set_whose = ft.use_state("")

    async def take_in() -> None:
        if known is None and not whose:
            raise InputError(tr("Say whose plan it is first."), field=_WHOSE)
        label = form.typed.get(_LABEL, "").strip()
        if known is None and whose == _THEIRS and not label:
            raise InputError(tr("Give it a label, so that you find it again."), field=_LABEL)
        brought = workspace.plans.bring(copy, mine=whose == _MINE)
        if brought.is_new and whose == _THEIRS:
            brought.record.label = label
            workspace.plans.save(brought.record)
        room = "brought" if brought.record.conflicts else "plans"
        go(f"/{room}/{brought.record.id}")

    keep = form.doing(take_in)
    return stack(
        [
            what_it_is(copy),
            *([_known_here(known)] if known else _whose(form, whose, set_whose, keep)),
            notice.trouble(form.problem()),
            buttons.primary(
                tr("Bring them together") if known else tr("Keep it on this device"),
                keep,
                icon=ft.Icons.CHECK,
                disabled=form.busy,
            ),
            buttons.quiet(tr("Not this one"), lambda _: again()),
        ],
        spacing=16,
    )


def _known_here(known: PlanRecord) -> ft.Control:
    name = (
        tr("your plan")
        if known.mine
        else tr("the plan of {name}", name=known.label or tr("a colleague"))
    )
    return notice.good(
        tr(
            "The copy is whole. It is {name}, which is on this device already. Both are "
            "brought together, and no words are lost.",
            name=name,
        )
    )


def _whose(
    form: Form, whose: str, set_whose: Callable[[str], None], keep: buttons.OnClick
) -> list[ft.Control]:
    """Ask whose a new plan is; a colleague's needs a label to find it by."""
    ways = [
        (_MINE, tr("This is my plan"), ""),
        (_THEIRS, tr("It is a colleague's"), tr("You hold it for them.")),
    ]
    rows = [
        notice.good(tr("The copy is whole. This plan is not on this device yet.")),
        section(tr("Whose plan is it?")),
        Choice(tr("Whose plan is it?"), ways, whose, set_whose),
        notice.trouble(form.problem(_WHOSE)),
    ]
    if whose != _THEIRS:
        return rows
    label = Line(
        tr("A label for you"),
        form.typed.get(_LABEL, ""),
        form.hear(_LABEL),
        error=form.problem(_LABEL),
        on_submit=keep,
        key="label",
    )
    return [*rows, label, body(tr("It never leaves this device, not even in a copy."), quiet=True)]


def what_it_is(copy: PlanCopy) -> ft.Control:
    """Say what the copy holds by its parts, so that a glance at the screen gives no words away."""
    parts = [part.title for part in Section if copy.plan.section(part)]
    count = len(copy.plan.actions)
    said = [
        tr("A plan")
        if copy.made_on == UNDATED
        else tr("A plan from {day}", day=day_words(copy.made_on))
    ]
    if parts:
        said.append(tr("It has: {parts}.", parts=listed(parts)))
    if count:
        said.append(trn("{count} action.", "{count} actions.", count))
    return card([section(said[0]), *map(body, said[1:])])
