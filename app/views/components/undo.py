"""What was just deleted, in the place where it stood, with the way to bring it back.

In place of a question before: whoever is sure is not asked, and whoever was wrong loses nothing.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.wording import to_say, tr
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.text import body

_UNTIL = to_say(
    "You can bring it back until Layby locks or makes a backup. After that it is gone. Backup "
    "files made earlier still hold it."
)


def undo(said: str, bring_back: Callable[[], Any], *, key: str) -> ft.Control:
    """Say what is deleted, aloud too, and offer it back; ``key`` tells it from others."""
    shown = card(
        [
            notice.note(said),
            body(tr(_UNTIL), quiet=True),
            buttons.secondary(tr("Bring it back"), lambda _: bring_back(), icon=ft.Icons.UNDO),
        ],
        spacing=8,
    )
    shown.key = key
    return shown
