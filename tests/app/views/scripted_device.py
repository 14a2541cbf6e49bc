"""A device that does what the test says: it records what it was asked and fires events."""

from collections.abc import Sequence
from typing import Any

from app.device.port import DeviceListener, PasskeyReply, StorageRoom


class ScriptedDevice:
    """``calls`` lists (name, arguments) in order. Answers stand in plain attributes."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.word = ""
        self.shelf = ""
        self.covered = False
        self._absent = False
        self.armed: tuple[float, float, bool] | None = None
        self.pin_answer: tuple[bool, int] | None = None
        self.persistent: bool | None = True
        self.link = ""
        self.space: StorageRoom | None = None
        self.lacking = False
        self.waiting_update = False
        self.prints = True
        self.saves = True
        self.saved: dict[str, bytes] = {}
        self.picked: bytes | None = None
        self.printed: list[str] = []
        self.camera = ""  # or why there is none: "no-camera", "refused", "never" (natively)
        self.scanning = False
        self.said_scanned: tuple[int, int, bool, str] | None = None
        self.in_pictures: list[str] | None = None
        self.passkeys = False
        self.way_in = ""
        self.less_motion = False
        self.reply: PasskeyReply | None = None
        self.sign_in_reply: str | None = None
        self.visits = True
        self._listener: DeviceListener | None = None

    def fires(self, event: str, **values: Any) -> None:
        """Send an event, as the page would."""
        assert self._listener is not None
        if event == "lock-due":
            self.covered = self._absent = True
        self._listener(event, values)

    def carries_on(self) -> None:
        """Lift the cover by its button, as somebody who is back."""
        assert self.covered
        assert not self._absent, "a lock is due: the cover has no button"
        self.covered = False
        self.fires("uncovered")

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """Give the arguments of every call of this name."""
        return [arguments for called, arguments in self.calls if called == name]

    def _note(self, name: str, *arguments: Any) -> None:
        self.calls.append((name, arguments))

    def listen(self, listener: DeviceListener) -> None:
        self._listener = listener

    def say_ready(self) -> None:
        self._note("say_ready")

    def say_came_in(self) -> None:
        self._note("say_came_in")

    async def ask_to_persist(self) -> bool:
        self._note("ask_to_persist")
        return bool(self.persistent)

    async def is_persistent(self) -> bool | None:
        return self.persistent

    async def room(self) -> StorageRoom | None:
        return self.space

    async def lacks_parts(self) -> bool:
        return self.lacking

    async def keep_shared(self, text: str) -> bool:
        self.shelf = text
        return True

    async def shared(self) -> str:
        return self.shelf

    def site(self) -> str:
        return "https://layby.test"

    async def take_link(self) -> str:
        link, self.link = self.link, ""
        return link

    def opens_link(self, link: str) -> None:
        """Open an enrolment link while the app is open."""
        self.link = link.partition("#")[2]
        self.fires("enrol-link")

    async def update_waits(self) -> bool:
        return self.waiting_update

    async def apply_update(self) -> None:
        self._note("apply_update")

    async def arm_lock(self, idle_seconds: float, hidden_seconds: float, pin: bool) -> None:
        self._note("arm_lock", idle_seconds, hidden_seconds, pin)
        self.armed = (idle_seconds, hidden_seconds, pin)

    async def disarm_lock(self) -> None:
        self._note("disarm_lock")
        self.armed = None

    async def cover(self) -> None:
        self._note("cover")
        self.covered = True

    async def uncover(self) -> None:
        self._note("uncover")
        stays = self._absent and self.armed is not None
        self._absent = False
        if self.covered and not stays:
            self.covered = False
            self.fires("uncovered")

    async def answer_pin(self, right: bool, left: int) -> None:
        self._note("answer_pin", right, left)
        self.pin_answer = (right, left)
        if right:
            self.covered = False

    async def forget(self, why: str) -> None:
        self._note("forget", why)
        self.word, self.covered, self._absent = why, False, False

    async def why_forgotten(self) -> str:
        word, self.word = self.word, ""
        return word

    async def buzz(self, milliseconds: int) -> None:
        self._note("buzz", milliseconds)

    async def install_way(self) -> str:
        return self.way_in

    async def install(self) -> bool:
        self._note("install")
        self.way_in = ""
        return True

    async def wants_less_motion(self) -> bool:
        return self.less_motion

    async def save_file(self, name: str, content: bytes) -> bool:
        self._note("save_file", name)
        if self.saves:
            self.saved[name] = content
        return self.saves

    async def pick_file(self, ending: str) -> bytes | None:
        self._note("pick_file", ending)
        return self.picked

    async def print_lines(self, title: str, lines: Sequence[str]) -> bool:
        self._note("print_lines", title)
        if self.prints:
            self.printed = list(lines)
        return self.prints

    async def start_scan(self) -> bool:
        self._note("start_scan")
        self.scanning = not self.camera
        if self.camera and self.camera != "never":
            self.fires("scan-ended", why=self.camera)
        return self.scanning

    def ends_scan(self, why: str = "closed") -> None:
        """End the scan, as the page does once for each."""
        if self.scanning:
            self.scanning = False
            self.fires("scan-ended", why=why)

    async def say_scanned(self, have: int, of: int, done: bool, problem: str = "") -> None:
        self.said_scanned = (have, of, done, problem)
        if done:
            self.ends_scan("done")

    async def stop_scan(self) -> None:
        self._note("stop_scan")
        self.ends_scan()

    async def scan_picture(self) -> list[str] | None:
        self._note("scan_picture")
        return self.in_pictures

    async def has_passkeys(self) -> bool:
        return self.passkeys

    async def make_passkey(self, name: str, salt: bytes) -> PasskeyReply | None:
        self._note("make_passkey", name, salt)
        return self.reply

    async def ask_passkey(self, choices: Sequence[tuple[bytes, bytes]]) -> PasskeyReply | None:
        self._note("ask_passkey", list(choices))
        return self.reply

    async def make_sign_in_passkey(self, options: str) -> str | None:
        self._note("make_sign_in_passkey", options)
        return self.sign_in_reply

    async def use_sign_in_passkey(self, options: str) -> str | None:
        self._note("use_sign_in_passkey", options)
        return self.sign_in_reply

    async def visit(self, address: str) -> bool:
        self._note("visit", address)
        return self.visits
