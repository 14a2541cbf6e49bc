"""The same words elsewhere: other mentions in one text, and the same place after an edit."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from app.anonymise.spans import Span
from app.anonymise.wording import wordy

Word = re.Match[str]

_WORD = re.compile(r"\w+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut a range to the text and stretch it to whole words; empty when only space is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and wordy(text[start - 1]) and wordy(text[start]):
        start -= 1
    while start < end < len(text) and wordy(text[end - 1]) and wordy(text[end]):
        end += 1
    return start, max(start, end)


def core(words: str) -> str:
    """Give the words without the ending of a possessive."""
    return _POSSESSIVE.sub("", words.strip())


def mentions(text: str, words: str) -> list[tuple[int, int]]:
    """Find every place where the same word or words stand, in any case, possessive or not."""
    parts = core(words).split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)
    return [m.span() for m in pattern.finditer(text) if _stands_alone(text, *m.span())]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no word goes on beyond either end of a range."""
    runs_in = start > 0 and wordy(text[start - 1]) and wordy(text[start])
    runs_on = end < len(text) and wordy(text[end]) and wordy(text[end - 1])
    return not runs_in and not runs_on


def carry(old: str, new: str, spans: Iterable[Span]) -> list[tuple[int, int] | None]:
    """Find where the words of each span of ``old`` stand in ``new``; None where it cannot be told.

    Both texts are compared word by word. A span is carried only when all its words, and at
    least one neighbour (or nothing but those words in either text), came through together:
    the same word typed afresh elsewhere is a new word.
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(
        None, [m.group() for m in before], [m.group() for m in after], autojunk=False
    )
    blocks = [tuple(block) for block in matcher.get_matching_blocks()]
    places: list[tuple[int, int] | None] = []
    for span in spans:
        shift = _shift(span, before, after, blocks)
        moved = None if shift is None else (span.start + shift, span.end + shift)
        whole = moved and new[slice(*moved)] == old[span.start : span.end]
        places.append(moved if whole else None)
    return places


def _shift(
    span: Span, before: list[Word], after: list[Word], blocks: list[tuple[int, ...]]
) -> int | None:
    inside = [i for i, word in enumerate(before) if span.overlaps(*word.span())]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    for here, there, size in blocks:
        if here <= first and last < here + size:
            company = here < first or last < here + size - 1
            if company or len(before) == len(after) == len(inside):
                return after[first + there - here].start() - before[first].start()
    return None
