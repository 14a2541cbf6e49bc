"""Cuts a text into what a thumb can tap: its words, and its sentences."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

Range = tuple[int, int]

#: More words than this in one stretch are hard to tap on a small phone.
WORDS_A_SENTENCE = 24
_RUN = re.compile(r"\S+")
# On the shape of a run (see ``_sign``): letters and digits, joined by an apostrophe or a hyphen,
# digits also by the signs that stand inside dates, times and sums.
_CORE = re.compile(r"[wd]+(?:'+[wd]+|(?<=d)\.(?=d)[wd]+)*")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n\s*")
_SHORTENED = frozenset("mr mrs ms dr st prof sgt no approx e.g i.e".split())


def wordy(sign: str) -> bool:
    """Say whether a character is part of a word: a letter, a digit, an accent on one.

    Signs without width count as well, so that one hidden inside a name does not cut it.
    """
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc", "Cf")


def words(text: str) -> list[Range]:
    """Find every word that can be tapped, in order; no two overlap.

    Addresses of the web and of mail are one word each. Every letter and digit is in a word.
    """
    found: list[Range] = []
    for run in _RUN.finditer(text):
        whole = run.group()
        if "@" in whole or "://" in whole or whole.lower().startswith("www."):
            found += _stripped(whole, run.start())
            continue
        shape = "".join(map(_sign, whole))
        cores = [m.span() for m in _CORE.finditer(shape) if _speaks(whole, *m.span())]
        found += [(run.start() + start, run.start() + end) for start, end in cores]
        found += [] if cores else _symbols(whole, run.start())
    return found


def word_at(text: str, index: int) -> Range | None:
    """Give the word that the character at ``index`` stands in; None between words."""
    return next((found for found in words(text) if found[0] <= index < found[1]), None)


def sentences(text: str, whole: Iterable[Range] = ()) -> list[Range]:
    """Cut a text into sentences, and long ones into stretches of some words.

    Together they are the whole text, spaces included. None of the ranges in ``whole`` is cut.
    """
    inside = {at for start, end in whole for at in range(start + 1, end)}
    cuts = {m.end() for m in _END.finditer(text) if not _shortened(text, m.start())}
    cuts = {0, len(text)} | (cuts - inside)
    starts = [start for start, _ in words(text) if start not in inside]
    parts: list[Range] = []
    for start, end in pairwise(sorted(cuts)):
        held = [at for at in starts if start < at < end]
        further = held[WORDS_A_SENTENCE - 1 :: WORDS_A_SENTENCE]
        parts += pairwise([start, *further, end])
    return parts


def _sign(sign: str) -> str:
    if sign.isdigit():
        return "d"
    if wordy(sign):
        return "w"
    if sign in "'’‘-‑_":
        return "'"
    return "." if sign in "./:," else " "


def _speaks(run: str, start: int, end: int) -> bool:
    """Say whether there is a letter or a digit, and not only what goes on top of one."""
    return any(sign.isalnum() for sign in run[start:end])


def _stripped(run: str, at: int) -> list[Range]:
    inside = [i for i, sign in enumerate(run) if wordy(sign)]
    return [(at + inside[0], at + inside[-1] + 1)] if inside else []


def _symbols(run: str, at: int) -> list[Range]:
    """A run of nothing but pictures can name someone too; one of nothing but stops cannot."""
    speaks = any(unicodedata.category(sign)[0] == "S" for sign in run)
    return [(at, at + len(run))] if speaks else []


def _shortened(text: str, stop: int) -> bool:
    """Say whether the full stop at ``stop`` ends a short form, such as "Dr." or an initial."""
    if text[stop] != ".":
        return False
    before = text[max(0, stop - 8) : stop].lower().split()
    return bool(before) and (
        before[-1] in _SHORTENED or (len(before[-1]) == 1 and before[-1] != "i")
    )
