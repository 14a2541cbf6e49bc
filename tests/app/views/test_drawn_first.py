"""What was tapped is drawn before anything that only follows from it."""

import asyncio
from pathlib import Path
from typing import Any

from flet.messaging.protocol import MessageAction

from app.views.boundary import kind_of
from app.views.state.saving import LATER_SECONDS
from tests.app.views.phone import Phone, on_a_phone, start_talking, with_profile
from tests.harness import Screen


def patches(screen: Screen) -> list[str]:
    """Note from now on whose patches are sent, in order."""
    noted: list[str] = []
    send = screen.connection.send_message

    def spy(message: Any) -> None:
        if message.action == MessageAction.PATCH_CONTROL:
            noted.append(kind_of(screen.session.index[message.body.id]).strip())
        send(message)

    screen.connection.send_message = spy  # type: ignore[method-assign]
    return noted


def test_an_area_opens_and_closes_before_its_line_says_that_this_is_saved(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        await phone.until_saved()
        await asyncio.sleep(5 * LATER_SECONDS)  # and that has been said
        noted = patches(screen)
        for _ in range(6):  # whose turn it is was once a matter of chance
            noted.clear()
            await screen.tap("Workload and demand")
            await phone.until(lambda: noted.count("SavedSign") == 2)
            assert noted[0] == "AreaRow"

    on_a_phone(tmp_path, story)
