"""A lead who is signed in on a phone, with the real server application behind it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.app.views.phone import Phone, on_a_phone
from tests.app.wired_server import WiredServer, small_trust
from tests.harness import Screen
from tests.sync_server.trust import PASSWORD, Server

Story = Callable[[Phone], Awaitable[None]]


def told(
    folder: Path,
    story: Story,
    *fill: Callable[[Server], None],
    at: tuple[str, str] | None = None,
) -> None:
    """Tell ``story`` of a lead who has just signed in, or has gone on to where ``at`` leads.

    ``fill`` puts there what is to be seen; ``at`` is what to tap, and what then stands.
    """

    async def from_sign_in(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await sign_in(screen)
        await phone.until(lambda: "What people are telling us" in screen.words())
        if at:
            await leads_to(phone, *at)
        await story(phone)

    with small_trust(folder) as server:
        for each in fill:
            each(server)
        on_a_phone(folder, from_sign_in, WiredServer(server))  # type: ignore[arg-type]


async def leads_to(phone: Phone, tapped: str, said: str) -> None:
    """Tap and wait for what the screen then says."""
    await phone.screen.tap(tapped)
    await phone.until(lambda: said in phone.screen.words())


async def sign_in(screen: Screen, name: str = "lead", password: str = PASSWORD) -> None:
    await screen.type("User name", name)
    await screen.type("Password", password)
    await screen.tap("Sign in")


def wired(phone: Phone) -> WiredServer:
    server = phone.server
    assert isinstance(server, WiredServer)
    return server
