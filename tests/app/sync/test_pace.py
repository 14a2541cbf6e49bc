"""Gaps are drawn anew each time, and an outage does not end in everybody knocking at once."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.pace import GAP, LONGEST_PAUSE, Pace, pause_after


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def a_pace(seed: int = 1) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(clock, random.Random(seed)), clock  # noqa: S311 - gaps, not secrets


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_a_gap_comes_after_every_request_and_none_before_the_first(seed: int) -> None:
    pace, clock = a_pace(seed)
    assert pace.gap() == 0.0
    pace.spoke()
    gap = pace.gap()
    assert GAP[0] <= gap <= GAP[1]
    clock.now += gap
    assert pace.gap() == 0.0
    clock.now -= 10**7
    assert pace.gap() <= GAP[1]


def test_gaps_differ() -> None:
    pace, _ = a_pace()
    found = set()
    for _ in range(20):
        pace.spoke()
        found.add(round(pace.gap(), 3))
    assert len(found) == 20
    assert max(found) - min(found) > 20


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.floats(0, 1))
def test_pauses_grow_to_a_bound(tries: int, chance: float) -> None:
    assert 0 <= pause_after(tries, chance) <= LONGEST_PAUSE
    assert pause_after(tries, 1.0) >= pause_after(max(0, tries - 1), 1.0)


def test_an_outage_is_waited_out_and_a_hurry_still_takes_its_gap() -> None:
    pace, clock = a_pace()
    for _ in range(8):
        pace.failed()
    assert 0 < pace.outage() <= LONGEST_PAUSE
    clock.now += 100
    pace.hurry()
    assert pace.outage() == 0.0
    assert pace.is_out()  # until something answers
    assert GAP[0] <= pace.gap() <= GAP[1]
    before = pace.gap()
    pace.hurry()  # nothing was wrong since
    assert pace.gap() == before
    pace.failed()
    pace.answered()
    assert pace.outage() == 0.0


@given(st.integers(0, 2**32), st.integers(5, 3600))
def test_a_trust_may_ask_for_other_gaps_never_below_the_least(seed: int, longest: int) -> None:
    clock = Clock()
    pace = Pace(clock, random.Random(seed), lambda: float(longest))  # noqa: S311 - gaps, not secrets
    pace.spoke()
    assert GAP[0] <= pace.gap() <= longest
