"""Doing something with an item that a lead edits, and saying how it went."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from app.usecases.edit_content import EditDesk
from app.usecases.open_item import ChangedMeanwhile, OpenItem
from app.views.boundary import guard
from app.views.components.buttons import OnClick
from app.views.components.lead_actions import Acts
from app.views.screens.lead_gate import asking, use_desk
from app.views.services import go

LIST = "/lead/content"
_LOOK = "Some things need another look. Go up: each is marked."


@dataclass(frozen=True)
class _Said:
    """What the last thing that was done came to."""

    problem: str = ""
    good: str = ""
    conflict: ChangedMeanwhile | None = None


@dataclass(frozen=True)
class Work:
    """What was said last, and what can be done; ``turn`` gives fields their complaints anew."""

    desk: EditDesk
    item: OpenItem
    said: _Said
    turn: int
    changed: Callable[[], None]
    say: Callable[[_Said], None]
    _ask: Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]

    def clear(self) -> None:
        """Say nothing any more."""
        self.say(_Said())

    def acts(self) -> Acts:
        """Give what the buttons do."""
        desk = self.desk
        return Acts(
            check=lambda _: self.check(),
            save=self._doing(desk.save, "Saved as a draft. No device has it yet."),
            publish=self._doing(desk.publish, "Published. Devices get it at their next sync."),
            retire=self._doing(desk.retire, "Taken back. Devices hear of it at their next sync."),
            leave_out=self.leave_out,
        )

    def check(self) -> None:
        """Judge it without sending anything."""
        fits = self.desk.check(self.item)
        self.say(_Said(good="Nothing to put right.") if fits else _Said(_LOOK))
        self.changed()

    def leave_out(self) -> None:
        """Forget what was typed and go back to the list."""
        self.desk.close(self.item)
        go(LIST)

    def keep_mine(self) -> None:
        """Go on with this lead's own words, on top of the other's."""
        if self.said.conflict is not None:
            self.desk.keep_mine(self.item, self.said.conflict.theirs)
            self.say(_Said(good="Save it again, and yours comes after theirs."))

    def take_theirs(self) -> None:
        """Leave this lead's own words out, and show the other's when it is opened again."""
        if self.said.conflict is not None:
            self.desk.take_theirs(self.item, self.said.conflict.theirs)
            go(LIST)

    def _doing(self, work: Callable[[OpenItem], Awaitable[None]], good: str) -> OnClick:
        async def run() -> None:
            self.clear()
            was = self.item.id
            try:
                await self._ask(lambda: work(self.item))
            except ChangedMeanwhile as error:
                self.say(_Said(conflict=error))
            else:
                self.say(_Said(good=good))
                if self.item.id != was:
                    go(f"{LIST}/{self.item.kind}/{self.item.id}")
            finally:
                self.changed()

        return guard(run, lambda problem: self.say(_Said(problem)))


def use_work(desk: EditDesk, item: OpenItem) -> Work:
    """Follow what is done with ``item``; to be called like any hook."""
    _, session, _ = use_desk()
    said, say = ft.use_state(_Said())
    turn, set_turn = ft.use_state(0)

    def changed() -> None:
        set_turn(lambda count: count + 1)

    return Work(desk, item, said, turn, changed, say, lambda ask: asking(session, ask))
