"""Who does what: actions to add, change, tick and take away, with an undo instead of a question.

What is half typed waits in the record's drafts, so that it survives anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import flet as ft

from app.domain.plan import Action, Owner
from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.write_plan import add_action, change_action, leave_action, remove_action
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.action_form import ActionForm, is_under_way
from app.views.components.cards import stack
from app.views.components.kept_record import Marks, unmarked
from app.views.components.plan_words import action_words
from app.views.components.text import body, section

_VOICE = to_say("In your colleague's voice: “I” is them, “my manager” is you.")


@dataclass(frozen=True)
class _Removed:
    """An action that was just taken away, and where it stood."""

    action: Action
    at: int


@dataclass(frozen=True)
class _Changing:
    """What a tap does to the actions; ``adding`` is whose form for a new one is open."""

    record: PlanRecord
    today: date
    adding: str
    set_adding: Callable[[str], None]
    set_removed: Callable[[_Removed | None], None]
    save: Callable[[], None]
    redraw: Callable[[], None]

    def done(self) -> None:
        self.set_adding("")
        self.save()
        self.redraw()

    def begin(self, owner: Owner) -> None:
        """Open the fields for a new one; raises InputError while another cannot be added."""
        self._take_in()
        self.record.drafts["owner"] = owner.value
        self.set_adding(owner.value)

    def change(self, action: Action) -> None:
        """Open the fields for one of the plan; raises InputError while another cannot be added."""
        self._take_in()
        change_action(self.record, action.id)
        self.done()

    # Thumbs are faster than redraws: the same tap twice takes out, or puts back, once.
    def remove(self, action: Action) -> None:
        if self.record.plan.action(action.id) is None:
            return
        ids = [known.id for known in self.record.plan.actions]
        self.set_removed(_Removed(action, ids.index(action.id)))
        leave_action(self.record)
        remove_action(self.record, action.id)
        self.done()

    def put_back(self, gone: _Removed) -> None:
        if self.record.plan.action(gone.action.id) is not None:
            return
        actions = [*self.record.plan.actions]
        actions.insert(gone.at, gone.action)
        self.record.plan = replace(self.record.plan, actions=tuple(actions))
        self.set_removed(None)
        self.done()

    def _take_in(self) -> None:
        if is_under_way(self.record):
            add_action(self.record, self.today)


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
    changing, removed = _use_changing(record, save, today)

    def form(action: Action | None) -> ft.Control:
        return ActionForm(  # type: ignore[no-any-return]
            record,
            save,
            today,
            done=changing.done,
            remove=None if action is None else lambda: changing.remove(action),
            ideas=ideas,
            marks=marks,
            key=f"f-{record.drafts.get('action_id', '')}-{len(record.plan.actions)}",
        )

    rows: list[ft.Control] = [] if own else [body(tr(_VOICE), quiet=True)]
    for owner in Owner:
        rows += _owners_rows(owner, changing, form)
    if removed is not None:
        rows.append(_undo(removed, changing.put_back))
    return stack(rows, spacing=10)


def _use_changing(
    record: PlanRecord, save: Callable[[], None], today: date
) -> tuple[_Changing, _Removed | None]:
    """Give the ways to change, and what can be put back; a hook."""
    start = record.drafts.get("owner") or Owner.PERSON.value
    adding, set_adding = ft.use_state(start if is_under_way(record) else "")
    nothing: _Removed | None = None
    removed, set_removed = ft.use_state(nothing)
    _, count = ft.use_state(0)

    def redraw() -> None:
        count(lambda times: times + 1)

    return _Changing(record, today, adding, set_adding, set_removed, save, redraw), removed


def _owners_rows(
    owner: Owner, changing: _Changing, form: Callable[[Action | None], ft.Control]
) -> list[ft.Control]:
    rows: list[ft.Control] = [section(owner.title)]
    opened = changing.record.drafts.get("action_id", "")
    for action in changing.record.plan.actions:
        if action.owner is owner:
            rows.append(form(action) if opened == action.id else _tile(action, changing.change))
    if changing.adding == owner.value and not opened:
        return [*rows, form(None)]
    return [*rows, _add_button(owner, changing.begin)]


def _tile(action: Action, change: Callable[[Action], None]) -> ft.Control:
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if action.done else ft.Icons.EDIT_OUTLINED
    return buttons.tile(
        action_words(action),
        tr("Tap to change it") if not action.done else "",
        lambda _: change(action),
        icon=icon,
        leads_on=False,
    )


def _add_button(owner: Owner, begin: Callable[[Owner], None]) -> ft.Control:
    words = {"person": tr("Add what I will do"), "holder": tr("Add what my manager will do")}
    return buttons.secondary(words[owner.value], lambda _: begin(owner), icon=ft.Icons.ADD)


def _undo(removed: _Removed, put_back: Callable[[_Removed], None]) -> ft.Control:
    return stack(
        [
            body(tr("Removed: {what}", what=removed.action.what), quiet=True),
            buttons.secondary(tr("Put it back"), lambda _: put_back(removed), icon=ft.Icons.UNDO),
        ]
    )
