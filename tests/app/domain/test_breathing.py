"""A pause counts every breath to its end, and ends by itself at about two minutes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.breathing import LONGEST_BREATH, PAUSE_SECONDS, SHORTEST_BREATH, Pace, moment

SECONDS = st.integers(SHORTEST_BREATH, LONGEST_BREATH)


def test_in_for_four_out_for_six() -> None:
    said = [moment(Pace(4, 6), second) for second in range(11)]
    assert [one and one.count for one in said] == [1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 1]
    assert [one and one.in_words() for one in said[3:5]] == ["Breathe in", "Breathe out"]
    assert [one and one.begins for one in said[:5]] == [True, False, False, False, True]


@given(seconds_in=SECONDS, seconds_out=SECONDS)
@settings(max_examples=60, deadline=None)
def test_it_ends_with_a_breath_out(seconds_in: int, seconds_out: int) -> None:
    pace = Pace(seconds_in, seconds_out)
    length = pace.length()
    assert PAUSE_SECONDS <= length < PAUSE_SECONDS + pace.seconds
    last = moment(pace, length - 1)
    assert last is not None
    assert not last.is_in
    assert last.count == last.lasts == seconds_out
    assert moment(pace, length) is None
