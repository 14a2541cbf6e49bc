"""A finished message and the ways to send it oneself: messages, mail, or by hand."""

import flet as ft

from app.domain.ask import LONGEST_MESSAGE, mail_link, sms_link
from app.domain.errors import InputError
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.copied import Copies
from app.views.components.fields import Line
from app.views.components.text import body, section
from app.views.theme import CORNER, SECTION


@component
def HandOver(words: str, missing: str = "") -> ft.Control:
    """Show ``words`` and open the phone's own apps with them; whom they go to is not kept.

    ``missing`` says what makes there be words, where it is not to write some.
    """
    to, set_to = ft.use_state("")
    rows: list[ft.Control] = [section(tr("Your message"))]
    if not words:
        return stack(
            [*rows, body(missing or tr("It stands here once there are words."), quiet=True)]
        )
    shown = ft.Container(
        ft.Text(words, size=SECTION),
        border=ft.Border.all(2, ft.Colors.PRIMARY),
        border_radius=CORNER,
        padding=16,
    )
    sms, mail, problem = _links(words, to)
    rows += [
        shown,
        Line(tr("To: a number or mail address"), to, set_to, error=problem),
        *([_opens(tr("Open in my messages"), sms, ft.Icons.SMS_OUTLINED)] if sms else []),
        *([_opens(tr("Open in my mail"), mail, ft.Icons.MAIL_OUTLINE)] if mail else []),
    ]
    if len(words) > LONGEST_MESSAGE:
        rows.append(notice.trouble(tr("This is too long to hand over. Shorten it, or copy it.")))
    return stack(
        [
            *rows,
            Copies(tr("Copy the words"), words),
            body(
                tr(
                    "Layby sends nothing. You press send in your own app, or you do not. "
                    "Layby does not keep whom it goes to."
                ),
                quiet=True,
            ),
        ]
    )


def _links(words: str, to: str) -> tuple[str, str, str]:
    """Give the links for messages and mail, "" where it does not fit, and what is wrong."""
    if len(words) > LONGEST_MESSAGE:
        return "", "", ""
    try:
        if not to.strip():
            return sms_link(words), mail_link(words), ""
        if "@" in to:
            return "", mail_link(words, to), ""
        return sms_link(words, to), "", ""
    except InputError as error:
        return "", "", error.message


def _opens(words: str, link: str, icon: ft.IconData) -> ft.Control:
    return buttons.call(words, link, icon=icon)
