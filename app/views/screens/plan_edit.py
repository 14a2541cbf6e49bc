"""A plan to change between conversations: one's own, or a colleague's."""

import flet as ft

from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.keep_plans import Plans
from app.usecases.write_plan import finish_plan
from app.views.boundary import component, guard
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.kept_record import use_record
from app.views.components.locked import unlock_first
from app.views.components.plan_editor import PlanEditor
from app.views.components.text import body
from app.views.screens.plan_view import not_here
from app.views.services import go, use_session

_TITLE = to_say("Change the plan")
#: The route's word for one's own plan before anything of it was written.
OWN = "mine"


@component
def PlanEditScreen() -> ft.View:
    """Write; leaving by the button takes in what is half typed and keeps a version."""
    services, session = use_session()
    plan_id = ft.use_route_params().get("plan", "")
    problem, set_problem = ft.use_state("")
    workspace = session.workspace
    plans = workspace.plans if workspace else None
    record = use_record(plan_id, lambda: _find(plans, plan_id) if plans else None)
    if plans is None:
        return unlock_first(tr(_TITLE))
    if record is None:
        return not_here()

    def done() -> None:
        set_problem("")
        finish_plan(record, services.today())
        if not record.is_blank():
            plans.agree(record)
            session.revision += 1
        go(f"/plans/{record.id}" if plans.get(record.id) else "/")

    said = tr("It is yours alone, and stays on this device.") if record.mine else tr(_THEIRS)
    return screen(
        tr("My plan") if record.mine else tr(_TITLE),
        [
            body(said),
            PlanEditor(
                record, lambda: plans.save(record), services.today(), own=record.mine, key=record.id
            ),
        ],
        saves=True,
        foot=way_on(problem, tr("Done"), guard(done, set_problem), ft.Icons.CHECK),
    )


def _find(plans: Plans, plan_id: str) -> PlanRecord | None:
    return plans.mine() if plan_id == OWN else plans.get(plan_id)


_THEIRS = to_say("It belongs to your colleague. Change only what the two of you agreed.")
