"""What the use cases stand on in these tests: a store that can fail, windows, a clock.

The key chest is the native one without the wait.
"""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.device.native_device import NativeDevice
from app.domain.errors import PassphraseTooCommon, PassphraseTooShort
from app.store.hold.port import Lost
from app.store.memory import MemoryRecords
from app.store.port import Basis, ProfileHeader, SealedRecord
from app.sync.client import ApiClient
from app.usecases.back_up import BackupDesk
from app.usecases.change_keys import KeyDesk
from app.usecases.erase import EraseDesk
from app.usecases.open_workspace import Workspace, WorkspaceOpener
from app.usecases.read_content import Content
from app.usecases.shared_services import SharedServices
from app.usecases.unlock import NewProfile, OpenProfile, ProfileDesk
from app.vault.native import NativeKeyChest, NativePrimitives
from app.vault.secrets import Passphrase
from tests.app.scripted_server import ScriptedServer

WORDS = "lantern gravel otter tuesday"
OTHER_WORDS = "copper meadow violin harbour"
COMMON = "passwordpassword"
ASSETS = Path(__file__).parents[3] / "assets"


def asset(name: str) -> bytes:
    return (ASSETS / name).read_bytes()


#: What ships, read once for all tests.
CONTENT = Content(
    asset,
    lambda folder: sorted(f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml")),
)
LIST = ("amber", "bottle", "candle", "dragon", "engine", "forest", "garden", "hollow")


def run(story: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(story)


async def no_news() -> None:
    """Nothing new came from the trust."""


async def nothing_shared() -> None:
    """Clear a shelf with nothing on it."""


async def at_once(_seconds: float) -> None:
    """Let the gap between two requests go by at once."""


async def nobody_asks() -> None:
    raise AssertionError("no other window asked for this profile")


class BrittleStore(MemoryRecords):
    """Fails to write while ``failing`` is set, and to load records while ``unreadable`` is."""

    def __init__(self) -> None:
        super().__init__()
        self.failing: Exception | None = None
        self.unreadable: Exception | None = None
        self.writes = 0
        self._dying: tuple[int, Exception] | None = None

    def dies_after(self, writes: int, error: Exception) -> None:
        """Let so many writes through, and none after them."""
        self._dying = self.writes + writes, error

    def recovers(self) -> None:
        self.failing = self.unreadable = self._dying = None

    async def profiles(self) -> list[ProfileHeader]:
        await asyncio.sleep(0)
        return await super().profiles()

    async def load(self, profile_id: str) -> list[SealedRecord]:
        if self.unreadable is not None:
            raise self.unreadable
        return await super().load(profile_id)

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        self._write()
        return await super().change_profile(header, was)

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        self._write()
        await super().count_try(profile_id, tries, tried_at)

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        self._write()
        return await super().add_profile(header, records)

    async def erase_profile(self, profile_id: str) -> None:
        self._write()
        await super().erase_profile(profile_id)

    async def erase_everything(self) -> None:
        self._write()
        await super().erase_everything()

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        self._write()
        await super().commit(profile_id, puts, deletes, basis)

    def _write(self) -> None:
        if self.failing is not None:
            raise self.failing
        if self._dying is not None and self.writes >= self._dying[0]:
            raise self._dying[1]
        self.writes += 1


@dataclass
class Board:
    """Who holds what, among the windows of one device."""

    holders: dict[str, "Window"] = field(default_factory=dict)


class Window:
    """One window's holds."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._lost: dict[str, Lost] = {}

    async def hold(self, profile_id: str, lost: Lost) -> bool:
        if self._board.holders.get(profile_id, self) is not self:
            return False
        self._board.holders[profile_id] = self
        self._lost[profile_id] = lost
        return True

    async def take_over(self, profile_id: str, lost: Lost) -> None:
        holder = self._board.holders.get(profile_id)
        if holder is not None and holder is not self:
            await holder._lost[profile_id]()
            await holder.release(profile_id)
        await self.hold(profile_id, lost)

    async def release(self, profile_id: str) -> None:
        if self._board.holders.get(profile_id) is self:
            del self._board.holders[profile_id]

    async def is_held_elsewhere(self, profile_id: str) -> bool:
        return self._board.holders.get(profile_id, self) is not self


class CheapPrimitives(NativePrimitives):
    """Everything real but the cost of a guess: stretching has tests of its own."""

    async def argon2id(self, secret: bytes, salt: bytes, *cost: int) -> bytes:
        return hashlib.sha256(repr((secret, salt, cost)).encode()).digest()

    async def pbkdf2(self, secret: bytes, salt: bytes, iterations: int) -> bytes:
        return await self.argon2id(secret, salt, iterations)


class Chest(NativeKeyChest):
    """The native chest without the wait; counts how often a vault was tried."""

    def __init__(self) -> None:
        super().__init__(CheapPrimitives())
        self.tried = 0

    async def unlock(self, *given: Any) -> Any:
        self.tried += 1
        await asyncio.sleep(0.001)  # as the real one, it lets others go on meanwhile
        return await super().unlock(*given)


def check(words: str) -> None:
    if len(words) < 12:
        raise PassphraseTooShort(field="passphrase")
    if words == COMMON:
        raise PassphraseTooCommon(field="passphrase")


class Place:
    """One device: its store, clock and calendar, and one window with its desks."""

    def __init__(
        self,
        store: BrittleStore | None = None,
        board: Board | None = None,
        server: ScriptedServer | None = None,
    ) -> None:
        self.store = store or BrittleStore()
        self.board = board or Board()
        self.holds = Window(self.board)
        self.chest = Chest()
        self.clock = 1_800_000_000.0
        self.day = date(2026, 11, 21)
        self.desk = ProfileDesk(self.store, self.chest, self.holds, lambda: self.clock, check)
        self.keys = KeyDesk(self.store, self.chest, check, lambda: LIST, lambda: self.clock)
        self.backups = BackupDesk(self.store, self.chest, lambda: self.day, check)
        self.erase = EraseDesk(self.store, self.holds, nothing_shared)
        device = NativeDevice()
        shared = SharedServices(device, CONTENT)
        self.opener = WorkspaceOpener(
            ApiClient(server or ScriptedServer()),
            lambda: self.day,
            lambda: self.clock,
            device,
            CONTENT,
            shared,
            self.chest,
            asset,
            at_once,
        )

    def other_window(self) -> "Place":
        """Another window on the same device, or the same one after a reload."""
        other = Place(self.store, self.board)
        other.clock, other.day = self.clock, self.day
        return other

    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.clock += days * 86_400

    async def create(self, words: str = WORDS) -> NewProfile:
        return await self.desk.create(words, nobody_asks)

    async def reopened(self, words: str = WORDS) -> OpenProfile:
        """The device's first profile, unlocked."""
        header = (await self.desk.profiles())[0]
        return await self.desk.unlock(header, Passphrase(words), nobody_asks)

    def enter(self, profile: OpenProfile, changed: Callable[[], None] = lambda: None) -> Workspace:
        return self.opener.open(profile, lambda _state, _words: None, changed, no_news)

    async def leave(self, workspace: Workspace) -> None:
        """Lock: commit, forget, let go."""
        await workspace.close()
        await self.desk.close(workspace.profile)
