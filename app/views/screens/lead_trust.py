"""What the screens for areas and for roles share: read, save, and say what went wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.usecases.edit_trust import TrustDraft
from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.skeleton import skeleton
from app.views.components.sure import Sure
from app.views.components.text import body
from app.views.screens.lead_gate import asking, gate, use_desk
from app.views.services import go


@dataclass(frozen=True)
class TrustForm:
    """The draft, None until it is read; ``turn`` gives fields other words after a save."""

    draft: TrustDraft | None
    turn: int
    is_in: bool
    problem: str
    good: str
    read: Callable[[], object]
    save: buttons.OnClick
    leave_out: Callable[[], None]

    def frame(self, rows: Sequence[ft.Control]) -> list[ft.Control]:
        """Put ``rows`` between what there is to say and the buttons."""
        above = [
            *gate(self.is_in, typed=self.draft is not None and self.draft.changed()),
            notice.trouble(self.problem),
            notice.good(self.good),
        ]
        back = buttons.quiet("Back to the list", lambda _: go("/lead/content"))
        if self.draft is None:
            if self.problem and self.is_in:
                return [*above, buttons.secondary("Try again", lambda _: self.read()), back]
            return [*above, *([skeleton("Reading it…")] if self.is_in else [back])]
        gone = ["What you changed here since it was last saved is gone."]
        return [
            *above,
            *rows,
            buttons.primary("Save for all devices", self.save),
            body("Devices have it after their next sync.", quiet=True),
            Sure("Leave out what I changed", gone, "Yes, leave it out", "Keep it",
                 self.leave_out, loud=False),
            back,
        ]  # fmt: skip


def use_trust() -> TrustForm:
    """Open the trust's lists once a lead is signed in; to be called like any hook."""
    desk, session, is_in = use_desk()
    trust = desk.trust
    problem, set_problem = ft.use_state("")
    good, set_good = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    async def read() -> None:
        await desk.open_trust()
        set_turn(lambda count: count + 1)

    async def first() -> None:
        if is_in and not trust.changed():
            set_problem("")
            await guard(lambda: asking(session, read), set_problem)(None)

    async def save() -> None:
        draft = trust.held
        if draft is None:
            return
        set_problem("")
        set_good("")
        try:
            await asking(session, lambda: trust.save(draft))
        finally:
            set_turn(lambda count: count + 1)
        set_good("Saved. Devices have it after their next sync.")

    def leave_out() -> None:
        trust.close()
        desk.kept.drop_trust()
        go("/lead/content")

    ft.use_effect(first, [is_in])
    on_save = guard(save, set_problem)
    return TrustForm(trust.held, turn, is_in, problem, good, first, on_save, leave_out)
