"""Small numbers: what a lead may see, so that nobody can be worked out from it. Pure.

The rules, each with its reason (threshold 10 to 11 and counts rounded to 5 are usual in NHS
publications; thresholds alone fall to subtraction, so every rule here is about differences):

1. Release in steps (``due_for_release``). A cell shows its summaries in steps of at least the
   minimum, so two looks at it differ by nothing or by a group, never by one person.
2. A cell with fewer than the minimum released is withheld. None and a few read the same.
3. Complementary hiding (``hidden``). What is withheld must hold at least the minimum in at
   least two cells, or the smallest shown cell goes too: the other view bounds the total.
   A single withheld cell always takes a second one along, even when it holds nothing:
   otherwise "withheld alone" would mean "none". A view of one cell would be the total.
4. The two views count the same summaries (``pinned``), so the difference of their sums bounds
   what is not yet released. Where it leaves hardly more than the minimum of possible values,
   nothing is shown: at the ends of that range each small cell would be known exactly.
5. A theme in fewer than 8 summaries is not shown; others are rounded to the nearest 5
   (``share``), and nearly everybody is said so, without a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: The smallest theme count that is shown (NHS England: 1 to 7 are suppressed).
SMALLEST_NUMERATOR = 8
ROUNDING = 5
_NEARLY_ALL = 3

HELD_BACK = "Held back so that a smaller group cannot be worked out from the rest."


def few(minimum: int) -> str:
    """Say why a small cell is withheld; the same sentence for none and for a few."""
    return f"Fewer than {minimum} summaries."


@dataclass(frozen=True)
class Cell:
    """A staff group or area in one quarter: ``released`` of ``total`` summaries show."""

    id: str
    released: int
    total: int


@dataclass(frozen=True)
class Share:
    """A theme's part of a cell: ``rounded`` summaries, as words and whole percent or None."""

    rounded: int
    words: str
    percent: int | None


def due_for_release(waiting: int, minimum: int) -> bool:
    """Say whether a cell's waiting summaries are enough to be shown in one step."""
    return waiting >= minimum


def hidden(cells: Sequence[Cell], minimum: int) -> dict[str, str]:
    """Give the withheld cells of one view, each with its reason in a sentence."""
    small = [cell for cell in cells if cell.released < minimum]
    reasons = {cell.id: few(minimum) for cell in small}
    shown = [cell for cell in cells if cell.id not in reasons]
    if shown and not _stands_alone(small, minimum, of=len(cells)):
        # One is enough: it alone holds the minimum, and the small ones blur its edge.
        smallest = min(shown, key=lambda cell: (cell.released, cell.id))
        reasons[smallest.id] = HELD_BACK
    return reasons


def _stands_alone(small: Sequence[Cell], minimum: int, *, of: int) -> bool:
    """Say whether subtraction from a known total would give a group, not a few people."""
    if not small:
        return of > 1
    if len(small) == 1:
        return False
    filled = [cell.total for cell in small if cell.total]
    return not filled or (len(filled) >= 2 and sum(filled) >= minimum)


def pinned(one: Sequence[Cell], other: Sequence[Cell], minimum: int) -> bool:
    """Say whether the two views together nearly give away what is not yet released.

    Both views count the same summaries, and no cell holds back more than ``minimum`` - 1.
    So with R the released and u the unreleased: u(one) - u(other) = R(other) - R(one), which
    anyone can compute who has seen every released count, now or earlier. A view of a single
    cell is never shown and bounds nothing.
    """
    if min(len(one), len(other)) < 2:
        return False
    step = minimum - 1
    difference = sum(cell.released for cell in other) - sum(cell.released for cell in one)
    lowest = max(0, difference)
    highest = min(step * len(one), step * len(other) + difference)
    return highest - lowest < minimum


def hide_all(cells: Sequence[Cell]) -> dict[str, str]:
    """Withhold every cell for the same reason, so that the reasons say nothing either."""
    return {cell.id: HELD_BACK for cell in cells}


def share(count: int, of: int) -> Share | None:
    """Say how many of a shown cell's ``of`` summaries speak of a theme; None when too few."""
    if count < SMALLEST_NUMERATOR:
        return None
    rounded = min(of, ROUNDING * ((count + ROUNDING // 2) // ROUNDING))
    # A count just below "nearly all" that no other rounds with would be known exactly.
    alone = count == of - _NEARLY_ALL and rounded == of - 1
    if count > of - _NEARLY_ALL or alone:
        return Share(of, f"nearly all of {of}", None)
    return Share(rounded, f"about {rounded} of {of}", round(100 * rounded / of))
