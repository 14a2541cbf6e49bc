"""Who does what: actions to add, change, tick and take away, with an undo instead of a question.

What is half typed waits in the record's drafts, so that it survives anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import flet as ft

from app.domain.plan import Action, Owner
from app.domain.plan_record import PlanRecord
from app.usecases.write_plan import add_action, change_action, leave_action, remove_action
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.action_form import ActionForm, is_under_way
from app.views.components.cards import stack
from app.views.components.kept_record import Marks, unmarked
from app.views.components.plan_words import action_words
from app.views.components.text import body, section

_VOICE = "In your colleague's voice: “I” is them, “my manager” is you."


@dataclass(frozen=True)
class _Removed:
    """An action that was just taken away, and where it stood."""

    action: Action
    at: int


@component
def PlanActions(
    record: PlanRecord,
    save: Callable[[], None],
    today: date,
    *,
    ideas: Sequence[str] = (),
    own: bool = False,
    marks: Marks = unmarked,
) -> ft.Control:
    """The actions under who does them; ``own`` is True where the plan's own person writes."""
    start = record.drafts.get("owner") or Owner.PERSON.value
    adding, set_adding = ft.use_state(start if is_under_way(record) else "")
    nothing: _Removed | None = None
    removed, set_removed = ft.use_state(nothing)
    _, redraw = ft.use_state(0)

    def done() -> None:
        set_adding("")
        save()
        redraw(lambda count: count + 1)

    def begin(owner: Owner) -> None:
        _take_in(record, today)
        record.drafts["owner"] = owner.value
        set_adding(owner.value)

    def change(action: Action) -> None:
        _take_in(record, today)
        change_action(record, action.id)
        done()

    # Thumbs are faster than redraws: the same tap twice takes out, or puts back, once.
    def remove(action: Action) -> None:
        if record.plan.action(action.id) is None:
            return
        ids = [known.id for known in record.plan.actions]
        set_removed(_Removed(action, ids.index(action.id)))
        leave_action(record)
        remove_action(record, action.id)
        done()

    def put_back(gone: _Removed) -> None:
        if record.plan.action(gone.action.id) is not None:
            return
        actions = [*record.plan.actions]
        actions.insert(gone.at, gone.action)
        record.plan = replace(record.plan, actions=tuple(actions))
        set_removed(nothing)
        done()

    def form(action: Action | None) -> ft.Control:
        return ActionForm(  # type: ignore[no-any-return]
            record,
            save,
            today,
            done=done,
            remove=None if action is None else lambda: remove(action),
            ideas=ideas,
            marks=marks,
            key=f"f-{record.drafts.get('action_id', '')}-{len(record.plan.actions)}",
        )

    changing = record.drafts.get("action_id", "")
    rows: list[ft.Control] = [] if own else [body(_VOICE, quiet=True)]
    for owner in Owner:
        rows.append(section(owner.title))
        for action in (known for known in record.plan.actions if known.owner is owner):
            rows.append(form(action) if changing == action.id else _tile(action, change))
        if adding == owner.value and not changing:
            rows.append(form(None))
        else:
            rows.append(_add_button(owner, begin))
    if removed is not None:
        rows.append(_undo(removed, put_back))
    return stack(rows, spacing=10)


def _take_in(record: PlanRecord, today: date) -> None:
    """Add what is typed before another form opens; raises InputError when it cannot be."""
    if is_under_way(record):
        add_action(record, today)


def _tile(action: Action, change: Callable[[Action], None]) -> ft.Control:
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if action.done else ft.Icons.EDIT_OUTLINED
    return buttons.tile(
        action_words(action),
        "Tap to change it" if not action.done else "",
        lambda _: change(action),
        icon=icon,
        leads_on=False,
    )


def _add_button(owner: Owner, begin: Callable[[Owner], None]) -> ft.Control:
    words = {"person": "Add what I will do", "holder": "Add what my manager will do"}
    return buttons.secondary(words[owner.value], lambda _: begin(owner), icon=ft.Icons.ADD)


def _undo(removed: _Removed, put_back: Callable[[_Removed], None]) -> ft.Control:
    return stack(
        [
            body(f"Removed: {removed.action.what}", quiet=True),
            buttons.secondary("Put it back", lambda _: put_back(removed), icon=ft.Icons.UNDO),
        ]
    )
