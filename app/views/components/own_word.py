"""What the colleague may say themselves: how they would go to support, and whether it helped."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import HELPFUL, Conversation
from app.domain.support import SERVICE_TYPES
from app.domain.wording import amount, to_say, tr
from app.views.boundary import component, guard
from app.views.components.cards import stack
from app.views.components.fields import Choice
from app.views.components.text import body, bullet, section
from app.views.theme import BOLD, CORNER, FONT, LARGE, TAP

_NOT_SAID = "not-said"
_ENDS = {1: to_say("not at all"), 5: to_say("very much")}


@component
def OwnWord(conversation: Conversation, keep: Callable[[], None]) -> ft.Control:
    """Both are asked only if they want; nothing here holds anybody up."""
    rows: list[ft.Control] = []
    if conversation.support_offered:
        rows += [
            section(tr("Support you talked about")),
            *[bullet(tr(SERVICE_TYPES.get(kind, kind))) for kind in conversation.support_offered],
            WayToSupport(conversation, keep, key="way"),
        ]
    return stack([*rows, HowHelpful(conversation, keep, key="helpful")], spacing=12)


@component
def WayToSupport(conversation: Conversation, keep: Callable[[], None]) -> ft.Control:
    """Get in touch themselves, or be referred: theirs to say."""

    def choose(value: str) -> None:
        conversation.self_referral = "" if value == _NOT_SAID else value
        keep()

    options = [
        ("self", tr("I will get in touch myself"), ""),
        ("referred", tr("I would like to be referred"), ""),
        (_NOT_SAID, tr("I would rather not say"), ""),
    ]
    return stack(
        [
            body(tr("Which would you prefer? Only if you want to say.")),
            Choice(
                tr("Which would you prefer?"),
                options,
                conversation.self_referral or _NOT_SAID,
                choose,
            ),
        ]
    )


@component
def HowHelpful(conversation: Conversation, keep: Callable[[], None]) -> ft.Control:
    """Five big numbers; tapping the chosen one again takes it back."""
    chosen, set_chosen = ft.use_state(conversation.helpful)

    def choose(number: int) -> None:
        conversation.helpful = None if chosen == number else number
        keep()
        set_chosen(conversation.helpful)

    row = ft.Row([_number(n, n == chosen, choose) for n in HELPFUL], spacing=6)
    return stack(
        [
            section(tr("Did this conversation help?")),
            body(tr("Only if you want to say. 1 is not at all, 5 is very much.")),
            row,
        ],
        spacing=8,
    )


def _number(number: int, chosen: bool, choose: Callable[[int], None]) -> ft.Control:
    ends = f", {tr(_ENDS[number])}" if number in _ENDS else ""
    state = tr(", chosen") if chosen else ""
    style = ft.ButtonStyle(
        bgcolor=ft.Colors.PRIMARY if chosen else None,
        color=ft.Colors.ON_PRIMARY if chosen else None,
        shape=ft.RoundedRectangleBorder(radius=CORNER),
        text_style=ft.TextStyle(size=LARGE, weight=BOLD, font_family=FONT),
        padding=0,
    )
    # The label joins the digit to one name; the one handler is the button's own.
    button = ft.OutlinedButton(
        amount(number), on_click=guard(lambda: choose(number)), style=style, height=TAP
    )
    said = ft.Semantics(
        label=tr("{number} of 5{ends}{state}", number=number, ends=ends, state=state),
        content=button,
    )
    return ft.MergeSemantics(said, expand=True)
