"""A theme over time: the verdict first, why a rise may not count, and how sure, once."""

from collections.abc import Iterator, Sequence

import flet as ft

from app.domain.insight_figures import ThemeCell
from app.domain.insight_trends import ThemeTrend, TrendPoint
from app.views.screens.lead_theme import figures

_UNSURE = "Not checked enough yet to say how sure this is."


def point(
    period: str, percent: int, *, marks: str | None = None, sure: str = _UNSURE
) -> TrendPoint:
    cell = ThemeCell("x", "Breaks", f"about {percent} of 100", percent, None, sure)
    return TrendPoint(
        period=period, words=period, cell=cell, withheld=None, low=12, high=40, year_before=16,
        year_words=f"{percent}%, against 16% a year before", marks=marks, recoded=False,
    )  # fmt: skip


def texts(controls: Sequence[ft.Control]) -> Iterator[str]:
    """Give the texts in the order in which they stand."""
    for control in controls:
        if isinstance(control, ft.Text):
            yield control.value
        inside = [getattr(control, "content", None), *getattr(control, "controls", ())]
        yield from texts([one for one in inside if isinstance(one, ft.Control)])


def shown(*quarters: TrendPoint, blocks: tuple[TrendPoint, ...] = ()) -> str:
    trend = ThemeTrend(
        "note", 11, 1, "x", "Breaks", "group", "04", "AHP", "3 sigma", blocks, quarters
    )
    return " ".join(texts(figures(trend)))


def test_a_rise_within_chance_is_said_to_be_none_before_its_figures() -> None:
    words = shown(point("2026-Q1", 16), point("2026-Q2", 25))
    verdict = words.index("No change that counts")
    assert "For 2026-Q2, anything from 12% to 40% can be chance." in words
    assert verdict < words.index("2026-Q2: 25%, against 16% a year before.")


def test_what_is_more_than_chance_stands_before_its_figures() -> None:
    words = shown(point("2026-Q1", 16), point("2026-Q2", 55, marks="Higher than chance."))
    assert words.index("Higher than chance.") < words.index("2026-Q2: 55%, against")
    assert "No change that counts" not in words


def test_how_sure_is_said_once_and_again_only_where_it_is_another() -> None:
    quarters = [point(f"2026-Q{number}", 20) for number in (1, 2, 3)]
    words = shown(*quarters, point("2026-Q4", 20, sure="From 90 checked summaries."))
    assert words.count(_UNSURE) == 1
    assert words.count("From 90 checked summaries.") == 1


def test_quarters_and_four_weeks_rest_on_something_else_each_said_once() -> None:
    blocks = tuple(point(f"2026-Q1-B{number}", 20, sure="Never told.") for number in (1, 2, 3))
    words = shown(point("2026-Q1", 20), point("2026-Q2", 20), blocks=blocks)
    assert (words.count(_UNSURE), words.count("Never told.")) == (1, 1)


def test_the_share_that_stands_first_says_what_it_is_a_share_of() -> None:
    words = shown(point("2026-Q1", 16), point("2026-Q2", 25))
    assert "2026-Q2: 25%, against 16% a year before. That is about 25 of 100." in words
