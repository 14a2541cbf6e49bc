"""Passkeys of this profile: add one, or remove them all; shown only where they can exist."""

import flet as ft

from app.domain.errors import WrongPasskey
from app.domain.wording import to_say, tr, trn
from app.usecases.open_workspace import Workspace
from app.vault.secrets import PasskeyAnswer
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import Form, use_form
from app.views.components.opener import Opener, opener
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.services import Services, use_session

_SALT_BYTES = 32

_REFUSED = to_say("No passkey was added. This device refused, or it was cancelled.")


@component
def Passkeys(workspace: Workspace) -> ft.Control:
    """How many there are, a way to add one and a way to remove them."""
    services, session = use_session()
    form = use_form()
    possible, set_possible = ft.use_state(False)
    count, set_count = ft.use_state(0)
    adding, set_adding = ft.use_state(False)
    header = workspace.profile.header

    async def look() -> None:
        set_count((await services.keys.slots(header.id)).passkeys)
        set_possible(await services.device.has_passkeys())

    async def settle() -> None:
        session.profiles = await services.profiles.profiles()
        await look()

    async def add() -> None:
        secret = opener(form)
        await services.keys.prove(header.id, secret)
        answer = await _made(services, header.label)
        await services.keys.add_passkey(header.id, secret, answer)
        form.typed.clear()
        set_adding(False)
        await settle()

    async def drop() -> None:
        await services.keys.drop_passkeys(header.id)
        await settle()

    ft.use_effect(lambda: start(look, lambda words: form.say("", words)), [])
    if not (possible or count):
        return ft.Container(visible=False)
    rows: list[ft.Control] = [section(tr("Passkeys")), body(_said(count), quiet=True)]
    if adding:
        rows += _ask(form, form.doing(add), lambda _: set_adding(False))
    elif possible:
        add_one = tr("Add a passkey")
        rows.append(
            buttons.secondary(add_one, lambda _: set_adding(True), icon=ft.Icons.FINGERPRINT)
        )
    rows.append(notice.trouble(form.problem()))
    if count:
        rows.append(_remove(form.doing(drop)))
    return stack(rows)


async def _made(services: Services, label: str) -> PasskeyAnswer:
    """Have the device make a passkey of this name; raises WrongPasskey where it refuses."""
    salt = services.keys.random_bytes(_SALT_BYTES)
    reply = await services.device.make_passkey(label, salt)
    if reply is None:
        raise WrongPasskey(tr(_REFUSED))
    return PasskeyAnswer(reply.credential, salt, reply.output)


def _ask(form: Form, on_add: buttons.OnClick, cancel: buttons.OnClick) -> list[ft.Control]:
    return [
        Opener(form, on_submit=on_add),
        buttons.working(tr("Add it"), tr("Waiting…"), on_add, busy=form.busy),
        buttons.quiet(tr("Not now"), cancel),
    ]


def _remove(drop: buttons.OnClick) -> ft.Control:
    return Sure(  # type: ignore[no-any-return]
        tr("Remove all passkeys"),
        [tr("The passphrase and the recovery code still open this profile.")],
        tr("Yes, remove them"),
        tr("Keep them"),
        drop,
        loud=False,
    )


def _said(count: int) -> str:
    if not count:
        return tr("Open this profile with a fingerprint, a face or the device's own code.")
    return trn(
        "{count} passkey opens this profile, besides the passphrase.",
        "{count} passkeys open this profile, besides the passphrase.",
        count,
    )
