"""After a copy was brought in: where two sides wrote differently, choose or word it together."""

from collections.abc import Callable

import flet as ft

from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Words
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.saved_sign import SavedLine
from app.views.components.text import body, section
from app.views.components.two_wordings import DRAFT, Wordings, unsettled, wordings
from app.views.services import go, use_session

_TITLE = to_say("Two wordings")


@component
def BroughtScreen() -> ft.View:
    """One place a difference, until none is left; it can wait, for both wordings are kept."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    workspace = session.workspace
    wanted = ft.use_route_params().get("plan", "")
    if workspace is None:
        return unlock_first(tr(_TITLE))
    record = workspace.plans.get(wanted)
    if record is None:
        gone = body(tr("This plan is not on this device."))
        return screen(tr(_TITLE), [gone, buttons.primary(tr("Go to home"), lambda _: go("/"))])
    names = unsettled(record)

    def changed() -> None:
        redraw(lambda count: count + 1)

    def see_the_plan() -> None:
        if not names:
            for name in list(record.conflicts):  # of actions that are gone
                workspace.plans.settle(record, name, "")
        go(f"/plans/{record.id}")

    if not names:
        return screen(
            tr(_TITLE),
            [
                notice.good(tr("Nothing is left to settle.")),
                buttons.primary(tr("See the plan"), see_the_plan, icon=ft.Icons.ARROW_FORWARD),
            ],
        )
    return screen(
        tr(_TITLE),
        [
            body(
                tr(
                    "Both sides changed the same words. Nothing is lost: for now the plan has "
                    "both. Keep one, the other or both, or word it together."
                )
            ),
            *[Settle(workspace, record, name, changed, key=name) for name in names],
            SavedLine(),
            buttons.quiet(tr("Later: see the plan with both"), see_the_plan),
        ],
    )


@component
def Settle(
    workspace: Workspace, record: PlanRecord, name: str, settled: Callable[[], None]
) -> ft.Control:
    """One difference: both sides, three quick ways, and a field with both to change."""
    found = wordings(record, name)
    shown: ft.Control = (_SettleDay if found.days else _SettleWords)(
        workspace, record, found, settled
    )
    return shown


@component
def _SettleWords(
    workspace: Workspace, record: PlanRecord, found: Wordings, settled: Callable[[], None]
) -> ft.Control:
    form = use_form()
    opened, open_field = ft.use_state(DRAFT + found.name in record.drafts)
    drafted = record.drafts.get(DRAFT + found.name, found.both)

    def typed(words: str) -> None:
        record.drafts[DRAFT + found.name] = words
        workspace.plans.save(record)

    def keep(words: Callable[[], str]) -> buttons.OnClick:
        async def run() -> None:
            workspace.plans.settle(record, found.name, words())
            if record.drafts.pop(DRAFT + found.name, None) is not None:
                workspace.plans.save(record)
            settled()

        return form.doing(run)

    rows: list[ft.Control] = [
        section(found.title),
        card([body(tr("On this device"), quiet=True), body(found.ours)]),
        card([body(tr("In the copy"), quiet=True), body(found.theirs)]),
        notice.trouble(form.problem()),
    ]
    if opened:
        rows += [
            Words(tr("Word it together"), drafted, typed, lines=3),
            buttons.primary(
                tr("Use these words"),
                keep(lambda: record.drafts.get(DRAFT + found.name, found.both)),
            ),
            notice.trouble(form.problem("action")),
        ]
        return stack(rows)
    return stack(
        [
            *rows,
            buttons.secondary(tr("Keep what is on this device"), keep(lambda: found.ours)),
            buttons.secondary(tr("Keep what is in the copy"), keep(lambda: found.theirs)),
            buttons.secondary(tr("Keep both"), keep(lambda: found.both)),
            buttons.quiet(tr("Word it together"), lambda _: open_field(True), icon=ft.Icons.EDIT),
        ]
    )


@component
def _SettleDay(
    workspace: Workspace, record: PlanRecord, found: Wordings, settled: Callable[[], None]
) -> ft.Control:
    def keep(index: int) -> None:
        record.plan = found.with_day(record.plan, index)
        workspace.plans.settle(record, found.name, "")
        settled()

    return stack(
        [
            section(found.title),
            body(tr("The two sides have different days. Until you choose, the sooner one counts.")),
            buttons.secondary(tr("Keep {ours}", ours=found.ours), lambda _: keep(0)),
            buttons.secondary(tr("Keep {theirs}", theirs=found.theirs), lambda _: keep(1)),
        ]
    )
