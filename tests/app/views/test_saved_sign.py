"""The sign that what was typed is safe: always in sight, true, calm, and said aloud once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.domain.errors import StoreFull
from app.usecases.keep_saved import SaveState
from app.views.state.saving import SaveStatus, Teller
from tests.app.views.care import CaredPhone
from tests.app.views.phone import start_talking
from tests.harness import Screen

AREA = "Workload and demand"
NOTES = f"Notes: {AREA}"
SAVED = "Saved on this device"
PAUSE = 0.3

Story = Callable[[CaredPhone, Screen], Awaitable[None]]


def told(story: Story, pause: float = PAUSE) -> None:
    """Tell ``story`` on a phone whose profile is open and whose sign rests that long."""

    async def whole() -> None:
        phone = CaredPhone()
        screen = await phone.make_profile()
        phone.services.saved.pause = pause
        await story(phone, screen)
        await phone.dies()

    asyncio.run(whole())


class Seen:
    """The states that a screen was shown, in order."""

    def __init__(self, status: SaveStatus) -> None:
        self.states: list[SaveState] = []

        def hear(changed: Any, field: str | None) -> None:
            if field == "state":
                self.states.append(changed.state)

        self._hear = hear  # the status holds no listener by itself
        status.subscribe(hear)  # type: ignore[attr-defined]


def sign(screen: Screen) -> Any:
    """What the bar says of saving."""
    bar = next(c for c in screen.controls() if type(c).__name__ == "AppBar")
    (said,) = [c for c in screen.inside(bar) if getattr(c, "exclude_semantics", False) and c.label]
    return said


def words_of(screen: Screen) -> list[str]:
    return [c.value for c in screen.inside(sign(screen)) if type(c).__name__ == "Text"]


async def noting(screen: Screen) -> None:
    await start_talking(screen)
    await screen.tap(AREA)


def test_the_sign_is_in_the_bar_of_every_screen_of_a_conversation() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        async def says(heading: str) -> None:
            await phone.until(lambda: heading in screen.words())
            await phone.until(lambda: sign(screen).label == SAVED)
            assert words_of(screen) == ["Saved"]

        await screen.tap("New conversation")
        await screen.tap("Wellbeing conversation")
        await says("Say before you start")
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap(AREA)
        await screen.type(NOTES, "Three late jobs")
        await says("The conversation")
        await screen.tap("On to the plan")
        await screen.type("What keeps me well", "Allotment")
        await says("Personal plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", "Late finishes are hard.")
        await says("Summary for your trust")
        await screen.type("Summary", "")
        await screen.tap("Show them the plan alone")
        await says("For you to read")

    told(story, 0.05)


def test_it_turns_once_when_typing_begins_and_once_when_it_pauses() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await noting(screen)
        await phone.until_saved()
        seen = Seen(phone.services.saved)
        for length in range(1, 9):
            await screen.type(NOTES, "Late jobs"[:length])
            assert sign(screen).label == "Saving…"
        assert seen.states == [SaveState.SAVING]
        await phone.until(lambda: sign(screen).label == SAVED)
        assert seen.states == [SaveState.SAVING, SaveState.SAVED]

    told(story)


def test_it_says_saved_only_once_the_last_word_is_on_the_device() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await noting(screen)
        await phone.until_saved()
        written = asyncio.Event()
        store = phone.workspace.saver.tables._writer._store
        commit = store.commit

        async def slowly(*given: Any) -> None:
            await written.wait()
            await commit(*given)

        store.commit = slowly  # type: ignore[assignment, method-assign]
        await screen.type(NOTES, "Late jobs")
        await asyncio.sleep(3 * 0.05)
        await screen.settle()
        assert sign(screen).label == "Saving…"
        written.set()
        await phone.until(lambda: sign(screen).label == SAVED)

    told(story, 0.05)


def test_it_is_said_aloud_the_first_time_on_a_screen_and_not_again() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await noting(screen)
        await phone.until_saved()
        await screen.tap("On to the plan")
        await phone.until(lambda: sign(screen).label == SAVED)
        # That this step is kept may be what is said, or the first words on it.
        aloud = [bool(sign(screen).live_region)]
        for words in ("A", "Allotment", "Allotments"):
            await screen.type("What keeps me well", words)
            await phone.until(lambda: sign(screen).label == "Saving…")
            assert not sign(screen).live_region
            await phone.until(lambda: sign(screen).label == SAVED)
            aloud.append(bool(sign(screen).live_region))
        assert aloud[2:] == [False, False]
        assert aloud.count(True) == 1

    told(story)


def test_what_could_not_be_saved_is_said_by_the_button_and_its_end_in_the_bar() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await noting(screen)
        await phone.until_saved()
        phone.store.failing = StoreFull()
        await screen.type(NOTES, "Late jobs")
        await phone.until(lambda: sign(screen).label == "Not saved")
        foot = next(c for c in screen.controls() if type(c).__name__ == "View").bottom_appbar
        said = [c.value for c in screen.inside(foot) if type(c).__name__ == "Text"]
        assert said == [StoreFull().message, "On to the plan"]
        phone.store.failing = None
        await phone.until(lambda: sign(screen).label == SAVED)
        assert sign(screen).live_region
        assert StoreFull().message not in screen.words()

    told(story, 0.05)


@pytest.mark.parametrize(
    ("told_in_turn", "shown"),
    [
        ([SaveState.SAVING, SaveState.SAVED], [SaveState.SAVING, SaveState.SAVED]),
        ([SaveState.SAVING, SaveState.SAVED] * 5, [SaveState.SAVING, SaveState.SAVED]),
        ([SaveState.SAVING, SaveState.SAVED, SaveState.SAVING], [SaveState.SAVING]),
        ([SaveState.SAVING, SaveState.TROUBLE], [SaveState.TROUBLE]),
        ([SaveState.SAVED, SaveState.TROUBLE], [SaveState.TROUBLE]),
        (
            [SaveState.TROUBLE, SaveState.SAVING, SaveState.SAVED],
            [SaveState.TROUBLE, SaveState.SAVING, SaveState.SAVED],
        ),
    ],
)
def test_of_what_it_is_told_it_shows_what_still_holds(
    told_in_turn: list[SaveState], shown: list[SaveState]
) -> None:
    async def story() -> None:
        status = SaveStatus(pause=0.05)
        seen = Seen(status)
        teller = Teller(status, lambda: False)
        for state in told_in_turn:
            teller.tell(state, "")
        await asyncio.sleep(0.15)
        assert seen.states == shown

    asyncio.run(story())


def test_nothing_is_shown_of_a_profile_that_was_closed() -> None:
    async def story() -> None:
        status = SaveStatus(pause=0.01)
        Teller(status, lambda: True).tell(SaveState.TROUBLE, "full")
        Teller(status, lambda: True).tell(SaveState.SAVING, "")
        await asyncio.sleep(0.05)
        assert (status.state, status.message) == (SaveState.SAVED, "")

    asyncio.run(story())
