"""The parts of a plan in the person's own words: each opens in place, one at a time."""

from collections.abc import Callable

import flet as ft

from app.domain.plan import Plan, Section
from app.domain.plan_record import PlanRecord
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Words
from app.views.components.kept_record import Marks, unmarked

#: How much of what stands in a part its tile shows.
_PREVIEW = 70


@component
def PlanSections(
    record: PlanRecord, save: Callable[[], None], marks: Marks = unmarked
) -> ft.Control:
    """Seven tiles. Open is the one with the cursor, or the first while nothing is written."""
    opened, set_opened = ft.use_state(_open_first(record, marks))

    def open_part(part: Section) -> None:
        set_opened("" if opened == part.value else part.value)

    def typed(part: Section) -> Callable[[str], None]:
        def keep(words: str) -> None:
            record.plan = record.plan.with_section(part, words)
            save()

        return keep

    rows: list[ft.Control] = []
    for part in Section:
        rows.append(_tile(record.plan, part, opened == part.value, open_part))
        if opened == part.value:
            field = Words(
                part.title,
                record.plan.section(part),
                typed(part),
                lines=3,
                mark=marks(part.value),
                key=f"s-{part.value}",
            )
            rows.append(field)
    return stack(rows, spacing=8)


def _open_first(record: PlanRecord, marks: Marks) -> str:
    for part in Section:
        mark = marks(part.value)
        if mark is not None and mark.here:
            return part.value
    return "" if record.plan.words else Section.KEEPS_WELL.value


def _tile(
    plan: Plan, part: Section, opened: bool, open_part: Callable[[Section], None]
) -> ft.Control:
    written = preview(plan.section(part))
    closed = ft.Icons.CHECK if written else ft.Icons.EXPAND_MORE
    return buttons.tile(
        part.title,
        part.hint if opened else written or part.hint,
        lambda _: open_part(part),
        icon=ft.Icons.EXPAND_LESS if opened else closed,
        opened=opened,
    )


def preview(words: str, length: int = _PREVIEW) -> str:
    """Give the beginning of what is written, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
