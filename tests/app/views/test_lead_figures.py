"""The figures a lead reads: a bar only where there is a share to draw."""

import pytest

from app.domain.periods import Quarter
from app.usecases.read_themes import ThemeShare
from app.views.components.closed_choice import weeks
from app.views.screens.lead_figures import _still_open, _theme_row


@pytest.mark.parametrize(
    ("theme", "bars", "said"),
    [
        (ThemeShare("Breaks", "about 5 of 20", 25), [0.25], "Breaks: about 5 of 20 (25%)"),
        (ThemeShare("Breaks", "nearly all of 11", None), [], "Breaks: nearly all of 11"),
    ],
    ids=["a share", "words alone"],
)
def test_words_without_a_share_stand_without_an_empty_bar(
    theme: ThemeShare, bars: list[float], said: str
) -> None:
    row = _theme_row(theme)
    assert row.label == said
    drawn = [one.value for one in row.content.controls if type(one).__name__ == "ProgressBar"]
    assert drawn == bars


def test_the_quarters_that_are_still_open_are_named() -> None:
    third, fourth = Quarter(2026, 3), Quarter(2026, 4)
    (said,) = _still_open((fourth, third), third)
    assert said.value.startswith("Still open: October to December 2026. A quarter closes")
    (said,) = _still_open((fourth, third, third.previous()), third.previous())
    assert "July to September 2026 and October to December 2026." in said.value
    assert _still_open((third,), third) == []


def test_where_a_period_is_chosen_its_days_are_said() -> None:
    assert "This one is 29 June to 27 September 2026." in weeks("2026-Q3").value
    assert weeks("nonsense").value.endswith("from a Monday to a Sunday.")
