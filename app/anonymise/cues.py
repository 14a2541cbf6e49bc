"""Words that a rule cannot do without: one look at the words of a text says which rules to run.

A text of thirty words says nothing to most of the rules. Each rule's words are numbered by a bit;
what a word is a cue for is one whole number, and that of a text is all of its words' together.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import count
from operator import or_

_REMEMBERED = 20_000
_Shape = Callable[[str], bool]


class Cues(frozenset[str]):
    """Folded words without one of which a rule finds nothing."""

    bit: int

    def __new__(cls, words: Iterable[str]) -> "Cues":
        """Number the words' rule; made once, when its module is read."""
        self = super().__new__(cls, words)
        self.bit = _next_bit()
        for word in self:
            _LISTED[word] = _LISTED.get(word, 0) | self.bit
        return self


class Shape:
    """Words of a certain form, told by ``holds``, that are a cue as listed ones are."""

    def __init__(self, holds: _Shape) -> None:
        self.bit = _next_bit()
        self.holds = holds
        _SHAPES.append(self)

    def intersection(self, words: Iterable[str]) -> list[str]:
        """Give those of the words that have the form."""
        return [word for word in words if self.holds(word)]


_LISTED: dict[str, int] = {}
_SHAPES: list[Shape] = []
_met: dict[str, int] = {}
_numbers = count(1)


def _next_bit() -> int:
    _met.clear()
    return 1 << next(_numbers)


def cued(words: Iterable[str]) -> int:
    """Gather what these folded words are cues for: the bits of ``Cues`` and of ``Shape``."""
    if len(_met) > _REMEMBERED:
        _met.clear()
    known = _met.get
    return reduce(or_, [known(word) or _meet(word) for word in words], 0)


def _meet(word: str) -> int:
    bits = _LISTED.get(word, 0) | 1  # so that what is met is never nought
    for shape in _SHAPES:
        if shape.holds(word):
            bits |= shape.bit
    _met[word] = bits
    return bits
