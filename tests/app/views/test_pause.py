"""The two-minute pause: it breathes, counts, and stops when asked."""

import asyncio

from app.views.components.breathing_pace import BUZZ
from tests.app.views.care import CaredPhone
from tests.app.views.crew import cared
from tests.app.views.phone import Phone
from tests.harness import Screen


async def seconds_pass(phone: Phone, seconds: int) -> None:
    for _ in range(seconds):
        phone.clock.goes_on(1.0)
        await phone.screen.settle()


def shapes(screen: Screen) -> list[float]:
    return [
        control.scale
        for control in screen.controls()
        if getattr(control, "animate_scale", None) is not None
    ]


def test_a_pause_breathes_buzzes_and_stops_when_asked() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        assert "Breathe in" in screen.words()
        assert shapes(screen) == [1.0]
        await seconds_pass(phone, 4)
        assert "Breathe out" in screen.words()
        assert shapes(screen)[0] < 1.0
        assert phone.device.asked("buzz") == [(BUZZ,), (BUZZ // 2,)]
        await screen.tap("Stop")
        assert "Breathe" not in screen.words().replace("Breathing", "")
        await seconds_pass(phone, 12)
        assert len(phone.device.asked("buzz")) == 2

    cared(story)


def test_a_pause_ends_by_itself_and_again_at_another_pace() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Another pace")
        await screen.tap("Longer breaths")
        await screen.tap("Begin")
        for _ in range(121):
            phone.clock.goes_on(1.0)
            await asyncio.sleep(0.001)
        await phone.says("Done.")
        assert len(phone.device.asked("buzz")) == 20
        assert "Once more" in screen.words()

    cared(story)


def test_who_wants_less_motion_gets_words_and_a_count() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.less_motion = True
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        assert shapes(screen) == []
        assert "Breathe in\n1" in screen.words()
        await seconds_pass(phone, 1)
        assert "Breathe in\n2" in screen.words()

    cared(story)


def test_leaving_ends_the_pause() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        await screen.tap("Back to home")
        await seconds_pass(phone, 12)
        assert len(phone.device.asked("buzz")) == 1

    cared(story)
