"""Code a summary: which themes of the codebook its words show, and which words.

A dictionary of phrases over folded words, no model: a lead can see why, and change it. Per
theme the longest phrase wins at each place; an exclude phrase cancels what it overlaps; a
negation before a phrase in the same clause cancels it ("no problem with pay"), unless the
phrase is itself a negative ("no breaks") or the theme counts lacking the thing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import getitem
from typing import NamedTuple, TypeVar

from app.domain.codebook import Codebook, Theme, folded
from sync_server.analysis.denials import denials_in, is_denied, is_near

#: A word may hold accents of its own and what has no width, and goes on after an apostrophe.
_INSIDE = r"\w\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"[^\W_][{_INSIDE}]*(?:['’‘ʼ`´][^\W_][{_INSIDE}]*)*|[.;:!?,\n()]")
#: The same for texts without other letters, which are nearly all; it looks a quarter quicker.
_PLAIN_TOKEN = re.compile(r"[A-Za-z0-9]\w*(?:['`][A-Za-z0-9]\w*)*|[.;:!?,\n()]", re.ASCII)
_CACHE_LIMIT = 50_000
_Worth = TypeVar("_Worth")


@dataclass(frozen=True)
class Match:
    """One theme found: ``code`` is the theme's id, ``phrase`` the words as the text has them."""

    code: str
    phrase: str


@dataclass
class _Node:
    """One step in the tree of phrases; ``ends`` lists (theme number, is an exclude)."""

    then: dict[int, "_Node"] = field(default_factory=dict)
    ends: list[tuple[int, bool]] = field(default_factory=list)


class _Opening(NamedTuple):
    """What a word and the next one begin: phrases by (length, theme, excludes), and go on to."""

    ends: tuple[tuple[int, int, bool], ...]
    nodes: tuple[_Node, ...]


