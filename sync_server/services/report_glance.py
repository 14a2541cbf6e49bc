"""What a board report's first page says, and what a board would miss in it."""

from collections.abc import Mapping, Sequence

from app.domain.insight_figures import Given
from sync_server.reports.report import Fact
from sync_server.services.insights import ThemeFigure
from sync_server.services.report_themes import CHANGED, Said

#: Answers that stand as large figures, each with what it is a share of.
_TOLD: Mapping[str, str] = {
    "plan_made": "of summaries say that a plan was made",
    "follow_up_agreed": "of summaries say that a follow-up was agreed",
}
#: What a board would miss in a report, said to whoever is about to issue it.
_UNSURE = "No percentage says how certain it is, as too few summaries are checked yet."
_PARTLY = (
    "{unsure} of {shown} percentages do not say how certain they are, as too few summaries are "
    "checked yet."
)
_NO_ACTION = "There is no action in it yet."


def moved(said: Sequence[Said]) -> list[str]:
    """Name what has changed most since a year before, up and down."""
    held = sorted(
        (one for one in said if one.change is not None),
        key=lambda one: (-(one.change or 0), one.figure.label),
    )
    points = []
    for words, one in (("Up most", held[:1]), ("Down most", held[-1:])):
        for theme in one:
            change, now = theme.change or 0, theme.figure.percent or 0
            if (change if words == "Up most" else -change) >= CHANGED:
                label, before = theme.figure.label, now - change
                points.append(f"{words} on a year before: {label}, from {before}% to {now}%.")
    return points


def facts(summaries: str, answers: Sequence[Given]) -> tuple[Fact, ...]:
    """Give the large figures: the summaries, and of how many of them a plan and more is told."""
    shares = {one.question: one.percent for one in answers if one.answer == "yes"}
    given = [Fact(summaries, "summaries (rounded)")]
    for question, words in _TOLD.items():
        if shares.get(question) is not None:
            given.append(Fact(f"{shares[question]}%", words))
    return tuple(given)


def lacks(figures: Sequence[ThemeFigure], *, acted: bool) -> tuple[str, ...]:
    """Say what a board would miss: how sure the whole trust's shares are, and any action."""
    shown = [figure for figure in figures if figure.percent is not None]
    unsure = [figure for figure in shown if figure.corrected is None]
    said = [] if acted else [_NO_ACTION]
    if unsure:
        counts = {"unsure": len(unsure), "shown": len(shown)}
        said.append(_UNSURE if len(unsure) == len(shown) else _PARTLY.format(**counts))
    return tuple(said)
