"""The whole plan to write: its parts, who does what, and when to look again.

The same in a conversation, at the turned screen and between conversations.
"""

from collections.abc import Callable, Sequence
from datetime import date

import flet as ft

from app.domain.plan_record import PlanRecord
from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.kept_record import Marks, unmarked
from app.views.components.plan_actions import PlanActions
from app.views.components.plan_sections import PlanSections
from app.views.components.review_day import USUAL_DAYS, ReviewDay
from app.views.theme import GAP


@component
def PlanEditor(
    record: PlanRecord,
    save: Callable[[], None],
    today: date,
    *,
    ideas: Sequence[str] = (),
    offsets: Sequence[int] = USUAL_DAYS,
    own: bool = False,
    marks: Marks = unmarked,
) -> ft.Control:
    """Write ``record``; ``save`` is called after every keystroke and tap.

    ``own`` is True where the person whose plan it is writes; ``ideas`` and ``offsets`` (days
    from today) come from the guide; ``marks`` lets a field take the cursor after a restart.
    """
    return stack(
        [
            PlanSections(record, save, marks, key="sections"),
            PlanActions(record, save, today, ideas=ideas, own=own, marks=marks, key="actions"),
            ReviewDay(record, save, today, offsets=offsets, marks=marks, key="review"),
        ],
        spacing=GAP,
    )
