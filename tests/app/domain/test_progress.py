"""How far longer work is: never a guess, never more than there is, in words that do not flicker."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import SURE, WORTH_SAYING, Progress


@pytest.mark.parametrize(
    ("done", "of", "seconds", "said"),
    [
        (1, 10, 1.9, ""),
        (0, 10, 60, ""),
        (1, 3, 10, "About 20 seconds left."),
        (1, 2, 11, "About 20 seconds left."),
        (9, 10, 20, "Nearly there."),
        (1, 10, 20, "About 3 minutes left."),
        (10, 10, 20, ""),
    ],
)
def test_it_says_about_how_long_it_still_takes(
    done: int, of: int, seconds: float, said: str
) -> None:
    assert Progress(done, of, seconds).left() == said


@given(st.integers(0, 5000), st.integers(0, 5000), st.floats(0, 4000))
def test_it_foretells_what_is_left_and_nothing_before_it_can_be_known(
    done: int, of: int, seconds: float
) -> None:
    progress = Progress(done, of, seconds)
    assert 0 <= progress.share() <= 1
    assert progress.is_worth_saying() == (seconds >= WORTH_SAYING and done < of)
    left = progress.left()
    if seconds < SURE or not 0 < done < of:
        assert left == ""
        return
    known = seconds * (of - done) / done
    number = int((re.search(r"\d+", left) or [0])[0])
    told = number * 60 if "minutes" in left else number
    # Rounded up: late is worse than early. By one step at most.
    assert (left == "Nearly there." and known <= 5) or known <= told <= known + 60
