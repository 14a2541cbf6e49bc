"""Findings in plain words."""

from sync_server.analysis.ratios import Part
from sync_server.analysis.sentences import (
    burst,
    cluster,
    distinctive,
    interval,
    signals,
    year_on_year,
)


def test_a_difference_is_said_as_times_and_counts() -> None:
    said = distinctive(Part(140, 600), Part(310, 2800, 2), 11)
    assert said == "About twice as often: about 140 of 600 against 310 of 2,800 others"
    said = distinctive(Part(30, 70), Part(80, 955, 2), 11)
    assert said == "About 5 times as often: about 30 of 70 against 80 of 955 others"
    assert distinctive(Part(30, 600), Part(310, 2800), 11) == (
        "About half as often: about 30 of 600 against 310 of 2,800 others"
    )
    assert (
        distinctive(Part(15, 30), Part(40, 90, 2), 11) == "About 15 of 30 against 40 of 90 others"
    )
    assert distinctive(Part(30, 600), 2800, 11) == (
        "About 30 of 600 against fewer than 8 of 2,800 others"
    )


def test_the_rest_is_said_without_figures_that_no_table_has() -> None:
    assert burst("tail lift", Part(30, 1000), Part(15, 3000), 11) == (
        "“tail lift”: at least 3 times as often as before, about 30 of 1,000 summaries "
        "against 15 of 3,000"
    )
    assert "hardly any" in burst("tail lift", Part(30, 1000), None, 11)
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
