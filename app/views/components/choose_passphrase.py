"""Chooses a new passphrase: four words that Layby makes, or one's own typed twice."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import InputError
from app.domain.passphrase import check_length
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Secret
from app.views.components.form import AGAIN, NEW, Form
from app.views.components.text import body
from app.views.theme import BOLD, FONT, TITLE

_MADE = "made"


@component
def ChoosePassphrase(
    form: Form,
    make: Callable[[], str],
    *,
    label: str = "",
    on_submit: buttons.OnClick | None = None,
    made_now: Callable[[bool], None] = lambda _: None,
) -> ft.Control:
    """Two fields, or the four words in large letters; ``make`` gives four words.

    ``made_now`` hears whether it is the four words now, which nobody types a second time.
    """
    label = label or tr("Passphrase")
    made, set_made = ft.use_state(form.typed.get(_MADE, ""))

    def take(words: str) -> None:
        form.typed[_MADE] = words
        form.say(NEW, "")
        set_made(words)
        made_now(bool(words))

    if made:
        return card(
            [
                body(tr("Your new passphrase, with single spaces between the words:"), quiet=True),
                ft.Text(made, size=TITLE, weight=BOLD, font_family=FONT),
                body(tr("Learn it or write it down before you go on. It is not shown again.")),
                buttons.secondary(tr("Make four other words"), lambda _: take(make())),
                buttons.quiet(tr("I choose my own"), lambda _: take("")),
            ]
        )
    rule = tr("Use at least 12 characters. Four unrelated words work well.")
    return stack(
        [
            *([] if form.problem(NEW) else [body(rule, quiet=True)]),
            Secret(label, form.hear(NEW), error=form.problem(NEW)),
            Secret(
                tr("{label} again", label=label),
                form.hear(AGAIN),
                error=form.problem(AGAIN),
                on_submit=on_submit,
            ),
            buttons.secondary(
                tr("Make four words for me"), lambda _: take(make()), icon=ft.Icons.CASINO_OUTLINED
            ),
        ],
        spacing=12,
    )


def offer(form: Form, make: Callable[[], str]) -> None:
    """Let the form begin with four words that ``make`` gives; call before the fields stand."""
    if _MADE not in form.typed:
        form.typed[_MADE] = make()


def chosen(form: Form) -> str:
    """Give the new passphrase; raises InputError when the two that were typed differ.

    Raises PassphraseTooShort before that: whoever must choose another needs no second one yet.
    """
    made = form.typed.get(_MADE, "")
    if made:
        return made
    check_length(form.typed.get(NEW, ""))
    if form.typed.get(NEW, "") != form.typed.get(AGAIN, ""):
        raise InputError(
            tr("The two passphrases differ. Type the second one again."),
            field=AGAIN,
        )
    return form.typed.get(NEW, "")
