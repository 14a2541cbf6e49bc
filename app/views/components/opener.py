"""Asks for what opens the profile: its passphrase, or the recovery code on paper instead."""

from collections.abc import Callable

import flet as ft

from app.domain import recovery_code
from app.domain.errors import InputError
from app.domain.wording import tr
from app.vault.secrets import Passphrase, RecoveryCode, Secret
from app.views.boundary import component
from app.views.components import buttons, fields
from app.views.components.cards import stack
from app.views.components.form import OPENER, Form

_CODE = "code"
_BY_CODE = "by-code"


@component
def Opener(
    form: Form,
    label: str = "",
    on_submit: buttons.OnClick | None = None,
    *,
    chose_code: Callable[[bool], None] = lambda _: None,
) -> ft.Control:
    """One field, and a way to change which secret it asks for.

    ``chose_code`` hears whether it is the recovery code now.
    """
    by_code, set_by_code = ft.use_state(bool(form.typed.get(_BY_CODE)))

    def choose(code: bool) -> None:
        form.typed[_BY_CODE] = "yes" if code else ""
        form.say(OPENER, "")
        set_by_code(code)
        chose_code(code)

    if by_code:
        asked = fields.Line(
            tr("Recovery code"),
            form.typed.get(_CODE, ""),
            form.hear(_CODE),
            hint=tr("nine groups of four, from your paper"),
            error=form.problem(OPENER),
            on_submit=on_submit,
            key="code",
        )
        other = buttons.quiet(tr("Use the passphrase instead"), lambda _: choose(False))
    else:
        asked = fields.Secret(
            label or tr("Passphrase"),
            form.hear(OPENER),
            on_submit=on_submit,
            error=form.problem(OPENER),
            key="passphrase",
        )
        other = buttons.quiet(tr("Use the recovery code instead"), lambda _: choose(True))
    return stack([asked, other], spacing=4)


def uses_code(form: Form) -> bool:
    """Tell whether the recovery code was chosen."""
    return bool(form.typed.get(_BY_CODE))


def opener(form: Form) -> Secret:
    """Give the secret that was typed; raises RecoveryCodeMistyped, or InputError when empty."""
    if uses_code(form):
        return RecoveryCode(recovery_code.read(form.typed.get(_CODE, "")))
    words = form.typed.get(OPENER, "")
    if not words:
        raise InputError(tr("Type the passphrase first."), field=OPENER)
    return Passphrase(words)
