"""What was deleted, with the way to bring it back, and the way to have it gone at once.

In place of a question before: whoever is sure is not asked, and whoever was wrong loses nothing.
What was deleted a moment ago stands where it stood; what was deleted earlier, folded, where one
would look for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.days import day_words
from app.domain.wording import to_say, tr
from app.usecases.bring_back import Deleted, Gone
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.fold import Fold
from app.views.components.sure import Sure
from app.views.components.text import body

_UNTIL = to_say(
    "You can bring it back until {day}, even after Layby locks. Then it is gone. New backups leave "
    "it out. Backup files made earlier still hold it."
)
_FOR_GOOD = to_say("Nobody can bring it back then. Backup files made earlier still hold it.")


@dataclass(frozen=True)
class Undoing:
    """Says what is deleted, and what a tap does to it; ``then`` draws the screen anew."""

    gone: Gone
    said: str
    bring_back: Callable[[], Any]
    deleted: Deleted
    then: Callable[[], None]

    def take_back(self) -> None:
        """Bring it back."""
        self.bring_back()
        self.then()

    def let_go(self) -> None:
        """Have it gone for good."""
        self.deleted.let_go(self.gone)
        self.then()


def undo(undoing: Undoing) -> ft.Control:
    """Say what is deleted, aloud too where it was just now, and offer it back."""
    gone, said = undoing.gone, undoing.said
    shown = card(
        [
            notice.note(said) if gone.fresh else body(said),
            body(tr(_UNTIL, day=day_words(gone.last_day)), quiet=True),
            buttons.secondary(
                tr("Bring it back"), lambda _: undoing.take_back(), icon=ft.Icons.UNDO
            ),
            Sure(
                tr("Delete it for good now"),
                [tr(_FOR_GOOD)],
                tr("Yes, delete it for good"),
                tr("Not now"),
                undoing.let_go,
                loud=False,
                key=f"sure-{gone.id}",
            ),
        ],
        spacing=8,
    )
    shown.key = gone.id
    return shown


def undo_fresh(found: Sequence[Undoing]) -> list[ft.Control]:
    """Give what stands for all that was deleted a moment ago."""
    return [undo(one) for one in found if one.gone.fresh]


def undo_earlier(found: Sequence[Undoing]) -> list[ft.Control]:
    """Give one row that opens on all that was deleted earlier; nothing where nothing was."""
    earlier = [one for one in found if not one.gone.fresh]
    if not earlier:
        return []
    return [
        Fold(
            tr("Recently deleted"),
            tr("What you deleted can still be brought back"),
            lambda: [undo(one) for one in earlier],
            icon=ft.Icons.AUTO_DELETE_OUTLINED,
            key="recently-deleted",
        )
    ]
