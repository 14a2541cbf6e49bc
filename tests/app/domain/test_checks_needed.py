"""How many more checks would settle a theme."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.checks_needed import TRUSTED, checks_needed
from sync_server.analysis.agreement import quality


@given(hits=st.integers(0, 60), misses=st.integers(0, 60), rest=st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_so_many_more_checks_of_the_same_kind_do_make_it_trusted(
    hits: int, misses: int, rest: int
) -> None:
    checked = hits + misses + rest
    now = quality(hits, misses, 0, checked)
    more = checks_needed(now.f1, now.low, checked)
    if now.low >= TRUSTED:
        assert more == 0
    elif more is not None and checked:
        # Seen over a larger sample of the same shares, the interval is above the mark; and with
        # a tenth of a share less it is not, so the number is no wild guess.
        grown = (checked + more) / checked
        after = quality(round(hits * grown), round(misses * grown), 0, round(checked * grown) + 2)
        assert after.low >= TRUSTED - 0.02
        if more > 40:
            fewer = 1 + 0.8 * more / checked
            short = quality(
                round(hits * fewer), round(misses * fewer), 0, round(checked * fewer) + 2
            )
            assert short.low < TRUSTED + 0.01


def test_checks_alone_do_not_help_what_is_wrong_too_often() -> None:
    often_wrong = quality(10, 20, 10, 100)
    assert checks_needed(often_wrong.f1, often_wrong.low, 100) is None


def test_nothing_is_said_of_what_nobody_checked() -> None:
    assert checks_needed(None, 0.0, 40) is None
    assert checks_needed(0.8, 0.3, 0) is None


def test_an_example_by_hand() -> None:
    # 12 right of 15 decisions in 60 texts: j = 0.8, trusted from j = 3/7 on at its lower end.
    now = quality(12, 2, 1, 60)
    assert now.low >= TRUSTED
    assert checks_needed(now.f1, now.low, 60) == 0
    thin = quality(4, 1, 1, 60)
    more = checks_needed(thin.f1, thin.low, 60)
    assert thin.low < TRUSTED
    assert more is not None
    assert 60 <= more <= 200
