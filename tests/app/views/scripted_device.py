"""A device that answers from a script, and remembers what it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.device.port import DeviceListener, PasskeyReply, StorageRoom


class ScriptedDevice:
    """Keeps what the app hands it. Attributes without an underscore are the script.

    ``promises`` is what it answers when asked to keep storage; ``passkey`` what a passkey says.
    """

    def __init__(self) -> None:
        self.promises = False
        self.persistent: bool | None = False
        self.storage_room: StorageRoom | None = StorageRoom(2_000_000, 500_000_000)
        self.saves = True
        self.picked: bytes | None = None
        self.prints = True
        self.passkeys = False
        self.passkey: PasskeyReply | None = None
        self.why = ""
        self.saved: list[tuple[str, bytes]] = []
        self.printed: list[tuple[str, list[str]]] = []
        self.asked: list[tuple[bytes, bytes]] = []
        self.salts: list[bytes] = []
        self.armed: tuple[float, float, bool] | None = None
        self.covered = False
        self.pin_answers: list[tuple[bool, int]] = []
        self.forgotten: list[str] = []
        self._listener: DeviceListener | None = None

    def happens(self, name: str, values: Mapping[str, Any] | None = None) -> None:
        """Let an event of the device reach the app."""
        assert self._listener is not None
        self._listener(name, values or {})

    def listen(self, listener: DeviceListener) -> None:
        self._listener = listener

    def say_ready(self) -> None:
        """There is no splash."""

    async def ask_to_persist(self) -> bool:
        self.persistent = self.persistent or self.promises
        return self.promises

    async def is_persistent(self) -> bool | None:
        return self.persistent

    async def room(self) -> StorageRoom | None:
        return self.storage_room

    async def update_waits(self) -> bool:
        return False

    async def apply_update(self) -> None:
        """No update waits."""

    async def arm_lock(self, idle_seconds: float, hidden_seconds: float, pin: bool) -> None:
        self.armed = idle_seconds, hidden_seconds, pin

    async def disarm_lock(self) -> None:
        self.armed = None

    async def cover(self) -> None:
        self.covered = True

    async def uncover(self) -> None:
        self.covered = False

    async def answer_pin(self, right: bool, left: int) -> None:
        self.pin_answers.append((right, left))
        self.covered = not right

    async def forget(self, why: str) -> None:
        self.forgotten.append(why)

    async def why_forgotten(self) -> str:
        why, self.why = self.why, ""
        return why

    async def save_file(self, name: str, content: bytes) -> bool:
        if self.saves:
            self.saved.append((name, content))
        return self.saves

    async def pick_file(self, ending: str) -> bytes | None:
        return self.picked

    async def print_lines(self, title: str, lines: Sequence[str]) -> bool:
        if self.prints:
            self.printed.append((title, list(lines)))
        return self.prints

    async def has_passkeys(self) -> bool:
        return self.passkeys

    async def make_passkey(self, vault_id: str, name: str, salt: bytes) -> PasskeyReply | None:
        self.salts.append(salt)
        return self.passkey

    async def ask_passkey(self, choices: Sequence[tuple[bytes, bytes]]) -> PasskeyReply | None:
        self.asked = list(choices)
        return self.passkey
