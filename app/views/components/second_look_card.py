"""What can be done about one summary that needs another look: in the outbox, in its card."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import InputError
from app.domain.wording import to_say, tr
from app.sync.outbox import OutboxItem, State, Told
from app.usecases.look_again import LookAgain
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.leaving import exact_words
from app.views.components.sure import Sure
from app.views.components.text import body
from app.views.services import go
from app.views.state.session import Session

_HIDDEN = to_say(
    "A reader at your trust thinks it could point to someone. They have hidden it from "
    "everybody. It still counts, once."
)
_LEFT = to_say(
    "Hidden at your trust: a reader thought it could point to someone. It still counts, once."
)
_GONE = to_say("Its conversation is no longer on this device, so the words can only be hidden.")


@component
def SecondLook(item: OutboxItem, session: Session) -> ft.Control:
    """Hide and send, look at it again, or send nothing; of a flag: leave it, or word it anew."""
    problem, set_problem = ft.use_state("")
    workspace = session.workspace
    if workspace is None:
        return ft.Column(visible=False)
    again = workspace.outbox.again

    async def reopen() -> None:
        conversation = await again.reopen(item)
        if conversation is None:
            raise InputError(tr("Its conversation is no longer on this device."))
        session.conversation = conversation
        go("/talk/check")

    back = guard(reopen, set_problem)
    kept = again.conversation_of(item) is not None
    if item.state is State.LOOK:
        rows = _marked(item, again, kept=kept, back=back, report=set_problem)
    elif item.told is Told.FLAGGED:
        rows = [
            notice.note(tr(_HIDDEN)),
            buttons.primary(
                tr("Leave it hidden"), guard(lambda: again.leave_hidden(item), set_problem)
            ),
            *([buttons.secondary(tr("Put other words in its place"), back)] if kept else []),
        ]
    else:
        rows = [body(tr(_LEFT), quiet=True)]
    return stack([*rows, notice.trouble(problem)])


def _marked(
    item: OutboxItem,
    again: LookAgain,
    *,
    kept: bool,
    back: buttons.OnClick,
    report: Callable[[str], None],
) -> list[ft.Control]:
    words = again.would_send(item)
    rows: list[ft.Control] = [notice.trouble(item.trouble)]
    if words:
        rows += [
            body(tr("With those words hidden it would say:"), quiet=True),
            exact_words(words),
            buttons.primary(
                tr("Hide them and send it"), guard(lambda: again.hide_and_send(item), report)
            ),
        ]
    if kept:
        rows.append(buttons.secondary(tr("Look at it again together"), back))
    elif words:
        rows.append(body(tr(_GONE), quiet=True))
    rows.append(
        Sure(
            tr("Send nothing"),
            [tr("Its words go from this device. Your trust kept none of them.")],
            tr("Yes, send nothing"),
            tr("Keep it here"),
            guard(lambda: again.send_nothing(item), report),
            loud=False,
        )
    )
    return rows
