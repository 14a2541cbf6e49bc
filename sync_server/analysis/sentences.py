"""Findings in plain words: what was counted, of how many, and what it was held against. Pure.

Everything here is said from rounded counts, the very ones that stand beside it, so that a
sentence gives away nothing that a table does not, and never contradicts one. Never a p.
"""

from collections.abc import Sequence

from sync_server.analysis.rounding import SMALLEST_NUMERATOR
from sync_server.analysis.trends import SIGMAS, Signal

#: From here on a multiple is said in whole numbers.
_MANY_TIMES = 10


def times(share: float, rest: float) -> str:
    """Say a share against another: ``2.1 times as often``, ``half as often``; shares above 0."""
    ratio = share / rest
    if ratio >= _MANY_TIMES:
        return f"{ratio:.0f} times as often"
    if ratio >= 1:
        return f"{_short(ratio)} times as often" if round(ratio, 1) != 2 else "twice as often"
    percent = round(100 * ratio)
    if 48 <= percent <= 52:
        return "half as often"
    return f"{percent}% as often" if percent else "hardly ever in comparison"


def distinctive(count: int, of: int, rest_count: int | None, rest_of: int) -> str:
    """Say a group's share against the rest: ``2.1 times as often: about 140 of 600 against …``.

    ``rest_count`` is None where it is too small to be said.
    """
    if rest_count is None:
        few = f"fewer than {SMALLEST_NUMERATOR}"
        return f"About {count:,} of {of:,} against {few} of {rest_of:,} others"
    words = times(count / of, rest_count / rest_of)
    counts = f"about {count:,} of {of:,} against {rest_count:,} of {rest_of:,} others"
    return f"{words[0].upper()}{words[1:]}: {counts}"


def burst(term: str, count: int, of: int, before: int | None, before_of: int) -> str:
    """Say how a word has come up; ``before`` is None where it was too seldom to say."""
    if before is None:
        return (
            f"“{term}”: about {count:,} of {of:,} summaries, hardly any in the three periods before"
        )
    words = times(count / of, before / before_of)
    return (
        f"“{term}”: {words} as before, about {count:,} of {of:,} summaries "
        f"against {before:,} of {before_of:,}"
    )


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
    return f"{said[0][0].upper()}{'; '.join(said)[1:]}."


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


def _short(number: float) -> str:
    text = f"{number:.1f}"
    return text.removesuffix(".0")
