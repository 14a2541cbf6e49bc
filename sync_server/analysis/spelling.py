"""Words that somebody may have meant: the same, a longer form of it, or a slip away. Pure."""

from collections.abc import Iterable, Iterator

#: From how many letters on a longer form counts ("break", "breaks"), one slip, and two.
_STEM, _ONE_SLIP, _TWO_SLIPS = 4, 5, 9
#: How many letters a longer form may have more.
_ENDING = 4


def alike(word: str, known: Iterable[str]) -> Iterator[str]:
    """Give those ``known`` words (folded) that may stand for ``word``.

    A slip is a letter left out, put in, changed or swapped with its neighbour; it never concerns
    the first letter, and short words have none, for too many others are a slip away.
    """
    slips = 2 if len(word) >= _TWO_SLIPS else int(len(word) >= _ONE_SLIP)
    for other in known:
        if other[:1] != word[:1]:
            continue
        longer = len(other) - len(word)
        if (
            other == word
            or (len(word) >= _STEM and 0 < longer <= _ENDING and other.startswith(word))
            or (slips and abs(longer) <= slips and slips_between(word, other, slips) <= slips)
        ):
            yield other


def slips_between(one: str, other: str, most: int) -> int:
    """Count the slips between two words, up to ``most`` + 1 (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, sign in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != sign))
            if before and column > 1 and letter == other[column - 2] and sign == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before, last = last, here
    return last[-1]
