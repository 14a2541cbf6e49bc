"""Finds what a trust lists of its own: stations, hospitals and places, codes, staff names.

A place is found in any case, with or without hyphens, spaces and apostrophes, and without the
word at its end that says what it is ("Retford" for "Retford Ambulance Station"). A long name is
also found one slip away: a letter too many, too few, changed or swapped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.anonymise.places import BUILDINGS, MASK, TOO_WIDE
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.roster import on_the_roster
from app.anonymise.slips import SHORTEST, Slips
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import tokenise
from app.domain.code_pattern import compiled
from app.domain.roster import Roster
from app.domain.trust_lists import PLACES, TrustLists

_CALL_SIGN = because("your trust's way of writing call signs")
_INCIDENT = because("your trust's way of writing incident numbers")
_MOST_WORDS = 6
_TAILS = frozenset("ambulance station hospital hosp stn site base post community general".split())
_SAME = {"saint": "st", "&": "and", "hosp": "hospital", "stn": "station"}
_SKIPPED = frozenset("-–—'’.")
_AT = frozenset("in at to from near around towards outside via by for of".split())
#: What is left of "City Hospital" names no place.
_GENERIC = frozenset(
    "city county central royal general district north south east west new old main queens kings "
    "university childrens the memorial victoria park ambulance community".split()
)


@dataclass(frozen=True)
class TrustTerms:
    """A trust's lists, ready to be looked for.

    ``firsts`` are the first words of places, ``longest`` counts words of the longest.
    """

    whole: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    longest: int = 0
    slips: Slips = field(default_factory=Slips)
    codes: tuple[tuple[re.Pattern[str], Kind], ...] = ()
    roster: Roster | None = None

    @classmethod
    def of(cls, lists: TrustLists) -> "TrustTerms":
        """Make them ready; entries that do not fit are left out."""
        sound = lists.sound()
        named = [_words(place) for name in PLACES for place in getattr(sound, name)]
        named = [words for words in named if words]
        whole = frozenset("".join(words) for words in named)
        short = frozenset(filter(None, map(_without_tail, named))) - whole
        codes = [(compiled(one), Kind.CALL_SIGN) for one in sound.call_signs]
        codes += [(compiled(one), Kind.INCIDENT) for one in sound.incident_numbers]
        longest = min(_MOST_WORDS, max(map(len, named), default=0) + 1) if named else 0
        firsts = frozenset(first for words in named for first in (words[0], words[0].rstrip("s")))
        slips = Slips.of(whole | short)
        return cls(whole, short, firsts, longest, slips, tuple(codes), sound.roster)

    def spans(self, reading: Reading) -> Iterator[Span]:
        """Find them in a text that was read."""
        yield from self._codes(reading.text)
        yield from self._places(reading)
        if self.roster is not None:
            yield from on_the_roster(self.roster, reading)

    def _codes(self, text: str) -> Iterator[Span]:
        for pattern, kind in self.codes:
            sign = kind is Kind.CALL_SIGN
            reason = _CALL_SIGN if sign else _INCIDENT
            mask = "[call sign]" if sign else "[incident number]"
            for found in pattern.finditer(text):
                yield Span(*found.span(), kind, Level.RED, reason, mask)

    def _places(self, reading: Reading) -> Iterator[Span]:
        tokens = reading.tokens
        done = -1
        for first, token in enumerate(tokens):
            if first <= done or not self._may_begin(reading, token.folded):
                continue
            for last, key, words in _windows(reading, first, self.longest):
                level = self._level(reading, key, words)
                if level:
                    reason = because("a place on your trust's own list")
                    yield Span(token.start, tokens[last].end, Kind.PLACE, level, reason, MASK)
                    done = last
                    break

    def _may_begin(self, reading: Reading, word: str) -> bool:
        """Tell whether a place may begin so: no ordinary word does that is not listed."""
        if not (self.longest and word[:1].isalnum()):
            return False
        return word not in reading.lexicon.ordinary or _SAME.get(word, word) in self.firsts

    def _level(self, reading: Reading, key: str, words: list[int]) -> Level | None:
        listed = key in self.whole
        if not (listed or key in self.short) and len(key) < SHORTEST - 1:
            return None
        plain = all(reading.plain(at) or reading.folded(at).isdigit() for at in words)
        if listed and not (plain and len(words) == 1):
            return Level.RED
        if listed or key in self.short:
            return _as_written(reading, words, plain)
        return None if plain or not self.slips.near(key) else Level.RED


def _as_written(reading: Reading, words: list[int], plain: bool) -> Level | None:
    """Weigh a place of ordinary words ("Castle Hill", "Reading"), or the short form of one."""
    if not plain:
        return Level.RED
    first = words[0]
    if all(reading.shown(at) for at in words) and not (len(words) == 1 and reading.opens(first)):
        return Level.RED
    return Level.AMBER if reading.folded(first - 1) in _AT or len(words) > 1 else None


def _windows(reading: Reading, first: int, longest: int) -> Iterator[tuple[int, str, list[int]]]:
    """Give stretches of words that begin at ``first``, the longest first: (last, key, words)."""
    found: list[tuple[int, str, list[int]]] = []
    key = ""
    words: list[int] = []
    tokens = reading.tokens
    for at in range(first, min(len(tokens), first + longest * 2)):
        folded = tokens[at].folded
        if at > first and tokens[at].start - tokens[at - 1].end > 2:
            break
        if folded in _SKIPPED:
            continue
        if folded == "\n" and words:
            continue  # a name may be split by the end of a line
        if not (folded[:1].isalnum() or folded in ("&", "'s", "’s")):
            break
        key += "s" if folded in ("'s", "’s") else _SAME.get(folded, folded).replace("'", "")
        words = [*words, at] if folded[:1].isalnum() else words
        found.append((at, key, words))
        if len(words) >= longest:
            break
    return reversed(found)


def _words(place: str) -> list[str]:
    """Cut a place into folded words, as ``_windows`` cuts a text."""
    words: list[str] = []
    for token in tokenise(place):
        folded = _SAME.get(token.folded, token.folded)
        if folded in ("'s", "’s") and words:
            words[-1] += "s"
        elif folded[:1].isalnum():
            words.append(folded.replace("'", ""))
    return words


def _without_tail(words: Iterable[str]) -> str:
    """Give the place without what kind of place it is; "" where too little would be left."""
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _TAILS or kept[-1] in BUILDINGS):
        kept.pop()
    short = "".join(kept)
    enough = len(short) >= 4 and short not in TOO_WIDE and kept[-1] not in _GENERIC
    return short if enough else ""
