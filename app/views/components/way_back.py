"""The way back in every screen's bar."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import at_once, component
from app.views.components import buttons
from app.views.components.lead_way import way_home, way_up
from app.views.components.resume import route_of
from app.views.services import go, use_session
from app.views.state.session import Session


@component
def BackButton(aside: bool, route: str) -> ft.Control:
    """The way back: to the conversation under way, to where this was opened, one level up, or home.

    Nothing is lost by it.
    """
    _, session = use_session()
    to, words = _way_back(session, aside, route)
    session.trail.leads_back(route, to)
    return buttons.icon(words, ft.Icons.ARROW_BACK, lambda _: go(to))


def follow_back(page: ft.Page, session: Session) -> None:
    """Let a phone's own way back lead where the arrow does; to be called before the first screen.

    A browser has a history of its own, and never asks.
    """
    page.on_view_pop = at_once(lambda _: go(session.trail.way_back(page.route)))


def _way_back(session: Session, aside: bool, route: str) -> tuple[str, str]:
    """Give the address above ``route``, and what the way there is called."""
    conversation = session.conversation
    if aside and conversation is not None:
        return route_of(conversation), tr("Back to the conversation")
    if route.startswith("/support/"):
        return "/support", tr("Back to all support")
    above = way_up(route, way_home(session.lead), session.trail.above(route))
    if above is not None:
        return above
    plan, _, of_it = route.removeprefix("/plans/").rpartition("/")
    # One's own plan has no page to go back to before its first word is kept.
    if route.startswith("/plans/") and of_it and plan and plan != "mine":
        return f"/plans/{plan}", tr("Back to the plan")
    came_from = session.trail.above(route)
    return (came_from, tr("Back")) if came_from else ("/", tr("Back to home"))
