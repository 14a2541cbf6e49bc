"""A key that comes for a field in the moment in which a turn builds another is not lost."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.views import hearing
from app.views.state import late_keys
from tests.app.views.care import CaredPhone
from tests.app.views.test_panes import AREA, NARROW, OTHER, TURNED, starts_talking
from tests.harness import Screen

NOTES = f"Notes: {AREA}"


@pytest.fixture(autouse=True)
def ears(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, name, ours in hearing.OWN:
        monkeypatch.setattr(kind, name, ours)


def told(story: Callable[[CaredPhone, Screen], Awaitable[None]]) -> None:
    async def whole() -> None:
        phone = CaredPhone()
        screen = await phone.make_profile()
        await screen.turns(*TURNED)
        await starts_talking(screen)
        await screen.tap(AREA)
        await screen.type(NOTES, "Three")
        await story(phone, screen)

    asyncio.run(whole())


def notes(phone: CaredPhone) -> str:
    conversation = phone.services.session.conversation
    assert conversation is not None
    return next(words for words in conversation.notes.values() if words)


def remembered(phone: CaredPhone) -> list[str]:
    return [gone.known for gone in phone.services.session.late._gone.values()]


async def types(screen: Screen, field: Any, words: str) -> None:
    """Send what the page sends for each key, whether or not the field still stands."""
    screen.session.apply_patch(field._i, {"value": words})
    await screen.session.dispatch_event(field._i, "change", words)
    await screen.settle()


def test_what_came_for_the_old_field_stands_in_the_new_one_and_is_kept() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        assert screen.find(NOTES)._i != old._i
        await types(screen, old, "Three ")
        await types(screen, old, "Three l")
        assert screen.find(NOTES).value == "Three l" == notes(phone)

    told(story)


def test_what_was_typed_on_meanwhile_stays_behind_it() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        await types(screen, screen.find(NOTES), "Three jobs")
        await types(screen, old, "Three late")
        assert screen.find(NOTES).value == "Three late jobs" == notes(phone)

    told(story)


def test_what_was_on_its_way_from_the_new_one_as_well_stays_behind_it() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        new = screen.find(NOTES)
        screen.session.apply_patch(old._i, {"value": "Three l"})
        await types(screen, new, "Threea")  # typed before the page was told of the late one
        assert screen.find(NOTES).value == "Three la" == notes(phone)
        await types(screen, new, "Threeat")
        assert screen.find(NOTES).value == "Three lat" == notes(phone)
        await types(screen, new, "Three late")
        assert screen.find(NOTES).value == "Three late" == notes(phone)

    told(story)


def test_late_keys_can_be_taken_back() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        await types(screen, old, "Three l")
        await types(screen, screen.find(NOTES), "Three")
        assert screen.find(NOTES).value == "Three" == notes(phone)

    told(story)


def test_another_field_takes_nothing_of_it() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.tap(OTHER)
        await types(screen, old, "Three l")
        assert screen.find(f"Notes: {OTHER}").value == ""
        assert notes(phone) == "Three"

    told(story)


def test_after_the_lock_nothing_is_taken() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        assert "Three" in remembered(phone)
        await screen.tap("Lock")
        assert not remembered(phone)
        await types(screen, old, "Three l")
        assert phone.services.session.conversation is None
        assert "Three l" not in screen.words()

    told(story)


def test_what_stood_in_a_field_is_remembered_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        old = screen.find(NOTES)
        await screen.turns(*NARROW)
        await asyncio.sleep(0.01)
        assert not remembered(phone)
        await types(screen, old, "Three l")
        assert notes(phone) == "Three"

    monkeypatch.setattr(late_keys, "_SECONDS", 0.0)
    told(story)


def test_a_secret_is_not_remembered() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.go("/profile/passphrase")
        await screen.type("New passphrase", "lantern")
        phone.services.session.late.forget()
        await screen.go("/support")
        assert not remembered(phone)

    told(story)
