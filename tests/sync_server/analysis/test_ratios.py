"""What is said of two shares holds for every pair of true counts behind the rounded ones."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync_server.analysis.ratios import Part, as_often
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, nearest, rounded

#: What a reader takes "about so many times" for: a fifth on either side.
_PARTS = {
    "a tenth": 1 / 10, "a fifth": 1 / 5, "a quarter": 1 / 4, "a third": 1 / 3, "half": 1 / 2,
    "three quarters": 3 / 4, "one and a half times": 1.5, "twice": 2.0,
}  # fmt: skip
_SAID = re.compile(r"(about|at least|at most) (.+?) as often")


def means(words: str) -> tuple[float, float]:
    """Give between what a ratio lies where these words are true of it."""
    if words in ("more often", "less often", ""):
        return {"more often": (1, 1e9), "less often": (0, 1), "": (0, 1e9)}[words]
    found = _SAID.fullmatch(words)
    assert found, words
    named = found[2]
    step = _PARTS[named] if named in _PARTS else float(named.removesuffix(" times"))
    return {"about": (step * 0.8, step * 1.2), "at least": (step, 1e9), "at most": (0, step)}[
        found[1]
    ]


@st.composite
def true_counts(draw: st.DrawFn) -> tuple[int, int]:
    """A count that may be shown, and the cell that it is of."""
    of = draw(st.integers(11, 40) | st.integers(11, 5000))
    return draw(st.integers(SMALLEST_NUMERATOR, of)), of


@given(true_counts(), true_counts(), st.integers(11, 30))
@example((28, 72), (82, 953), 11)
@example((8, 11), (8, 11), 11)
def test_words_are_true_of_all_counts_that_round_so(
    here: tuple[int, int], rest: tuple[int, int], minimum: int
) -> None:
    least = min(minimum, here[1], rest[1])
    first, second = (Part(nearest(k), rounded(n, least)) for k, n in (here, rest))
    words = as_often(first, second, least)
    ratio = here[0] / here[1] / (rest[0] / rest[1])
    low, high = means(words)
    assert low - 1e-9 <= ratio <= high + 1e-9, words
    # Never more digits than one, but for 15; a part or a multiple, and no percent.
    assert not re.search(r"[.%]|[1-9]\d*[1-9]", words.replace("15", "")), words


@given(true_counts(), true_counts())
def test_words_are_true_where_the_rest_is_taken_off_the_whole(
    here: tuple[int, int], rest: tuple[int, int]
) -> None:
    (count, of), (others, rest_of) = here, rest
    shown, cell = nearest(count), rounded(of, 11)
    left, left_of = nearest(count + others) - shown, rounded(of + rest_of, 11) - cell
    if left <= 0 or left_of <= 0 or left > left_of or shown > cell:
        return
    low, high = means(as_often(Part(shown, cell), Part(left, left_of, 2), 11))
    ratio = count / of / (others / rest_of)
    assert low - 1e-9 <= ratio <= high + 1e-9


@pytest.mark.parametrize(
    ("here", "rest", "words"),
    [
        (Part(400, 1000), Part(200, 1000), "about twice as often"),
        (Part(300, 1000), Part(200, 1000), "about one and a half times as often"),
        (Part(900, 1000), Part(50, 1000), "about 20 times as often"),
        (Part(30, 70), Part(80, 955, 2), "about 5 times as often"),
        (Part(100, 1000), Part(200, 1000), "about half as often"),
        (Part(20, 30), Part(10, 60), "at least twice as often"),
        (Part(550, 1000), Part(500, 1000), "more often"),
        (Part(10, 2000), Part(2000, 2000), "at most a tenth as often"),
        (Part(15, 30), Part(40, 90, 2), ""),
    ],
)
def test_a_ratio_is_said_as_firmly_as_its_counts_are(here: Part, rest: Part, words: str) -> None:
    assert as_often(here, rest, 11) == words
