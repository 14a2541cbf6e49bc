"""Asks for what opens a profile: its passphrase or a passkey, and the other ways in below them."""

from collections.abc import Callable
from contextlib import suppress

import flet as ft

from app.domain.errors import InputError, LaybyError, WrongPasskey
from app.domain.wording import tr
from app.store.port import ProfileHeader
from app.vault.secrets import PasskeyAnswer, Passphrase, Secret
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Secret as SecretField
from app.views.components.form import OPENER, Form, use_form
from app.views.components.skeleton import skeleton
from app.views.components.wait import wait_line
from app.views.components.way_in import WayIn, elsewhere_notice, use_way_in
from app.views.services import Services, go, use_session


@component
def UnlockForm(header: ProfileHeader, then: Callable[[], None]) -> ft.Control:
    """The passphrase, and the other ways in below it; ``then`` is called once it is open."""
    services, session = use_session()
    form = use_form()
    way = use_way_in(header)
    unknown: list[tuple[bytes, bytes]] | None = None
    passkeys, set_passkeys = ft.use_state(unknown)

    async def look() -> None:
        found: list[tuple[bytes, bytes]] = []
        with suppress(LaybyError):
            found = services.profiles.passkeys(header)
        set_passkeys(found if found and await services.device.has_passkeys() else [])

    async def enter(secret: Secret) -> None:
        profile = await way.open(secret)
        if profile is None:
            return
        await session.enter(services, profile)
        session.profiles = await services.profiles.profiles()
        then()

    async def by_passphrase() -> None:
        words = form.typed.get(OPENER, "")
        if not words:
            raise InputError(tr("Type the passphrase first."), field=OPENER)
        await enter(Passphrase(words))

    async def by_passkey() -> None:
        await enter(await _answered(services, passkeys or []))

    ft.use_effect(look, [])
    if passkeys is None or not way.known:
        return skeleton(tr("One moment…"))
    # Not while it opens: see ``buttons.working``. The form takes no second tap meanwhile.
    waits = way.wait.seconds > 0
    on_unlock = form.doing(by_passphrase)
    ways = [elsewhere_notice(way, header), *_passphrase(form, way, on_unlock)]
    if passkeys:
        use, on_use = tr("Use a passkey"), form.doing(by_passkey)
        ways.append(buttons.secondary(use, on_use, icon=ft.Icons.FINGERPRINT, disabled=waits))
    return stack([*ways, *_when_forgotten(header)], spacing=16)


async def _answered(services: Services, choices: list[tuple[bytes, bytes]]) -> PasskeyAnswer:
    """Ask for one of these passkeys (credential, salt); raises WrongPasskey without an answer."""
    reply = await services.device.ask_passkey(choices)
    salts = dict(choices)
    if reply is None or reply.credential not in salts:
        raise WrongPasskey
    return PasskeyAnswer(reply.credential, salts[reply.credential], reply.output)


def _passphrase(form: Form, way: WayIn, on_unlock: buttons.OnClick) -> list[ft.Control]:
    return [
        SecretField(
            tr("Passphrase"),
            form.hear(OPENER),
            on_submit=on_unlock,
            error=form.problem(OPENER),
        ),
        wait_line(way.wait.seconds),
        notice.trouble(form.problem()),
        buttons.primary(
            way.button(tr("Unlock"), busy=form.busy),
            on_unlock,
            disabled=way.wait.seconds > 0,
            key="do",
        ),
    ]


def _when_forgotten(header: ProfileHeader) -> list[ft.Control]:
    return [
        buttons.quiet(tr("Use the recovery code"), lambda _: go(f"/unlock/{header.id}/recover")),
        buttons.quiet(tr("Forgotten everything?"), lambda _: go(f"/erase/{header.id}")),
    ]
