"""Small numbers: what a lead may see, so that nobody can be worked out from it. Pure.

The rules for a quarter that is still open, each with its reason (a threshold of 10 to 11 is usual
in NHS publications; alone it falls to subtraction, so every rule here is about differences):

1. Release in steps (``due_for_release``). A cell shows its summaries in whole multiples of the
   minimum, so two looks at it differ by nothing or by a group, never by one person. The rest
   waits, also after a batch: otherwise a batch would tell that nothing waits in its cells.
2. What is shown, and what is not, follows from released counts alone (``Cell`` holds nothing
   else). An arrival that releases nothing therefore changes nothing that anyone can see.
3. A cell with fewer than the minimum released is withheld, and what it holds counts as
   unknown: none and a few read the same.
4. Complementary hiding (``hidden``). A single withheld cell takes the smallest shown one
   along, because the other view bounds the total. A view of one cell would be the total.
5. The two views count the same summaries (``pinned``), so the difference of their sums bounds
   what is not yet released. A step that would leave hardly more than the minimum of possible
   values stays back: at the ends of that range each small cell would be known exactly. Where
   it is so all the same, because a trust's areas have changed, nothing is shown.
6. No theme has a figure while its quarter is open (``services.reporting``): read at every step,
   such figures would tell what each eleven people spoke of, and a codebook that was published
   between two looks what a few did.
7. A group of which a single area has spoken is withheld as if it had fewer, in a trust of several
   areas, as closed periods do (``services.single_places``); by what is released, so at a step.

What this means, and what it does not do:

- Figures of a quarter that still takes summaries are provisional. They grow in steps, a group
  may be held back that was shown before, and in each cell some may wait, as a rule fewer
  than the minimum.
- A text that its author looked over again, or that a lead hid, counts once like any other and
  is never shown. Were it taken out of the figures, they would move by one with every flag and
  show whose group and area it came from. So there may be fewer texts than a group's count.
- A summary that its author withdrew loses its words at once and its place later: a cell that
  counts it goes on counting it until its next step, when at least a whole group comes and it
  leaves unseen. Where it waited it just waits no more. Until then the two views may count a few
  apart. Rule 5 does not know of that, and neither does anybody who reads figures, to whom it
  leaves more values open, not fewer. A quarter that takes no more summaries keeps the place.
- Texts are read in full by whoever may read them. Who reads all texts of a group can look for
  the themes in them; rule 6 protects figures, not texts.
- The rules trust that summaries come from conversations. Somebody who can hand out enrolment
  codes and also reads texts could enrol a device and top a small group up with ten summaries
  of their own; the eleventh would stand out. That stays so until codes and texts belong to
  separate roles.
- They also trust that the areas are real. Somebody who may edit areas and reads themes could
  add one where nobody works: it counts as one more place in which summaries may wait. Every
  edit of areas is kept with who made it (the ``audit`` table), and areas are retired, never
  deleted, once a summary names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HELD_BACK = "Held back so that a smaller group cannot be worked out from the rest."


def few(minimum: int) -> str:
    """Say why a small cell is withheld; the same sentence for none and for a few."""
    return f"Fewer than {minimum} summaries."


@dataclass(frozen=True)
class Cell:
    """A staff group or area in one quarter, of which ``released`` summaries may show.

    What waits in it has no place here, so that no answer can depend on it.
    """

    id: str
    released: int


@dataclass(frozen=True)
class Stock:
    """A cell as intake sees it: ``released`` may show, ``waiting`` do not yet.

    ``withdrawn`` among the released have been withdrawn since: at the next step they leave and
    so many of the waiting take their places.
    """

    id: str
    released: int
    waiting: int
    withdrawn: int = 0

    def steps(self, minimum: int) -> int:
        """Count the whole steps that are due, once every place has been filled again."""
        return max(0, self.waiting - self.withdrawn) // minimum


def due_for_release(
    one: Sequence[Stock], other: Sequence[Stock], minimum: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Say how many more of each cell show now, by view: whole steps, other cells left out.

    A step after which the views would be ``pinned`` stays back until the other view has
    caught up: hiding everything instead would itself tell that a rest is at its end.
    """
    views = one, other
    due = [{cell.id: steps for cell in view if (steps := cell.steps(minimum))} for view in views]
    while True:
        after = [
            [Cell(cell.id, cell.released + minimum * steps.get(cell.id, 0)) for cell in view]
            for view, steps in zip(views, due, strict=True)
        ]
        sums = [sum(cell.released for cell in view) for view in after]
        ahead = due[sums[1] > sums[0]]
        if not ahead or not pinned(after[0], after[1], minimum):
            first, second = ({cell: n * minimum for cell, n in steps.items()} for steps in due)
            return first, second
        last = max(ahead)
        ahead[last] -= 1
        if not ahead[last]:
            del ahead[last]


def hidden(cells: Sequence[Cell], minimum: int) -> dict[str, str]:
    """Give the withheld cells of one view, each with its reason in a sentence."""
    reasons = {cell.id: few(minimum) for cell in cells if cell.released < minimum}
    shown = [cell for cell in cells if cell.id not in reasons]
    if shown and (len(reasons) == 1 or len(cells) == 1):
        # One is enough: it alone holds the minimum, and the small one blurs its edge.
        smallest = min(shown, key=lambda cell: (cell.released, cell.id))
        reasons[smallest.id] = HELD_BACK
    return reasons


def pinned(one: Sequence[Cell], other: Sequence[Cell], minimum: int) -> bool:
    """Say whether the two views together nearly give away what is not yet released.

    Both views count the same summaries, and an attacker may hope that no cell holds back more
    than ``minimum`` - 1 (rarely one does, which only leaves more open).
    So with R the released and u the unreleased: u(one) - u(other) = R(other) - R(one), which
    anyone can compute who has seen every released count, now or earlier. Wherever this says
    no, each cell's rest may be anything from 0 to ``minimum`` - 1; and right after a release,
    when nothing waits in the cell that just grew, each other rest still has two values or
    more. A view of a single cell is never shown and bounds nothing.
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
