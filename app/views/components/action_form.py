"""One action to write or change, in its place: what, by when, and for a known one whether done."""

from collections.abc import Callable, Sequence
from datetime import date

import flet as ft

from app.domain.errors import InputError
from app.domain.plan_record import PlanRecord
from app.usecases.write_plan import add_action, leave_action, tick_action
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.fields import Line, Tick, Words
from app.views.components.kept_record import Marks, unmarked
from app.views.components.text import body

#: At most so many ideas at once: more would be a list to work through.
_MOST_IDEAS = 4


def is_under_way(record: PlanRecord) -> bool:
    """Tell whether an action is half typed, or one of the plan's is being changed."""
    drafts = record.drafts
    typed = (drafts.get("action", ""), drafts.get("due", ""), drafts.get("action_id", ""))
    return any(words.strip() for words in typed)


@component
def ActionForm(
    record: PlanRecord,
    save: Callable[[], None],
    today: date,
    *,
    done: Callable[[], None],
    remove: Callable[[], None] | None,
    ideas: Sequence[str] = (),
    marks: Marks = unmarked,
) -> ft.Control:
    """Keep each keystroke in the drafts; ``remove`` is given for an action of the plan."""
    problem, set_problem = ft.use_state(("", ""))
    taken, set_taken = ft.use_state(0)
    drafts = record.drafts
    known = record.plan.action(drafts.get("action_id", ""))

    def hear(name: str) -> Callable[[str], None]:
        def typed(words: str) -> None:
            drafts[name] = words
            save()

        return typed

    def take_in() -> None:
        try:
            add_action(record, today)
        except InputError as error:
            set_problem((error.field, error.message))
            return
        done()

    def leave() -> None:
        leave_action(record)
        done()

    def tick(on: bool) -> None:
        if known is not None:
            tick_action(record, known.id, on, today)
            save()

    def take_idea(idea: str) -> None:
        drafts["action"] = idea
        save()
        set_taken(taken + 1)

    offered = [] if known or drafts.get("action", "").strip() else ideas[:_MOST_IDEAS]
    field, words = problem
    rows: list[ft.Control] = [
        Words(
            "What will be done",
            drafts.get("action", ""),
            hear("action"),
            lines=2,
            error=words if field == "action" else "",
            mark=marks("action"),
            key=f"what-{taken}",
        ),
        *_ideas(offered, take_idea),
        Line(
            "By when (optional)",
            drafts.get("due", ""),
            hear("due"),
            hint="5 December or 05/12",
            error=words if field == "due" else "",
            mark=marks("due"),
        ),
        notice.trouble("" if field in ("action", "due") else words),
    ]
    if known is not None:
        rows.append(Tick("It is done", known.done, tick))
    rows.append(buttons.primary("Keep it" if known else "Add action", lambda _: take_in()))
    if remove is not None:
        gone = remove
        rows.append(buttons.quiet("Remove action", lambda _: gone(), icon=ft.Icons.DELETE_OUTLINE))
    rows.append(buttons.quiet("Leave it as it was" if known else "Leave it out", lambda _: leave()))
    return card(rows)


def _ideas(ideas: Sequence[str], take: Callable[[str], None]) -> list[ft.Control]:
    if not ideas:
        return []
    return [
        body("Some have found these useful. Tap one to start from it:", quiet=True),
        *[_idea(idea, take) for idea in ideas],
    ]


def _idea(idea: str, take: Callable[[str], None]) -> ft.Control:
    row = ft.Row(
        [
            ft.Icon(ft.Icons.LIGHTBULB_OUTLINE, size=22, color=ft.Colors.PRIMARY),
            ft.Text(idea, size=16, expand=True),
        ],
        spacing=12,
    )
    return buttons.pressable(row, lambda _: take(idea))
