"""How closed figures are said: rounded, small ones withheld. Pure."""

from dataclasses import dataclass

#: The smallest theme count that is shown (NHS England: 1 to 7 are suppressed).
SMALLEST_NUMERATOR = 8
ROUNDING = 5
_NEARLY_ALL = 3
#: How what too few have, or none, is said.
FEW = f"fewer than {SMALLEST_NUMERATOR}"
#: In a group of fewer than this, by its rounded count, "nearly all" would say of each person in it
#: what they spoke of (group disclosure): there it reads the same as a few, or none.
SMALL_GROUP = 50
FEW_OR_MOST = f"{FEW} or nearly all"
#: What is said instead of a figure that is held back, as a number and in words.
HELD_BACK, NOT_TOLD = 0, "held back"


@dataclass(frozen=True)
class Figure:
    """A theme's part of a cell: ``rounded`` summaries or None, in words, in whole percent."""

    rounded: int | None
    words: str
    percent: int | None


def rounded(n: int, minimum: int) -> int:
    """Round a count to the nearest 5, but never below the minimum; 0 for one below it."""
    if n < minimum:
        return 0
    return max(nearest(n), -(-minimum // ROUNDING) * ROUNDING)


def nearest(n: int) -> int:
    """Round to the nearest 5."""
    return ROUNDING * ((n + ROUNDING // 2) // ROUNDING)


def range_of(said: int, minimum: int) -> tuple[int, int]:
    """Give the smallest and the largest count that ``rounded`` says so."""
    lowest = -(-minimum // ROUNDING) * ROUNDING
    return (minimum if said == lowest else said - ROUNDING // 2), said + ROUNDING // 2


def figure(k: int, n: int, whole: int, says: int | None = None) -> Figure:
    """Say how many of a shown cell's ``n`` summaries have something: from rounded figures only.

    ``whole`` is what is said of the cell itself. None and a few read the same; nearly everybody is
    said so, without a figure. In a small group none, a few and nearly everybody all read the same.
    ``says`` is what is said instead of ``k`` rounded, if anything is (``asides``).
    """
    if says == HELD_BACK:
        return Figure(None, f"{NOT_TOLD}, of about {whole:,}", None)
    few, most = k < SMALLEST_NUMERATOR, k > n - _NEARLY_ALL or nearest(k) >= whole
    if says is None and (few or most):
        said = FEW_OR_MOST if whole < SMALL_GROUP else FEW if few else "nearly all"
        return Figure(None, f"{said} of about {whole:,}", None)
    part = nearest(k) if says is None else says
    return Figure(part, f"about {part:,} of {whole:,}", round(100 * part / whole))


def meaning(said: Figure, of: tuple[int, int]) -> tuple[int, int]:
    """Give the smallest and the largest count that a figure can stand for.

    ``of`` are those of the cell.
    """
    half = ROUNDING // 2
    if said.rounded is not None:
        return max(SMALLEST_NUMERATOR, said.rounded - half), min(said.rounded + half, of[1])
    if said.words.startswith((FEW_OR_MOST, NOT_TOLD)):
        return 0, of[1]
    if said.words.startswith(FEW):
        return 0, SMALLEST_NUMERATOR - 1
    # "Nearly all": at most two did not, or rounding would have made it all of them.
    return max(SMALLEST_NUMERATOR, of[0] - half), of[1]
