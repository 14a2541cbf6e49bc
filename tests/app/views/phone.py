"""A headless phone: its storage outlives the app, which can be killed at any moment."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from app.main import build_services, look_around
from app.store.native import NativeStore
from app.store.port import RecordStore
from app.views.app_shell import App
from app.views.services import Services
from app.views.state.watch import follow
from tests.app.scripted_server import ScriptedServer
from tests.app.usecases.parts import Board, Chest, Window, at_once
from tests.app.views.scripted_device import ScriptedDevice
from tests.harness import Screen

PASSPHRASE = "lantern gravel otter tuesday"
#: Seconds without a key until a screen says that all is saved: as short as a test can wait.
PAUSE = 0.05


class Clock:
    """A clock that goes when the test says so; a pause on it ends when enough has passed."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self._moved = asyncio.Event()

    def goes_on(self, seconds: float) -> None:
        self.now += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            await self._moved.wait()


class Phone:
    """One device: its storage outlives the app, which can be killed at any moment.

    ``other_window`` gives another window of the app on the same device.
    """

    def __init__(self, folder: Path, server: ScriptedServer, board: Board | None = None) -> None:
        self.file = folder / "layby.sqlite3"
        self.server = server
        self.disk: RecordStore | None = None
        self.device = ScriptedDevice()
        self.clock = Clock()
        self.has_page = True
        self.board = board or Board()
        self.holds = Window(self.board)
        self.services: Services = None  # type: ignore[assignment]
        self.screen: Screen

    def other_window(self) -> "Phone":
        """Another window on this device, not started yet."""
        other = Phone(self.file.parent, self.server, self.board)
        other.disk = self.disk
        other.clock = self.clock
        return other

    async def start(self) -> Screen:
        """Start the app afresh. Whatever ran before is simply dropped, as a kill would."""
        await self.dies()
        self.services = build_services(
            self.disk or NativeStore(self.file),
            Chest(),
            self.server,
            self.device,
            self.holds,
            has_page=self.has_page,
            now=lambda: self.clock.now,
            pause=self.clock.pause,
            gap=at_once,
        )
        self.services.saved.pause = PAUSE
        await look_around(self.services)
        self.screen = Screen()
        await self.screen.open(self._show)
        return self.screen

    async def dies(self) -> None:
        """Drop all that runs: nothing more is saved or sent, and a dead window holds nothing."""
        workspace = self.services.session.workspace if self.services is not None else None
        if workspace is not None:
            await workspace.abandon()
        for profile_id in [i for i, window in self.board.holders.items() if window is self.holds]:
            await self.holds.release(profile_id)
        self.holds = Window(self.board)

    def _show(self, page: Any) -> None:
        page.data = self.services.session
        follow(page, self.services)
        page.render_views(App, self.services)

    async def kill_and_resume(self, carry_on: str = "Sam") -> Screen:
        """Kill the app once what was typed is durable, start it, unlock, carry on."""
        await self.until_saved()
        screen = await self.start()
        await screen.tap("Unlock Profile 1")
        await screen.type("Passphrase", PASSPHRASE)
        await screen.tap("Unlock")
        await self.until(lambda: "Home" in screen.words())
        if carry_on:
            await screen.tap(carry_on)
        return screen

    async def until_saved(self) -> None:
        """Wait for the word "saved" on the screen, as a person would."""
        await self.until(lambda: self.services.saved.state.value == "saved")

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true, up to a bound that only a defect reaches."""
        for _ in range(1000):
            await self.screen.settle()
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"never came true; the screen said:\n{self.screen.words()}")


def on_a_phone(
    folder: Path, story: Callable[[Phone], Awaitable[None]], server: ScriptedServer | None = None
) -> None:
    """Tell ``story`` on a fresh phone."""
    asyncio.run(story(Phone(folder, server or ScriptedServer())))  # type: ignore[arg-type]


async def with_profile(phone: Phone) -> Screen:
    """Start the app and make a profile."""
    screen = await phone.start()
    await screen.tap("Create a profile")
    await screen.tap("I hold wellbeing conversations")
    await choose_own_passphrase(screen)
    await screen.tap("Create profile")
    await phone.until(lambda: "Your recovery code" in screen.words())
    await screen.tap("I have it on paper")
    await phone.until(lambda: "New conversation" in screen.words())
    return screen


async def choose_own_passphrase(screen: Screen, words: str = PASSPHRASE) -> None:
    """On a screen that offers four made words, type others instead."""
    await screen.tap("I choose my own")
    await screen.type("Passphrase", words)
    await screen.type("Passphrase again", words)


async def enrol(phone: Phone) -> None:
    """Enter the enrolment code."""
    await phone.screen.tap("Enter your enrolment code")
    await phone.screen.type("Enrolment code", "K7QF-2M9X-TR4B")
    await phone.screen.tap("Enrol")
    await phone.until(lambda: "Outbox" in phone.screen.words())


async def choose_guide(screen: Screen, title: str = "Wellbeing conversation") -> None:
    """From the home screen to the start of a new conversation of this kind."""
    await screen.tap("New conversation")
    await screen.tap(title)


async def start_talking(screen: Screen) -> None:
    """From the home screen into a new conversation, with the limits said."""
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.tap("Start talking")


async def to_the_summary(phone: Phone, label: str = "Sam") -> Screen:
    """From the home screen to the summary of a new conversation."""
    screen = phone.screen
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", label)
    await screen.tap("Start talking")
    await screen.tap("On to the plan")
    await screen.tap("On to the summary")
    return screen


async def to_the_check(phone: Phone, summary: str) -> Screen:
    """From the home screen to the check of ``summary``."""
    screen = await to_the_summary(phone)
    await screen.type("Summary", summary)
    await screen.tap("Allied Health Professionals")
    await screen.tap("North")
    await screen.tap("Look it over")
    return screen


async def answer_questions(screen: Screen) -> None:
    """Hide whatever is still asked about."""
    for _ in range(8):
        asked = [words for words in screen.words().split("\n") if words.startswith("Hide “")]
        if not asked:
            return
        await screen.tap(asked[0])


async def turn_the_screen(screen: Screen) -> None:
    """From the check, with every question answered, to the screen the colleague reads."""
    await screen.tap("I have read these words")
    await screen.tap("Turn the screen to your colleague")


async def agree_together(screen: Screen) -> None:
    """From the check to the moment after the colleague agreed and handed the device back."""
    await turn_the_screen(screen)
    await screen.tap("I agree: this may be sent")
    await screen.tap("I have the device back")
