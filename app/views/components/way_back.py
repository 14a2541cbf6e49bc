"""The way back in every screen's bar."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.lead_way import way_home, way_up
from app.views.components.resume import route_of
from app.views.services import go, use_session


@component
def BackButton(aside: bool, route: str) -> ft.Control:
    """The way back: to the conversation under way, one level up in directory or plan, or home.

    Nothing is lost by it.
    """
    _, session = use_session()
    conversation = session.conversation
    if aside and conversation is not None:
        talk = route_of(conversation)
        return buttons.icon(tr("Back to the conversation"), ft.Icons.ARROW_BACK, lambda _: go(talk))
    if route.startswith("/support/"):
        return buttons.icon(
            tr("Back to all support"), ft.Icons.ARROW_BACK, lambda _: go("/support")
        )
    above = way_up(route, way_home(session.lead))
    if above is not None:
        up, words = above
        return buttons.icon(words, ft.Icons.ARROW_BACK, lambda _: go(up))
    plan, _, of_it = route.removeprefix("/plans/").rpartition("/")
    # One's own plan has no page to go back to before its first word is kept.
    if route.startswith("/plans/") and of_it and plan and plan != "mine":
        return buttons.icon(
            tr("Back to the plan"), ft.Icons.ARROW_BACK, lambda _: go(f"/plans/{plan}")
        )
    return buttons.icon(tr("Back to home"), ft.Icons.ARROW_BACK, lambda _: go("/"))
