"""Whether shown figures give a withheld one: exact linear algebra over families. Pure.

Every family says that its parent is the sum of its children. What is shown is known, so each
family with withheld members is one equation over those. A withheld cell, or a sum of some, can
be worked out exactly when its vector lies in the row space of these equations (rational
elimination, no rounding). Most equations hold a cell that stands in no other: they are put
aside first, so that little is left to eliminate.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush

Row = dict[Hashable, Fraction]
Sums = Sequence[tuple[Hashable, Sequence[Hashable]]]
_ONE = Fraction(1)


class Equations:
    """What the families say about the ``hidden`` cells, in echelon form."""

    def __init__(self, families: Sums, hidden: Collection[Hashable]) -> None:
        rows: list[Row] = []
        for parent, children in families:
            row = {key: -_ONE for key in children if key in hidden}
            if parent in hidden:
                row[parent] = _ONE
            if row:
                rows.append(row)
        #: Pivot and row; a pivot stands in no later row.
        self._steps: list[tuple[Hashable, Row]] = []
        self._eliminate(self._put_aside(rows))
        self._place = {pivot: number for number, (pivot, _) in enumerate(self._steps)}

    def determined(self) -> list[Hashable]:
        """Give the hidden cells that the shown ones give exactly."""
        within = {key for _, row in self._steps for key in row}
        return [key for key in within if self.gives([key])]

    def gives(self, some: Iterable[Hashable]) -> bool:
        """Say whether the sum of these hidden cells can be worked out."""
        left: Row = dict.fromkeys(some, _ONE)
        due = [self._place[key] for key in left if key in self._place]
        heapify(due)
        while due:
            number = heappop(due)
            pivot, row = self._steps[number]
            if pivot in left:
                new = [key for key in row if key not in left]
                _subtract(left, row, left[pivot] / row[pivot])
                for key in new:
                    if key in self._place:
                        heappush(due, self._place[key])
        return not left

    def _put_aside(self, rows: list[Row]) -> list[Row]:
        """Take out rows with a cell of their own, one after another; give what is left."""
        places: dict[Hashable, set[int]] = {}
        for number, row in enumerate(rows):
            for key in row:
                places.setdefault(key, set()).add(number)
        gone: set[int] = set()
        due = [key for key, where in places.items() if len(where) == 1]
        while due:
            key = due.pop()
            if len(places[key]) != 1:
                continue
            (number,) = places[key]
            gone.add(number)
            self._steps.append((key, rows[number]))
            for other in rows[number]:
                places[other].discard(number)
                if len(places[other]) == 1:
                    due.append(other)
        return [dict(row) for number, row in enumerate(rows) if number not in gone]

    def _eliminate(self, rows: list[Row]) -> None:
        while rows:
            row = min(rows, key=len)
            rows.remove(row)
            if not row:
                continue
            pivot = next(iter(row))
            self._steps.append((pivot, row))
            for other in rows:
                if pivot in other:
                    _subtract(other, row, other[pivot] / row[pivot])


def _subtract(left: Row, row: Mapping[Hashable, Fraction], times: Fraction) -> None:
    for key, value in row.items():
        rest = left.get(key, Fraction(0)) - times * value
        if rest:
            left[key] = rest
        else:
            left.pop(key, None)
