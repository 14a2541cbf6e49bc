"""Between the two of them: neutral, whatever was decided."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import large
from app.views.services import go, use_session


@component
def ThanksScreen() -> ft.View:
    """Thank the colleague; the holder's way on is one tap."""
    _, session = use_session()

    def have_it_back() -> None:
        session.turned = ""
        go("/talk/done")

    return screen(
        tr("Thank you"),
        [
            large(tr("You can hand the device back.")),
            ft.Container(height=80),
            buttons.secondary(tr("I have the device back"), have_it_back),
        ],
        back=False,
        theirs=True,
    )
