"""A phone with its profile open, for tests of the screens that look after a profile.

Everything is real but the cost of a guess, the disk and the page.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from app.domain.conversation import Conversation
from app.domain.errors import VaultError
from app.usecases.open_workspace import Workspace
from app.vault.envelope import Envelope
from tests.app.scripted_server import ScriptedServer
from tests.app.usecases.parts import Board, BrittleStore, Chest, nobody_asks
from tests.app.views.phone import PASSPHRASE, Phone
from tests.harness import Screen

WORDS = PASSPHRASE
NEW_WORDS = "copper meadow violin harbour"


class CaredPhone(Phone):
    """One device and one window on it; its disk is ``store``."""

    def __init__(self, store: BrittleStore | None = None, board: Board | None = None) -> None:
        super().__init__(Path("no-disk"), ScriptedServer(), board)
        self.store = self.disk = store or BrittleStore()
        self.code = ""

    async def make_profile(self) -> Screen:
        """Start the app, make a profile and open it; its recovery code is kept in ``code``."""
        screen = await self.start()
        made = await self.services.profiles.create(WORDS, nobody_asks)
        self.code = made.recovery_code
        session = self.services.session
        session.profiles = await self.services.profiles.profiles()
        await session.enter(self.services, made.profile)
        await screen.settle()
        return screen

    @property
    def workspace(self) -> Workspace:
        """What is open."""
        workspace = self.services.session.workspace
        assert workspace is not None
        return workspace

    async def keep(self, label: str, **values: Any) -> Conversation:
        """Keep a conversation under ``label``."""
        guide = next(iter(self.services.content.guides.values()))
        conversation = self.workspace.conversations.start(guide)
        conversation.label = label
        for name, value in values.items():
            setattr(conversation, name, value)
        self.workspace.conversations.save(conversation)
        await self.workspace.saver.flush()
        return conversation

    async def unlock(self, label: str, words: str) -> None:
        """From the welcome screen into a profile."""
        await self.screen.tap(f"Unlock {label}")
        await self.screen.type("Passphrase", words)
        await self.screen.tap("Unlock")
        await self.says("New conversation")

    async def says(self, words: str) -> None:
        """Wait until the screen says ``words``."""
        await self.until(lambda: words in self.screen.words())

    async def opens_with(self, secret: Any) -> bool:
        """Tell whether ``secret`` opens the first profile."""
        header = (await self.services.profiles.profiles())[0]
        envelope = Envelope.from_document(header.envelope)
        try:
            await Chest().unlock(envelope, secret)
        except VaultError:
            return False
        return True


def cared_for(story: Callable[[CaredPhone], Awaitable[None]]) -> None:
    """Tell ``story`` on a phone whose profile is open."""

    async def whole() -> None:
        phone = CaredPhone()
        await phone.make_profile()
        await story(phone)

    asyncio.run(whole())
