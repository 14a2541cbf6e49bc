"""Findings in plain words: what was counted, of how many, and what it was held against. Pure.

Everything here is said from rounded counts, the very ones that stand beside it, so that a
sentence gives away nothing that a table does not, and never contradicts one. Never a p.
"""

from collections.abc import Sequence

from sync_server.analysis.ratios import Part, as_often
from sync_server.analysis.rounding import SMALLEST_NUMERATOR
from sync_server.analysis.trends import SIGMAS, Signal


def distinctive(here: Part, rest: Part | int, minimum: int) -> str:
    """Say a group's share against the rest: ``About twice as often: about 140 of 600 …``.

    ``rest`` is only of how many where its count is too small to be said;
    ``minimum`` the smallest cell that is shown.
    """
    count = f"about {here.count:,} of {here.of:,} against"
    if isinstance(rest, int):
        return _opened(f"{count} fewer than {SMALLEST_NUMERATOR} of {rest:,} others")
    often = as_often(here, rest, minimum)
    counts = f"{count} {rest.count:,} of {rest.of:,} others"
    return _opened(f"{often}: {counts}" if often else counts)


def burst(term: str, now: Part, before: Part | None, minimum: int) -> str:
    """Say how a word has come up; ``before`` is None where it was too seldom to say."""
    count = f"about {now.count:,} of {now.of:,} summaries"
    if before is None:
        return f"“{term}”: {count}, hardly any in the three periods before"
    often = as_often(now, before, minimum)
    first = f"{often} as before, " if often.endswith("as often") else ""
    return f"“{term}”: {first}{count} against {before.count:,} of {before.of:,}"


def cluster(size: int, words: Sequence[str]) -> str:
    """Say what a cluster holds."""
    return f"About {size:,} summaries that share these words: {', '.join(words)}"


def interval(percents: tuple[int, int]) -> str:
    """Say how sure a share is."""
    low, high = percents
    return f"between {low}% and {high}%"


_SIGNALS: dict[Signal, str] = {
    "above": "higher than chance alone would make it",
    "below": "lower than chance alone would make it",
    "run-above": "part of eight or more in a row above the usual level",
    "run-below": "part of eight or more in a row below the usual level",
    "rising": "part of six or more in a row that rise",
    "falling": "part of six or more in a row that fall",
}


def signals(found: Sequence[Signal]) -> str | None:
    """Say which rules mark a point of a trend; None when none does."""
    said = [_SIGNALS[signal] for signal in found]
    if not said:
        return None
    return f"{_opened('; '.join(said))}."


def year_on_year(percent: int, before: int) -> str:
    """Say a share beside that of the same time a year ago, both in whole percent."""
    if percent == before:
        return f"{percent}%, the same as a year before"
    return f"{percent}%, against {before}% a year before"


#: What a trend's marks rest on, for the page that shows them.
RULES = (
    "Marked is what is more than chance: a figure outside the limits, eight in a row above or "
    "below the usual level, six in a row that rise or fall. A gap ends a row. For statisticians: "
    f"the limits are {SIGMAS:.0f} sigma of a Laney p′ chart."
)


def _opened(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
