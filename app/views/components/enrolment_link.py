"""An enrolment link that was opened: used by itself where it can be, or after a tap."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.wording import to_say, tr
from app.usecases.enrol_device import EnrolmentDesk, Pending, Standing
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.text import body, section

_WAITS = to_say(
    "Your link is saved on this device. It needs a signal. Layby enrols by itself as soon as there "
    "is one."
)
_ASKS = to_say(
    "You opened a link to enrol with. This profile is enrolled already. Use the link only if your "
    "wellbeing lead asked you to."
)


@component
def OpenedLink(
    desk: EnrolmentDesk, kept: Pending, use: Callable[[], Awaitable[None]]
) -> ft.Control:
    """Say what became of the link; ``use`` enrols with it."""
    form = use_form()
    asks = desk.standing() is Standing.ENROLLED
    if kept.problem:
        said = [notice.trouble(kept.problem)]
    else:
        words = tr("Enrol again with the link") if asks else tr("Enrol now")
        said = [
            notice.note(tr(_ASKS) if asks else tr(_WAITS)),
            notice.trouble(form.problem() or form.problem("code")),
            buttons.working(words, tr("Asking your trust…"), form.doing(use), busy=form.busy),
        ]
    return stack(
        [
            section(tr("Your enrolment link")),
            *said,
            body(tr("Its code: {code}", code=kept.link.code), quiet=True),
            buttons.quiet(tr("Leave the link out"), form.doing(desk.drop)),
        ]
    )
