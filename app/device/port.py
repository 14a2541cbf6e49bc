"""What the app asks of the page or the device around it, beyond storage and network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

#: Hears events of the device, by name with their values:
#: "visibility" {hidden}, "network" {online}, "update-ready", "pagehide",
#: "look" when another window chose how Layby looks,
#: "lock-due" {why: "idle" | "hidden"} once armed, "uncovered" when the cover went,
#: "pin" {digits} when a PIN was entered on the cover (answer with ``answer_pin``),
#: "way-in" {profile, words} when a passphrase was typed before the app stood (``say_came_in``),
#: "enrol-link" when an enrolment link was opened (ask with ``take_link``),
#: "scanned" {text} for each new code before the camera, "scan-ended" {why: "done" | "closed" |
#: "no-camera" | "refused"} once for each ``start_scan``.
DeviceListener = Callable[[str, Mapping[str, Any]], None]


@dataclass(frozen=True)
class StorageRoom:
    """How much the browser says is used and may be used, in bytes."""

    used: int
    quota: int


@dataclass(frozen=True)
class PasskeyReply:
    """A passkey's id and its 32 secret bytes for the salt it was asked."""

    credential: bytes
    output: bytes


class Device(Protocol):
    """The page in the browser; the operating system natively. No method raises."""

    def listen(self, listener: DeviceListener) -> None:
        """Send every event to ``listener`` from now on, also those that already waited."""
        ...

    def say_ready(self) -> None:
        """Tell the page that the first screen stands, so that the splash can go."""
        ...

    def say_came_in(self) -> None:
        """Tell the page that what it asked for by "way-in" stands, or why it cannot."""
        ...

    # -- storage --------------------------------------------------------------------------

    async def ask_to_persist(self) -> bool:
        """Ask that storage is not cleared under pressure; gives the honest answer."""
        ...

    async def is_persistent(self) -> bool | None:
        """Tell whether storage is safe from clearing; None when nobody can say."""
        ...

    async def room(self) -> StorageRoom | None:
        """Give how much room there is; None when nobody can say."""
        ...

    async def keep_shared(self, text: str) -> bool:
        """Keep one text outside the profiles, for all who use this device; "" takes it away.

        Anyone can read it: never a word about a person.
        """
        ...

    async def shared(self) -> str:
        """Give that text; "" when there is none."""
        ...

    # -- where the app is, and how it was opened ------------------------------------------

    def site(self) -> str:
        """Give the address under which people open the app, such as ``https://layby.example``."""
        ...

    async def take_link(self) -> str:
        """Give what stood after the "#" of an enrolment link, once; "" where there was none.

        It is in no address, history or title any more.
        """
        ...

    # -- updates --------------------------------------------------------------------------

    async def update_waits(self) -> bool:
        """Tell whether a new version is ready to take over."""
        ...

    async def lacks_parts(self) -> bool:
        """Tell whether the app is not whole on this device, and not on its way either.

        Then it would not open without a network.
        """
        ...

    async def apply_update(self) -> None:
        """Let the waiting version take over; the page reloads."""
        ...

    # -- lock -----------------------------------------------------------------------------

    async def arm_lock(self, idle_seconds: float, hidden_seconds: float, pin: bool) -> None:
        """Watch for absence while a profile is open; "lock-due" says when it was too long.

        While armed, the page covers itself as soon as it is hidden. ``pin``: a PIN must be
        entered to uncover it. Arming again changes the times.
        """
        ...

    async def disarm_lock(self) -> None:
        """Stop watching: no profile is open."""
        ...

    async def cover(self) -> None:
        """Show the neutral page over everything, now."""
        ...

    async def uncover(self) -> None:
        """Take the cover away after all: saving failed before a lock, and that must be seen.

        Watching starts afresh, so that "lock-due" comes again. After an absence, and with a
        PIN, the cover stays but can be lifted by hand; while the page is hidden it stays until
        the page is seen again.
        """
        ...

    async def answer_pin(self, right: bool, left: int) -> None:
        """Answer a "pin" event: uncover, or say how many tries are ``left``."""
        ...

    async def forget(self, why: str) -> None:
        """Wipe what is in memory: the worker ends and the page starts afresh at "/".

        ``why`` is one of the words that ``why_forgotten`` may give after the new start:
        "asked", "idle", "hidden", "moved" (to another window), "erased", "pin". Natively the
        memory cannot be wiped from inside; the call does nothing.
        """
        ...

    async def why_forgotten(self) -> str:
        """Give the word of the last ``forget`` once, "" at any other start."""
        ...

    # -- the home screen ------------------------------------------------------------------

    async def install_way(self) -> str:
        """Tell how Layby gets onto the home screen: "offer" (``install`` asks), "apple" (Share),
        "menu" (the browser's own), or "" where it cannot or is there.
        """
        ...

    async def install(self) -> bool:
        """Let the browser ask whether to add it, in answer to a tap; True when it is added."""
        ...

    # -- touch and sight ------------------------------------------------------------------

    async def buzz(self, milliseconds: int) -> None:
        """Give a short buzz where the device has one; nothing happens elsewhere."""
        ...

    async def wants_less_motion(self) -> bool:
        """Tell whether the person asked their device for less movement on screens."""
        ...

    # -- copies ---------------------------------------------------------------------------

    async def save_file(self, name: str, content: bytes) -> bool:
        """Hand a file to the person (a download, a save dialogue); False when that failed."""
        ...

    async def pick_file(self, ending: str) -> bytes | None:
        """Let the person choose a file whose name ends so (".layby"); None when they did not."""
        ...

    async def print_lines(self, title: str, lines: Sequence[str]) -> bool:
        """Print a plain page; False where there is no way to print."""
        ...

    # -- codes before the camera ----------------------------------------------------------

    async def start_scan(self) -> bool:
        """Show the camera's picture and look for codes; False when there is no picture.

        Each text is told once, as "scanned". The page stops by itself when it is covered or
        hidden, or the person stops it; "scan-ended" says so in every case but one: a device
        that cannot scan at all answers False and tells nothing.
        """
        ...

    async def say_scanned(self, have: int, of: int, done: bool, problem: str = "") -> None:
        """Say over the picture how many codes are there, of how many (0: nobody knows yet).

        ``done`` ends the scan. ``problem`` says what is wrong with the last code.
        """
        ...

    async def stop_scan(self) -> None:
        """Let the camera go at once."""
        ...

    async def scan_picture(self) -> list[str] | None:
        """Give the text of every code in the pictures that the person chooses; None: chose none.

        None also where pictures cannot be looked at.
        """
        ...

    # -- passkeys -------------------------------------------------------------------------

    async def has_passkeys(self) -> bool:
        """Tell whether this device may offer a passkey with the PRF extension."""
        ...

    async def make_passkey(self, name: str, salt: bytes) -> PasskeyReply | None:
        """Make a passkey and give its answer to ``salt`` (32 bytes).

        None when the person or the device refuses, or the passkey knows no PRF.
        """
        ...

    async def ask_passkey(self, choices: Sequence[tuple[bytes, bytes]]) -> PasskeyReply | None:
        """Ask one of these passkeys, each (credential id, salt); None when refused."""
        ...

    # -- signing in at the trust's server -------------------------------------------------

    async def make_sign_in_passkey(self, options: str) -> str | None:
        """Make a passkey by the server's ``options`` (JSON); gives it as JSON, None if refused."""
        ...

    async def use_sign_in_passkey(self, options: str) -> str | None:
        """Sign in by a passkey by the server's ``options``; gives JSON, None if refused."""
        ...

    async def visit(self, address: str) -> bool:
        """Leave for another site's page, which sends people back; False where that cannot be."""
        ...
