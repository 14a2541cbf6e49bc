"""The device outside the browser: storage stays, updates come through the app store."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import flet as ft

from app.device.port import DeviceListener, PasskeyReply, StorageRoom


class NativeDevice:
    """Answers what a page would have to be asked for; a native app has no page.

    Without one nobody says that the app was hidden or left alone, so here a profile locks by
    its button and with the operating system's own screen lock, not after a time.
    """

    def __init__(self, shelf: Path | None = None, site: str = "") -> None:
        self._shelf = shelf
        self._site = site
        self._picker: ft.FilePicker | None = None
        self._haptics: ft.HapticFeedback | None = None

    def listen(self, listener: DeviceListener) -> None:
        """Keep no listener: none of the page's events exist here."""

    def say_ready(self) -> None:
        """Do nothing: there is no splash of ours to take away."""

    def say_came_in(self) -> None:
        """Do nothing: there is no page to type in."""

    # -- storage and updates --------------------------------------------------------------

    async def ask_to_persist(self) -> bool:
        """Files of a native app are not cleared under pressure."""
        return True

    async def is_persistent(self) -> bool | None:
        """Files of a native app are not cleared under pressure."""
        return True

    async def room(self) -> StorageRoom | None:
        """Give None: a native app has no share of its own, only what the disk has left."""
        return None

    async def lacks_parts(self) -> bool:
        """Say no: a native app is installed whole."""
        return False

    async def keep_shared(self, text: str) -> bool:
        """Write the shelf's one file."""
        if self._shelf is None:
            return False
        try:
            self._shelf.write_text(text, encoding="utf-8")
        except OSError:
            return False
        return True

    async def shared(self) -> str:
        """Read the shelf's one file."""
        with suppress(OSError, UnicodeDecodeError):
            if self._shelf is not None and self._shelf.is_file():
                return self._shelf.read_text(encoding="utf-8")
        return ""

    def site(self) -> str:
        """Give the trust's server, which serves the app too."""
        return self._site

    async def take_link(self) -> str:
        """Links open the app in the browser; natively the code is typed or pasted."""
        return ""

    async def update_waits(self) -> bool:
        """Updates come through the app store."""
        return False

    async def apply_update(self) -> None:
        """Do nothing: updates come through the app store."""

    # -- lock -----------------------------------------------------------------------------

    async def arm_lock(self, idle_seconds: float, hidden_seconds: float, pin: bool) -> None:
        """Do nothing: see the class."""

    async def disarm_lock(self) -> None:
        """Do nothing: nothing watches."""

    async def cover(self) -> None:
        """Do nothing: there is no page to put over the app."""

    async def uncover(self) -> None:
        """Do nothing: nothing is covered."""

    async def answer_pin(self, right: bool, left: int) -> None:
        """Do nothing: no cover asked for a PIN."""

    async def forget(self, why: str) -> None:
        """Do nothing: a process cannot wipe its own memory; ending the app does."""

    async def why_forgotten(self) -> str:
        """Give "": nothing was forgotten."""
        return ""

    # -- touch and sight ------------------------------------------------------------------

    async def buzz(self, milliseconds: int) -> None:  # noqa: ARG002 - the port's
        """Give the system's own light tap; how long it lasts is the system's choice."""
        with suppress(Exception):  # no page, no motor: all the same
            if self._haptics is None:
                self._haptics = ft.HapticFeedback()
            await self._haptics.light_impact()  # type: ignore[no-untyped-call]

    async def install_way(self) -> str:
        """A native app is on the home screen already."""
        return ""

    async def install(self) -> bool:
        """A native app is on the home screen already."""
        return False

    async def wants_less_motion(self) -> bool:
        """Flet does not tell what the system's setting is."""
        return False

    # -- copies ---------------------------------------------------------------------------

    async def save_file(self, name: str, content: bytes) -> bool:
        """Open the system's dialogue; False when it was closed or there is none."""
        try:
            saved = await self._dialogue().save_file(file_name=name, src_bytes=content)
        except Exception:  # no page, no dialogue program, a disk that refuses: all the same
            return False
        return saved is not None

    async def pick_file(self, ending: str) -> bytes | None:
        """Open the system's dialogue; None when it was closed or there is none."""
        try:
            picked = await self._dialogue().pick_files(
                file_type=ft.FilePickerFileType.CUSTOM,
                allowed_extensions=[ending.removeprefix(".")],
                with_data=True,
            )
        except Exception:  # as above
            return None
        return picked[0].bytes if picked else None

    async def print_lines(self, title: str, lines: Sequence[str]) -> bool:  # noqa: ARG002 - the port's
        """Flet has no way to print."""
        return False

    def _dialogue(self) -> ft.FilePicker:
        # Made when first wanted: it joins the page of whoever's tap this is.
        if self._picker is None:
            self._picker = ft.FilePicker()
        return self._picker

    # -- codes before the camera ----------------------------------------------------------

    async def start_scan(self) -> bool:
        """Looking for codes in the camera's picture is the page's."""
        return False

    async def say_scanned(self, have: int, of: int, done: bool, problem: str = "") -> None:
        """Do nothing: no scan is under way."""

    async def stop_scan(self) -> None:
        """Do nothing: no scan is under way."""

    async def scan_picture(self) -> list[str] | None:
        """Looking for codes in pictures is the page's."""
        return None

    # -- passkeys -------------------------------------------------------------------------

    async def has_passkeys(self) -> bool:
        """Passkeys with PRF are the browser's."""
        return False

    async def make_passkey(self, *_: object) -> PasskeyReply | None:
        """Passkeys with PRF are the browser's."""
        return None

    async def ask_passkey(self, *_: object) -> PasskeyReply | None:
        """Passkeys with PRF are the browser's."""
        return None

    # -- signing in at the trust's server -------------------------------------------------

    async def make_sign_in_passkey(self, options: str) -> str | None:  # noqa: ARG002 - the port's
        """Passkeys for a server are the browser's."""
        return None

    async def use_sign_in_passkey(self, options: str) -> str | None:  # noqa: ARG002 - the port's
        """Passkeys for a server are the browser's."""
        return None

    async def visit(self, address: str) -> bool:  # noqa: ARG002 - the port's
        """Nobody would come back to a native app with the server's cookie."""
        return False
