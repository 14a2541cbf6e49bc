"""In a conversation: ticks for the kinds of support offered, and three suggestions with reasons."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.domain.conversation import Conversation
from app.domain.support import SERVICE_TYPES
from app.views.boundary import component
from app.views.components.offered import OfferedSupport
from app.views.components.suggestions import Suggestions
from app.views.services import Services, provide, use_session
from tests.app.views.care import CaredPhone, cared_for
from tests.harness import Screen


@component
def TalkPartScreen() -> ft.View:
    """Nothing but the two components, as a conversation's screen would place them."""
    _, session = use_session()
    conversation = session.conversation
    assert conversation is not None
    return ft.View(
        route="/",
        controls=[OfferedSupport(conversation, session), Suggestions(conversation)],
    )


@component
def PartOfTheApp(services: Services) -> ft.Control:
    """The app with that one screen."""
    routes = [ft.Route(component=TalkPartScreen)]
    return provide(services, lambda: ft.Router(routes, manage_views=True))


def in_a_talk(
    story: Callable[[CaredPhone, Screen, Conversation], Awaitable[None]], area: str
) -> None:
    """Tell a story whose conversation has this area open."""

    async def whole(phone: CaredPhone) -> None:
        conversation = await phone.keep("Sam", open_area=area)
        phone.services.session.conversation = conversation

        def show(page: Any) -> None:
            page.data = phone.services.session
            page.render_views(PartOfTheApp, phone.services)

        phone.screen = Screen()
        await phone.screen.open(show)
        await story(phone, phone.screen, conversation)

    cared_for(whole)


def test_a_tick_is_kept_at_once_and_stays_where_it_was() -> None:
    async def story(phone: CaredPhone, screen: Screen, conversation: Conversation) -> None:
        assert "Nothing noted" in screen.words()
        assert SERVICE_TYPES["chaplaincy"] not in screen.words()
        await screen.tap("Support we talked about")
        await screen.tap(SERVICE_TYPES["chaplaincy"])
        await screen.tap("Show the other kinds")
        await screen.tap(SERVICE_TYPES["information"])
        assert conversation.support_offered == ["chaplaincy", "information"]
        words = screen.words()
        assert words.index(SERVICE_TYPES["chaplaincy"], 80) < words.rindex("Information")
        await screen.tap(SERVICE_TYPES["chaplaincy"])
        assert conversation.support_offered == ["information"]
        await phone.until_saved()
        kept = phone.workspace.conversations.open_ones()[0]
        assert kept.support_offered == ["information"]
        await screen.tap("Support we talked about")
        assert "Information" in screen.words()
        assert SERVICE_TYPES["chaplaincy"] not in screen.words()
        await screen.tap("Support we talked about")
        assert screen.is_ticked("Information")

    in_a_talk(story, "bereavement")


def test_how_they_would_rather_go_there_is_noted_without_turning_the_screen() -> None:
    async def story(phone: CaredPhone, screen: Screen, conversation: Conversation) -> None:
        await screen.tap("Support we talked about")
        assert "How would they rather go there?" not in screen.words()
        await screen.tap(SERVICE_TYPES["chaplaincy"])
        await screen.tap("They would like to be referred")
        assert conversation.self_referral == "referred"
        await phone.until_saved()
        assert phone.workspace.conversations.open_ones()[0].self_referral == "referred"
        await screen.tap("Not said")
        assert conversation.self_referral == ""

    in_a_talk(story, "bereavement")


def test_suggestions_open_in_place_three_at_most_with_reasons() -> None:
    async def story(phone: CaredPhone, screen: Screen, conversation: Conversation) -> None:
        assert "Because" not in screen.words()
        await screen.tap("Who could help with this")
        assert screen.words().count("Because ") == 3
        assert "Call 999" in screen.words()
        conversation.open_area = "bereavement"
        await screen.tap("Who could help with this")
        await screen.tap("Who could help with this")
        assert screen.words().count("Because ") == 1
        assert "Samaritans" in screen.words()

    in_a_talk(story, "right-now")
