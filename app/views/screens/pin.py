"""The screen PIN: a quick way back in while Layby is still open, and nothing more."""

import flet as ft

from app.domain.errors import InputError
from app.domain.lock import PIN_TRIES
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Secret
from app.views.components.form import AGAIN, NEW, Form, use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.sure import Sure
from app.views.components.text import body
from app.views.services import use_session

_TITLE = to_say("Screen PIN")


_WHAT = to_say(
    "When you leave Layby, or hide it, the screen is covered. A PIN lifts the cover "
    "for a short while, as long as Layby is still open."
)
_NOT = to_say(
    "A PIN never opens the profile from cold: that needs the passphrase. "
    "After {pin_tries} wrong tries Layby locks. Nothing is lost by it."
)


@component
def PinScreen() -> ft.View:
    """Set a PIN, change it or remove it."""
    services, session = use_session()
    form = use_form()
    said, set_said = ft.use_state("")
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    there = workspace.lock.has_pin()

    async def keep() -> None:
        set_said("")
        if form.typed.get(NEW, "") != form.typed.get(AGAIN, ""):
            raise InputError(tr("The two PINs differ. Type the second one again."), field=AGAIN)
        await workspace.lock.set_pin(form.typed.get(NEW, ""))
        form.typed.clear()
        set_said(tr("The PIN is changed.") if there else tr("The PIN is set."))
        await session.rearm(services)

    async def remove() -> None:
        await workspace.lock.clear_pin()
        set_said(tr("The PIN is removed."))
        await session.rearm(services)

    controls: list[ft.Control] = [body(tr(_WHAT)), body(tr(_NOT, pin_tries=PIN_TRIES))]
    if said:
        controls.append(notice.good(said))
    # Another key gives empty fields once a PIN was set.
    controls.append(NewPin(form, there, form.doing(keep), key=said))
    if there:
        controls.append(
            Sure(
                tr("Remove the PIN"),
                [tr("Then the cover lifts without a PIN, until Layby locks.")],
                tr("Yes, remove it"),
                tr("Keep it"),
                form.doing(remove),
                loud=False,
            )
        )
    return screen(tr(_TITLE), [*controls, to_profile()])


@component
def NewPin(form: Form, there: bool, on_keep: buttons.OnClick) -> ft.Control:
    """Two fields for digits and the button that keeps them."""
    words = tr("Change the PIN") if there else tr("Set the PIN")
    return stack(
        [
            Secret(tr("New PIN"), form.hear(NEW), error=form.problem(NEW), digits=True),
            Secret(
                tr("New PIN again"),
                form.hear(AGAIN),
                on_submit=on_keep,
                error=form.problem(AGAIN),
                digits=True,
            ),
            notice.trouble(form.problem()),
            buttons.primary(words, on_keep),
        ],
        spacing=12,
    )
