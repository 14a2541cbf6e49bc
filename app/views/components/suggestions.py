"""Who could help with what is being talked about: opens in place, at most three, each with why."""

from collections.abc import Collection

import flet as ft

from app.domain.conversation import Conversation
from app.domain.wording import tr
from app.usecases.find_support import Support
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.service_card import service_card
from app.views.services import go, use_services


@component
def Suggestions(conversation: Conversation, types: Collection[str] = ()) -> ft.Control:
    """A tile; opened, it shows up to three services for the open area, or for this kind of talk.

    ``types`` are SERVICE_TYPES ids to look for besides, such as those of a way out.
    """
    services = use_services()
    opened, set_opened = ft.use_state(False)
    tile = buttons.tile(
        tr("Who could help with this"),
        tr("Three at most, with the reason for each"),
        lambda _: set_opened(not opened),
        icon=ft.Icons.EXPAND_LESS if opened else ft.Icons.FAVORITE_BORDER,
        opened=opened,
    )
    if not opened:
        return stack([tile])
    desk = Support(services.content.services, services.today())
    guide = services.content.guides.get(conversation.guide)
    found = desk.for_conversation(conversation, guide.kind if guide else "", types)
    cards = [
        service_card(one.service, desk.today, compact=True, reason=one.reason) for one in found
    ]
    return stack([tile, *cards, buttons.secondary(tr("See all support"), lambda _: go("/support"))])
