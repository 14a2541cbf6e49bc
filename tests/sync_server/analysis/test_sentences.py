"""Findings in plain words."""

import pytest

from sync_server.analysis.sentences import (
    burst,
    cluster,
    distinctive,
    interval,
    signals,
    times,
    year_on_year,
)


def test_a_difference_is_said_as_times_and_counts() -> None:
    said = distinctive(140, 600, 310, 2800)
    assert said == "2.1 times as often: about 140 of 600 against 310 of 2,800 others"
    assert distinctive(30, 600, 310, 2800) == (
        "45% as often: about 30 of 600 against 310 of 2,800 others"
    )
    assert distinctive(30, 600, None, 2800) == (
        "About 30 of 600 against fewer than 8 of 2,800 others"
    )


@pytest.mark.parametrize(
    ("share", "rest", "words"),
    [
        (0.4, 0.2, "twice as often"),
        (0.3, 0.2, "1.5 times as often"),
        (0.6, 0.2, "3 times as often"),
        (0.9, 0.05, "18 times as often"),
        (0.1, 0.2, "half as often"),
        (0.001, 0.9, "hardly ever in comparison"),
    ],
)
def test_times_are_said_shortly(share: float, rest: float, words: str) -> None:
    assert times(share, rest) == words


def test_the_rest_is_said_without_figures_that_no_table_has() -> None:
    assert burst("tail lift", 30, 1000, 15, 3000) == (
        "“tail lift”: 6 times as often as before, about 30 of 1,000 summaries against 15 of 3,000"
    )
    assert "hardly any" in burst("tail lift", 30, 1000, None, 3000)
    assert cluster(1200, ["radio", "battery"]) == (
        "About 1,200 summaries that share these words: radio, battery"
    )
    assert interval((18, 29)) == "between 18% and 29%"
    assert year_on_year(23, 17) == "23%, against 17% a year before"
    assert year_on_year(17, 17) == "17%, the same as a year before"
    assert signals(()) is None
    assert signals(("above", "rising")) == (
        "Higher than chance alone would make it; part of six or more in a row that rise."
    )
