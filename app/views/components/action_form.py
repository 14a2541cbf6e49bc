"""One action to write or change, in its place: what, by when, and for a known one whether done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import flet as ft

from app.domain.errors import InputError
from app.domain.plan import Action
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr
from app.usecases.write_plan import add_action, leave_action, tick_action
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.fields import Line, Tick, Words
from app.views.components.kept_record import Marks, unmarked
from app.views.components.text import body
from app.views.theme import BODY, SMALL_ICON

#: At most so many ideas at once: more would be a list to work through.
_MOST_IDEAS = 4


def is_under_way(record: PlanRecord) -> bool:
    """Tell whether an action is half typed, or one of the plan's is being changed."""
    drafts = record.drafts
    typed = (drafts.get("action", ""), drafts.get("due", ""), drafts.get("action_id", ""))
    return any(words.strip() for words in typed)


@dataclass(frozen=True)
class _Writing:
    """What can be done with the action in the fields; every keystroke is kept in the drafts."""

    record: PlanRecord
    save: Callable[[], None]
    today: date
    done: Callable[[], None]
    say: Callable[[tuple[str, str]], None]

    def known(self) -> Action | None:
        """Give the plan's own action that is being changed; None for a new one."""
        return self.record.plan.action(self.record.drafts.get("action_id", ""))

    def hear(self, name: str) -> Callable[[str], None]:
        def typed(words: str) -> None:
            self.record.drafts[name] = words
            self.save()

        return typed

    def take_in(self) -> None:
        try:
            add_action(self.record, self.today)
        except InputError as error:
            self.say((error.field, error.message))
            return
        self.done()

    def leave(self) -> None:
        leave_action(self.record)
        self.done()

    def tick(self, action: Action, on: bool) -> None:
        tick_action(self.record, action.id, on, self.today)
        self.save()


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
    (field, words), set_problem = ft.use_state(("", ""))
    taken, set_taken = ft.use_state(0)
    offers, set_offers = ft.use_state(not record.drafts.get("action", "").strip())
    writing = _Writing(record, save, today, done, set_problem)
    written = record.drafts.get("action", "")

    def take_idea(idea: str) -> None:
        writing.hear("action")(idea)
        set_offers(False)
        set_taken(taken + 1)

    # They stay while somebody types: gone with a trouble's redraw, they took it out of sight.
    offered = ideas[:_MOST_IDEAS] if offers and not writing.known() else []
    return card(
        [
            Words(
                tr("What will be done"),
                written,
                writing.hear("action"),
                lines=2,
                error=words if field == "action" else "",
                mark=marks("action"),
                key=f"what-{taken}",
            ),
            *_ideas(offered, take_idea),
            Line(
                tr("By when (optional)"),
                record.drafts.get("due", ""),
                writing.hear("due"),
                hint=tr("5 December or 05/12"),
                error=words if field == "due" else "",
                mark=marks("due"),
            ),
            notice.trouble("" if field in ("action", "due") else words),
            *_ways_on(writing, remove),
        ]
    )


def _ways_on(writing: _Writing, remove: Callable[[], None] | None) -> list[ft.Control]:
    known = writing.known()
    rows: list[ft.Control] = []
    if known is not None:
        rows.append(Tick(tr("It is done"), known.done, lambda on: writing.tick(known, on)))
    keep, leave = (
        (tr("Keep it"), tr("Leave it as it was"))
        if known
        else (tr("Add action"), tr("Leave it out"))
    )
    rows.append(buttons.primary(keep, lambda _: writing.take_in()))
    if remove is not None:
        rows.append(
            buttons.quiet(tr("Remove action"), lambda _: remove(), icon=ft.Icons.DELETE_OUTLINE)
        )
    return [*rows, buttons.quiet(leave, lambda _: writing.leave())]


def _ideas(ideas: Sequence[str], take: Callable[[str], None]) -> list[ft.Control]:
    if not ideas:
        return []
    return [
        body(tr("Some have found these useful. Tap one to start from it:"), quiet=True),
        *[_idea(idea, take) for idea in ideas],
    ]


def _idea(idea: str, take: Callable[[str], None]) -> ft.Control:
    row = ft.Row(
        [
            ft.Icon(ft.Icons.LIGHTBULB_OUTLINE, size=SMALL_ICON, color=ft.Colors.PRIMARY),
            ft.Text(idea, size=BODY, expand=True),
        ],
        spacing=12,
    )
    return buttons.pressable(row, lambda _: take(idea), key=idea)
