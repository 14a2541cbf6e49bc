"""Wrong tries are slowed, times only get shorter, and easy PINs are refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PinRefused
from app.domain.lock import DELAYS, LockTimes, check_new_pin, seconds_left

_MOMENTS = st.floats(min_value=-1e10, max_value=1e10)


@pytest.mark.parametrize(
    ("tries", "delay"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 5), (5, 30), (6, 60), (7, 60), (99, 60)],
)
def test_each_wrong_try_makes_the_next_wait(tries: int, delay: int) -> None:
    assert seconds_left(tries, 1_000.0, 1_000.0) == delay
    assert seconds_left(tries, 1_000.0, 1_000.0 + delay) == 0
    if delay:
        assert seconds_left(tries, 1_000.0, 999.5 + delay) == 0.5


@given(st.integers(min_value=0, max_value=1_000), _MOMENTS, _MOMENTS)
def test_no_clock_makes_anyone_wait_longer_than_the_delay(
    tries: int, tried_at: float, now: float
) -> None:
    left = seconds_left(tries, tried_at, now)
    assert 0 <= left <= DELAYS[min(max(tries, 1), len(DELAYS)) - 1]
    if now < tried_at:
        assert left == 0


@given(st.floats(), st.floats(), st.floats(), st.floats())
def test_times_only_ever_get_shorter(idle: float, hidden: float, a: float, b: float) -> None:
    own, trust = LockTimes(idle, hidden), LockTimes(a, b)
    both = own.shortened(trust)
    assert both == trust.shortened(own)
    assert 15 <= both.idle_seconds == min(own.idle_seconds, trust.idle_seconds) <= 300
    assert 15 <= both.hidden_seconds == min(own.hidden_seconds, trust.hidden_seconds) <= 120


def test_the_defaults_are_the_longest_and_15_seconds_the_shortest() -> None:
    assert LockTimes() == LockTimes(math.inf, 1e9) == LockTimes(math.nan, math.nan)
    assert LockTimes(-1, 0) == LockTimes(15, 15)
    assert LockTimes(60, 30).shortened(None) == LockTimes(60, 30)
    assert LockTimes(60, 30).shortened(LockTimes(90, 20)) == LockTimes(60, 20)


@pytest.mark.parametrize(
    "pin",
    [
        *("", "123", "123456789", "12a4", "12 4", " 2580", "2580\n", "١٩٧٣", "²⁵⁸⁰"),
        *("0000", "77777777", "1234", "4321", "0123", "34567", "7890", "0987"),
        *("1212", "12121", "123123", "27182718"),
    ],
)
def test_easy_pins_are_refused(pin: str) -> None:
    with pytest.raises(PinRefused) as refused:
        check_new_pin(pin)
    assert refused.value.field == "pin"


@pytest.mark.parametrize("pin", ["2580", "1973", "1221", "1235", "90210", "31415926"])
def test_other_pins_may_be_chosen(pin: str) -> None:
    check_new_pin(pin)
