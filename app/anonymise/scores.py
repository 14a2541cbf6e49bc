"""What speaks for each label at each word of a text, added up from the weights of its features.

The same features as ``features.py`` lists one by one for training; here the sums of single words
are remembered, and the rest is looked up without putting names together.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.anonymise import features
from app.anonymise.known_words import Edge, KnownWords, Marked, Word
from app.anonymise.lanes import Lanes


def places(known: Sequence[Word]) -> list[str]:
    """Mark words that are, or are part of, a listed place; as ``features.places``."""
    marks = [word.place for word in known]
    for at, word in enumerate(known):
        if word.phrases:
            phrase = word.folded
            for last in range(at + 1, min(len(known), at + features.LONGEST_PLACE)):
                phrase += " " + known[last].folded
                if phrase in word.phrases:
                    marks[at : last + 1] = ["m"] * (last + 1 - at)
    return marks


def scores(known: Sequence[Word], memory: KnownWords, lanes: Lanes) -> list[int]:
    """Add up, for each word, the rows of everything that holds; ``known`` is not empty."""
    marks = places(known)
    marked = [
        word.marked.get(mark) or memory.marked(word, mark)
        for word, mark in zip(known, marks, strict=True)
    ]
    totals = _alone(known, marked, marks, memory)
    _add_around(totals, known, memory)
    # What a word says of the next, the one before it, and of those one further off.
    for at, one in enumerate(marked[:-1], 1):
        totals[at] += one.after
    for at, one in enumerate(marked[1:]):
        totals[at] += one.before
    for at, one in enumerate(marked[:-2], 2):
        totals[at] += one.later
    for at, one in enumerate(marked[2:]):
        totals[at] += one.earlier
    for at, (first, second) in enumerate(pairwise(marked)):
        total = _together(first, second, memory)
        if total:
            here, there = lanes.split(total)
            totals[at] += here
            totals[at + 1] += there
    return totals


def _together(first: Marked, second: Marked, memory: KnownWords) -> int:
    """Give what two neighbours say together, of both; as ``features.pair``."""
    word, named, worn, kin = second.ends
    total = first.by_kind.get(second.kind)
    if total is None:
        total = memory.meet_kinds(first, second)
    total += first.named.get(word, 0) + first.kin.get(word, 0)
    rows = first.rows
    if rows:
        total += rows.get(word, 0) + rows.get(named, 0) + rows.get(worn, 0) + rows.get(kin, 0)
    return total


def _alone(
    known: Sequence[Word], marked: Sequence[Marked], marks: Sequence[str], memory: KnownWords
) -> list[int]:
    """Give what each word says of itself."""
    typed = features.manner_of([word.capital for word in known if word.letters])
    keys = typed + "-", typed + "^"
    opens, totals = True, []
    for word, one, mark in zip(known, marked, marks, strict=True):
        total = one.alone.get(keys[opens])
        if total is None:
            total = one.alone[keys[opens]] = memory.alone(word, mark, typed, opens)
        totals.append(total)
        opens = word.ends_sentence
    return totals


def _add_around(totals: list[int], known: Sequence[Word], memory: KnownWords) -> None:
    """Add what the words on both sides say together about each; as ``features.around``."""
    row, edge = memory.row, memory.edge
    earlier: Word | Edge = edge
    before: Word | Edge = edge
    following: list[Word | Edge] = [*known[1:], memory.end]
    for at, (word, after) in enumerate(zip(known, following, strict=True)):
        (next_to, _, _, kin), (_, two_before, worn, _) = before.around, earlier.around
        total = row("D" + before.shape + word.shape + after.shape, 0)
        if next_to:
            total += next_to.get(after.folded, 0)
        if two_before:
            total += two_before.get(before.folded, 0)
        if worn:
            total += worn.get(word.worn, 0)
        if kin:
            total += kin.get(word.here + after.kin, 0)
        if before.title or (earlier.title and before.folded == "."):
            total += row(f"title{word.used}", 0)
        if before.role or earlier.role:
            total += row(f"role{word.dressed}", 0)
        if after.clitic:
            total += row(f"own{word.dressed}", 0)
        totals[at] += total
        earlier, before = before, word
