"""Whose hands the screen is in: while a colleague has it, nothing is shown but what is theirs.

A browser's own way back leads anywhere: to open notes, to names that were hidden, to home. From
when the screen is turned until its holder says that they have it back, all of it is covered by the
request to pass it back (``frame.screen``). Support is open to whoever holds it.
"""

from collections.abc import Sequence

import flet as ft

from app.domain.conversation import Step
from app.domain.wording import to_say, tr
from app.views.components import buttons
from app.views.components.resume import close_card
from app.views.components.text import body, large
from app.views.services import go
from app.views.state.session import Session

TOGETHER, THANKS = f"/talk/{Step.TOGETHER.value}", "/talk/thanks"
PASS_BACK = to_say("Please pass the screen back")
#: What whoever has the screen may open.
_FOR_BOTH = "/support"


def turn(session: Session, route: str = TOGETHER) -> None:
    """Put the screen in the colleague's hands; ``route`` is what they have before them."""
    session.turned = route


def is_covered(session: Session, route: str) -> bool:
    """Tell whether what stands at ``route`` is not for who has the screen."""
    return bool(session.turned) and not route.startswith(_FOR_BOTH)


def pass_back(session: Session) -> Sequence[ft.Control]:
    """Give what covers the rest: nothing of either of the two is on it."""
    theirs = session.turned

    def have_it_back() -> None:
        session.turned = ""
        if theirs.startswith("/talk/card/"):
            go(close_card(session))

    return [
        large(tr("Thank you.")),
        buttons.primary(tr("I have it back"), have_it_back),
        buttons.quiet(tr("I want to look again"), lambda _: go(theirs)),
    ]


def turn_it(session: Session, stay: ft.Control) -> Sequence[ft.Control]:
    """Give what stands before the colleague's screen where nobody has just turned it."""
    return [
        body(tr("What comes next is for your colleague to read and decide. Is it in their hands?")),
        buttons.primary(
            tr("My colleague has the screen"),
            lambda _: turn(session),
            icon=ft.Icons.SCREEN_ROTATION,
        ),
        stay,
    ]
