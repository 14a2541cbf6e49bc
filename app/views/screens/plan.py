"""The plan of a conversation: written together, kept on this device, belonging to the person."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import finish_plan
from app.views.boundary import component, guard
from app.views.components import buttons
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.kept_record import use_record
from app.views.components.plan_editor import PlanEditor
from app.views.components.plan_saving import plan_saver
from app.views.components.resume import mark
from app.views.components.text import body
from app.views.components.worried_way import worried_way
from app.views.screens.talk_steps import back_button, current, enter, nothing_open
from app.views.services import use_session


@component
def PlanScreen() -> ft.View:
    """Write the plan together, in any order; every part is optional."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    carried, set_carried = ft.use_state(0)
    found = current(session, Step.PLAN)
    workspace = session.workspace
    conversation = found[0] if found else None
    record = use_record(
        f"{conversation.id}-{carried}" if conversation else "",
        lambda: workspace.plans.of(conversation) if workspace and conversation else None,
    )
    if found is None or record is None or workspace is None:
        return nothing_open(session)
    conversation, guide = found
    save = plan_saver(workspace, session, conversation, record)

    def go_on() -> None:
        set_problem("")
        finish_plan(record, services.today())
        if not record.is_blank():
            save()
        enter(session, Step.SUMMARY)

    def carry_on(earlier: PlanRecord) -> None:
        workspace.plans.carry_on(conversation, earlier)
        session.keep()
        set_carried(carried + 1)

    return screen(
        tr("Personal plan"),
        [
            body(tr("It belongs to the person and stays on this device. Small steps are best.")),
            *_earlier(workspace, conversation, record, carry_on),
            PlanEditor(
                record,
                save,
                services.today(),
                ideas=guide.plan_ideas,
                offsets=guide.review_offsets_days,
                marks=lambda key: mark(session, f"plan/{key}"),
                key=f"editor-{record.id}",
            ),
            worried_way(),
            back_button(session, tr("Back to the conversation"), Step.TALK),
        ],
        saves=True,
        foot=way_on(problem, tr("On to the summary"), guard(go_on, set_problem)),
    )


def _earlier(
    workspace: Workspace,
    conversation: Conversation,
    record: PlanRecord,
    carry_on: Callable[[PlanRecord], None],
) -> list[ft.Control]:
    """Offer the plan from last time while nothing stands in this one."""
    earlier = workspace.plans.earlier(conversation) if record.is_blank() else None
    if earlier is None:
        return []
    return [
        buttons.tile(
            tr("Carry on the plan from last time"),
            tr("There is one under the same label. Its earlier versions stay with it."),
            lambda _: carry_on(earlier),
            icon=ft.Icons.HISTORY,
            leads_on=False,
        )
    ]
