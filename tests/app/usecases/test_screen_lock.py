"""The screen lock: never later than anybody asked for, and a PIN that cannot be guessed long."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import PinRefused
from app.domain.lock import PIN_TRIES, LockTimes
from app.domain.organisation import Organisation
from app.domain.profile import ProfileSettings
from app.usecases.screen_lock import ScreenLock
from tests.app.usecases.parts import run

PIN = "2580"


class Settings:
    """A settings desk with nothing under it."""

    def __init__(self, kept: ProfileSettings) -> None:
        self.kept = kept

    def get(self) -> ProfileSettings:
        return self.kept

    async def keep(self, settings: ProfileSettings) -> None:
        self.kept = settings


def a_lock(
    pin: str = "", own: LockTimes | None = None, trust: LockTimes | None = None
) -> ScreenLock:
    organisation = Organisation("trust", "Trust", (), lock=trust)
    kept = ProfileSettings(frozenset(), pin=pin, lock=own)
    return ScreenLock(Settings(kept), lambda: organisation)  # type: ignore[arg-type]


TIMES = st.none() | st.builds(LockTimes, st.floats(1, 900), st.floats(1, 900))


@settings(max_examples=50, deadline=None)
@given(TIMES, TIMES)
def test_times_are_the_shortest_that_anybody_asked_for(
    own: LockTimes | None, trust: LockTimes | None
) -> None:
    times = a_lock(own=own, trust=trust).times()
    asked = [found for found in (own, trust, LockTimes()) if found is not None]
    assert times.idle_seconds == min(found.idle_seconds for found in asked)
    assert times.hidden_seconds == min(found.hidden_seconds for found in asked)


def test_without_a_trust_the_profile_alone_decides() -> None:
    kept = ProfileSettings(frozenset(), lock=LockTimes(60, 30))
    lock = ScreenLock(Settings(kept), lambda: None)  # type: ignore[arg-type]
    assert lock.times() == LockTimes(60, 30)


def test_five_wrong_pins_end_it_even_for_the_right_one() -> None:
    lock = a_lock(PIN)
    answers = [lock.try_pin("1111") for _ in range(PIN_TRIES)]
    assert answers == [(False, left) for left in (4, 3, 2, 1, 0)]
    assert lock.try_pin(PIN) == (False, 0)


def test_the_right_pin_starts_the_count_afresh() -> None:
    lock = a_lock(PIN)
    for _ in range(3):
        for _ in range(PIN_TRIES - 1):
            assert lock.try_pin("0000")[0] is False
        assert lock.try_pin(PIN) == (True, PIN_TRIES)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_only_the_pin_lifts_the_cover(digits: str) -> None:
    assert a_lock(PIN).try_pin(digits)[0] == (digits == PIN)
    # No PIN at all is lifted by nothing, not even by nothing typed.
    assert a_lock("").try_pin(digits) == (False, 0)


def test_a_pin_is_chosen_and_done_without() -> None:
    async def story() -> None:
        lock = a_lock()
        assert not lock.has_pin()
        with pytest.raises(PinRefused):
            await lock.set_pin("1234")
        assert not lock.has_pin()
        await lock.set_pin(PIN)
        assert lock.has_pin()
        for _ in range(PIN_TRIES):
            lock.try_pin("9999")
        await lock.set_pin("7413")
        assert lock.try_pin("7413") == (True, PIN_TRIES)
        await lock.clear_pin()
        assert not lock.has_pin()

    run(story())


def test_a_pin_leaves_the_other_settings_alone() -> None:
    async def story() -> None:
        desk = Settings(ProfileSettings(frozenset(), recovery_noted=True))
        lock = ScreenLock(desk, lambda: None)  # type: ignore[arg-type]
        await lock.set_pin(PIN)
        assert desk.kept == replace(ProfileSettings(frozenset()), recovery_noted=True, pin=PIN)

    run(story())
