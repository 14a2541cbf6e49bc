"""One answer of the trust: what people said, what it does about it, and how far that is."""

import flet as ft

from app.domain.support import in_full
from app.domain.trust_action import STATES, TrustAction
from app.domain.wording import tr
from app.views.components.cards import card, stack
from app.views.components.text import body
from app.views.theme import BOLD, SMALL, SMALL_ICON

_ICONS = {
    "done": ft.Icons.CHECK_CIRCLE_OUTLINE,
    "under-way": ft.Icons.TIMELAPSE,
    "planned": ft.Icons.EVENT_OUTLINED,
    "cannot": ft.Icons.DO_NOT_DISTURB_ON_OUTLINED,
}


def trust_action_card(action: TrustAction) -> ft.Control:
    """Show one answer, its state in words beside its picture."""
    return card(
        [
            _part(tr("You said"), action.you_said),
            _part(tr("We did") if action.state == "done" else tr("Our answer"), action.we_did),
            _state(action),
            body(
                tr("{owner}. As of {day}.", owner=action.owner, day=in_full(action.as_of)),
                quiet=True,
            ),
        ]
    )


def _part(name: str, words: str) -> ft.Control:
    title = ft.Text(name, size=SMALL, weight=BOLD)
    return stack([title, body(words)], spacing=2, tight=True)


def _state(action: TrustAction) -> ft.Control:
    icon = ft.Icon(_ICONS[action.state], size=SMALL_ICON, color=ft.Colors.PRIMARY)
    words = ft.Text(
        f"{tr(STATES[action.state])}. {action.when}",
        size=SMALL,
        color=ft.Colors.PRIMARY,
        expand=True,
    )
    return ft.Row([icon, words], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