class _Remembered(dict[str, _Worth]):
    """What is worked out once for each word."""

    def __init__(self, work_out: Callable[[str], _Worth]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> _Worth:
        found = self[word] = self._work_out(word)
        return found


#: What a word begins together with the next one; most begin nothing.
_Follow = _Remembered[_Opening | None]


class _Nothing(dict[str, _Opening | None]):
    """For a word that begins no phrase, whatever follows."""

    def __missing__(self, _: str) -> None:
        return None


class Token:
    """A word or mark of a text: folded, the steps it can take, what it begins with the next."""

    __slots__ = ("follow", "steps", "word")

    def __init__(self, word: str, steps: tuple[int, ...], follow: _Follow | _Nothing) -> None:
        self.word, self.steps, self.follow = word, steps, follow


#: A phrase at words ``start`` to ``end``, of which theme by number, and whether it is denied.
Hit = tuple[int, int, int, bool]

_NOTHING = _Nothing()


class PhraseCoder:
    """Codes texts with one codebook's live themes. Cheap to keep, quick to call."""

    def __init__(self, codebook: Codebook) -> None:
        self._themes: tuple[Theme, ...] = codebook.live()
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._root = _Node()
        self._known = _Remembered(self._look_up)
        #: How many pairs of words are remembered in tokens.
        self._pairs = 0
        for number, theme in enumerate(self._themes):
            for phrase in theme.include:
                self._plant(phrase, (number, False))
            for phrase in theme.exclude:
                self._plant(phrase, (number, True))
        self._stem_lengths = sorted({len(stem) for stem in self._stems})

    def _plant(self, phrase: str, end: tuple[int, bool]) -> None:
        node = self._root
        for word in phrase.split():
            # Exact words get even numbers, stems odd ones, so that the two never meet.
            if word.endswith("*"):
                step = self._stems.setdefault(word[:-1], 2 * len(self._stems) + 1)
            else:
                step = self._exact.setdefault(word, 2 * len(self._exact))
            node = node.then.setdefault(step, _Node())
        node.ends.append(end)

    def code(self, text: str) -> list[Match]:
        """Give the themes found in ``text`` in order of appearance; never raises.

        The same words for the same theme are given once.
        """
        written = _written(text)
        hits = self.hits([self._known[token] for token in written])
        return list(
            dict.fromkeys(
                Match(self._themes[theme].id, " ".join(written[start:end]))
                for start, end, theme, denied in sorted(hits, key=lambda hit: (hit[0], hit[2]))
                if not denied
            )
        )

    def tokens(self, text: str) -> list[Token]:
        """Read a text into its words and marks."""
        return list(map(self._known.__getitem__, _written(text)))

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Find every phrase, also denied ones, theme by theme."""
        by_theme: dict[int, list[tuple[int, int]]] = {}
        barred: dict[int, set[int]] = {}
        words = [token.word for token in tokens]
        self._walk(tokens, words, by_theme, barred)
        if not by_theme:
            return []
        denials = denials_in(words)
        found: list[Hit] = []
        for theme, spans in by_theme.items():
            alone = len(spans) == 1 and theme not in barred
            for start, end in spans if alone else _settle(spans, barred.get(theme)):
                denied = False
                if denials and is_near(denials, start, end):
                    absence_counts = self._themes[theme].absence_counts
                    denied = is_denied(words, start, end, absence_counts=absence_counts)
                found.append((start, end, theme, denied))
        return found

    def _look_up(self, token: str) -> Token:
        """Give what a token can do in the tree."""
        word = folded(token)
        steps = [self._exact[word]] if word in self._exact else []
        steps += [
            self._stems[word[:length]]
            for length in self._stem_lengths
            if length <= len(word) and word[:length] in self._stems
        ]
        if len(self._known) >= _CACHE_LIMIT or self._pairs >= 4 * _CACHE_LIMIT:
            self._known.clear()
            self._pairs = 0
        then = self._root.then
        starts = tuple(then[step] for step in steps if step in then)
        follow = _Follow(partial(self._open, starts)) if starts else _NOTHING
        return Token(word, tuple(steps), follow)

    def _walk(
        self,
        tokens: Sequence[Token],
        words: Sequence[str],
        by_theme: dict[int, list[tuple[int, int]]],
        barred: dict[int, set[int]],
    ) -> None:
        """Step through the tree from every word; includes and the words that excludes hold."""
        follow = [token.follow for token in tokens]
        openings = map(getitem, follow, [*words[1:], ""])
        for start, opening in enumerate(openings):
            if opening is None:
                continue
            ends, nodes = opening
            at = start + 2
            while nodes:
                steps = tokens[at].steps if at < len(tokens) else ()
                nodes = tuple(
                    node.then[step] for node in nodes for step in steps if step in node.then
                )
                at += 1
                ends += tuple((at - start, *end) for node in nodes for end in node.ends)
            for length, theme, excludes in ends:
                if excludes:
                    barred.setdefault(theme, set()).update(range(start, start + length))
                elif theme in by_theme:
                    by_theme[theme].append((start, start + length))
                else:
                    by_theme[theme] = [(start, start + length)]

    def _open(self, starts: tuple[_Node, ...], following: str) -> _Opening | None:
        """Work out what a word that can begin phrases begins with the next one."""
        self._pairs += 1
        steps = self._known[following].steps if following else ()
        nodes = tuple(node.then[step] for node in starts for step in steps if step in node.then)
        ends = [(1, *end) for node in starts for end in node.ends]
        ends += [(2, *end) for node in nodes for end in node.ends]
        nodes = tuple(node for node in nodes if node.then)
        return _Opening(tuple(ends), nodes) if ends or nodes else None


def _written(text: str) -> list[str]:
    """Give the words and marks of a text as they stand in it."""
    return (_PLAIN_TOKEN if text.isascii() else _TOKEN).findall(text)


def _settle(spans: list[tuple[int, int]], barred: set[int] | None) -> list[tuple[int, int]]:
    """Keep, of one theme, the longest includes that neither overlap nor meet an exclude."""
    if not barred:
        reached = 0
        for start, end in spans:
            if start < reached:
                break
            reached = end
        else:
            return spans
    held: set[int] = set(barred or ())
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        places = range(start, end)
        if held.isdisjoint(places):
            held.update(places)
            kept.append((start, end))
    return kept
