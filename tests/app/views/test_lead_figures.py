"""The figures a lead reads: a bar only where there is a share to draw."""

import pytest

from app.usecases.read_themes import ThemeShare
from app.views.screens.lead_figures import _theme_row


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
