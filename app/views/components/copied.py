"""A button that copies words, and then says so: nothing else on the screen would show it."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack


@component
def Copies(words: str, text: str) -> ft.Control:
    """Copy ``text`` and say so, aloud too, until there is another text to copy."""
    nothing: str | None = None
    copied, set_copied = ft.use_state(nothing)
    said = tr("Copied. You can paste it now.") if copied == text else ""
    return stack(
        [buttons.copies(words, text, lambda _: set_copied(text)), notice.good(said)], spacing=8
    )
