"""Code a summary: which themes of the codebook its words show, and which words.

A dictionary of phrases over folded words, no model: a lead can see why, and change it. Per
theme the longest phrase wins at each place; an exclude phrase cancels what it overlaps; a
negation before a phrase in the same clause cancels it ("no problem with pay"), unless the
phrase is itself a negative ("no breaks") or the theme counts lacking the thing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.codebook import Codebook, Theme, folded

_TOKEN = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:['’‘ʼ`´][^\W_]+)*|[.;:!?,\n()]")
_NEGATORS = frozenset(
    "no not never without nothing none neither nor isnt arent wasnt werent hasnt havent hadnt "
    "doesnt dont didnt cannot cant couldnt wont wouldnt aint".split()
)
#: "not only pay" and "no doubt bullying" do not deny what follows.
_NOT_REALLY = frozenset("only just merely simply doubt end shortage lack".split())
#: Words that deny the trouble, not the thing: "no problem with training" is never on topic.
_TROUBLES = frozenset(
    "problem problems issue issues concern concerns concerned worry worries worried complaint "
    "complaints difficulty difficulties trouble troubles".split()
)
#: Words that may stand between a negation and what it denies.
_FILLERS = _TROUBLES | frozenset(
    "a an any the of with about around over from to by in at on real really major big "
    "particular particularly significant serious recent recently current currently further new "
    "other such had has have having been being be was were is are felt feels feel feeling "
    "experienced experiencing experience seen sign signs affected bothered troubled ever even "
    "very too there their his her my our personal all much".split()
)
#: "has not raised any bullying" denies it; "did not report bullying" does not.
_TELLING = frozenset("report reported reporting raise raised mention mentioned note noted".split())
#: Words that end a list of denied things: "no help for stress or debt" does not deny debt.
_NOT_IN_LISTS = frozenset(
    "for to that which who when if while as is are was were can will would and but so".split()
) | frozenset(".;:!?()\n")
#: Denials that carry over a list; "cannot cope with this or that" denies neither.
_LIST_NEGATORS = frozenset(["no", "without", "neither", "nor", "never"])
_BEING = frozenset("is are was were has have been seems feels".split())
_JOINERS = frozenset(["or", "nor", ","])
_REACH = 12
_AFTER = 6
_ITEM_LENGTH = 2
_CACHE_LIMIT = 50_000


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


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    theme: int
    excludes: bool


class PhraseCoder:
    """Codes texts with one codebook's live themes. Cheap to keep, quick to call."""

    def __init__(self, codebook: Codebook) -> None:
        self._themes: tuple[Theme, ...] = codebook.live()
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._root = _Node()
        self._known: dict[str, tuple[str, tuple[int, ...]]] = {}
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
        written = _TOKEN.findall(text)
        known = [self._look_up(token) for token in written]
        spans = list(self._spans([steps for _, steps in known]))
        if not spans:
            return []
        words = [word for word, _ in known]
        found = (span for span in _settle(spans) if not self._denied(words, span))
        return list(
            dict.fromkeys(
                Match(self._themes[span.theme].id, " ".join(written[span.start : span.end]))
                for span in found
            )
        )

    def _look_up(self, token: str) -> tuple[str, tuple[int, ...]]:
        """Give a token's folded word and the tree steps it can take; remembered."""
        found = self._known.get(token)
        if found is None:
            word = folded(token)
            steps = [self._exact[word]] if word in self._exact else []
            steps += [
                self._stems[word[:length]]
                for length in self._stem_lengths
                if length <= len(word) and word[:length] in self._stems
            ]
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            found = self._known[token] = word, tuple(steps)
        return found

    def _spans(self, steps: list[tuple[int, ...]]) -> Iterator[_Span]:
        for start, first in enumerate(steps):
            if not first:
                continue
            nodes = [self._root.then[step] for step in first if step in self._root.then]
            at = start
            while nodes:
                at += 1
                for node in nodes:
                    for theme, excludes in node.ends:
                        yield _Span(start, at, theme, excludes)
                if at == len(steps):
                    break
                nodes = [
                    node.then[step] for node in nodes for step in steps[at] if step in node.then
                ]

    def _denied(self, words: list[str], span: _Span) -> bool:
        """Tell whether the clause denies the phrase.

        Looks just after it, then steps back over words that can stand between a denial and its
        object, and over the earlier items of a list ("no violence, threats or aggression").
        """
        trouble, told, item = False, False, 0
        if _is_cleared(words[span.end : span.end + _AFTER]):
            return True
        in_list = _is_middle_item(words, span)
        for at in range(span.start - 1, max(-1, span.start - 1 - _REACH), -1):
            word = words[at]
            if word in _NEGATORS:
                carries = not in_list or trouble or word in _LIST_NEGATORS
                if words[at + 1] in _NOT_REALLY or not carries:
                    return False
                return trouble or not self._themes[span.theme].absence_counts
            if word in _TROUBLES:
                trouble = told = True
            elif word == "any":
                told = True
            elif word in _JOINERS and (in_list or word != ","):
                in_list, item = True, 0
            elif word not in _FILLERS and not (told and word in _TELLING):
                item += 1
                if not in_list or item > _ITEM_LENGTH or word in _NOT_IN_LISTS:
                    return False
        return False


def _is_cleared(after: list[str]) -> bool:
    """Tell whether the words after a phrase clear it: "(pay) is no longer a worry"."""
    denied = False
    for word in after:
        if word in _TROUBLES:
            return denied
        if word in _NEGATORS:
            denied = True
        elif word not in _BEING and not (denied and (word in _FILLERS or word == "longer")):
            return False
    return False


def _is_middle_item(words: list[str], span: _Span) -> bool:
    """Tell whether the phrase stands inside a list that ends with "or": ", threats or"."""
    if span.start == 0 or words[span.start - 1] != ",":
        return False
    for word in words[span.end : span.end + 2 * _ITEM_LENGTH + 1]:
        if word in ("or", "nor"):
            return True
        if word in _NOT_IN_LISTS:
            return False
    return False


def _settle(spans: Iterable[_Span]) -> list[_Span]:
    """Keep, per theme, the longest includes that neither overlap nor meet an exclude."""
    barred: dict[int, set[int]] = {}
    includes: list[_Span] = []
    for span in spans:
        if span.excludes:
            barred.setdefault(span.theme, set()).update(range(span.start, span.end))
        else:
            includes.append(span)
    taken: dict[int, set[int]] = {}
    kept: list[_Span] = []
    for span in sorted(includes, key=lambda span: (span.start - span.end, span.start)):
        places = set(range(span.start, span.end))
        if places & barred.get(span.theme, set()) or places & taken.get(span.theme, set()):
            continue
        taken.setdefault(span.theme, set()).update(places)
        kept.append(span)
    return sorted(kept, key=lambda span: (span.start, span.theme))
