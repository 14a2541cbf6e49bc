"""A conversation on a cared-for phone: how it is begun, and where its cursor stands."""

import asyncio
from collections.abc import Awaitable, Callable

from app.domain.conversation import Conversation
from tests.app.views.care import CaredPhone
from tests.harness import Screen


def cared_for(story: Callable[[CaredPhone, Screen], Awaitable[None]]) -> None:
    async def whole() -> None:
        phone = CaredPhone()
        await story(phone, await phone.make_profile())

    asyncio.run(whole())


def under_way(phone: CaredPhone) -> Conversation:
    conversation = phone.services.session.conversation
    assert conversation is not None
    return conversation


async def put_cursor(screen: Screen, label: str) -> None:
    """Put the cursor into the field called ``label``."""
    field = screen.find(label, ("TextField",))
    await screen.session.dispatch_event(field._i, "focus", None)
    await screen.settle()


def takes_cursor(screen: Screen) -> list[str]:
    """The labels of the fields that ask for the cursor when they first stand."""
    return [c.label for c in screen.controls() if getattr(c, "autofocus", False) is True]


async def settled(screen: Screen, label: str = "Sam") -> None:
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", label)
    await screen.tap("Start talking")
