"""What stands in place of what is hidden: words that keep the meaning and tell nobody who.

The same name has the same word throughout a text. Words are as wide as the text allows: never a
sex, a number or a place that it did not give, and nothing from which to count what was removed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.anonymise.cleaning import clean
from app.anonymise.relations import relation
from app.anonymise.spans import Kind, Span
from app.anonymise.tokens import tokenise

PERSON = "person"
_DETERMINER = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|my|your|his|her|its|our|their|whose|any|some|no|each"
    r"|every|"
    r"another|last|next|one|same)|['’]s|s['’])[ \-]$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\[an? (?=[^\]]+\]$)")
_HALF = re.compile(r" (?:night|morning|afternoon|evening|nights|shift)s?\b", re.IGNORECASE)
_NOUN_NEXT = re.compile(
    r"[ \-](?!(?:and|or|but|so|is|was|who|with|at|in|on|if|because|as|to|that|when|for|by|from"
    r"|has|had)"
    r"\b)[a-z]",
    re.IGNORECASE,
)
_AN = re.compile(r"\ban[ \-]$", re.IGNORECASE)
_HOSPITAL = re.compile(r"hospital|infirmary|\bclinic\b|hospice|ysbyty|szpital", re.IGNORECASE)


def consistent(text: str, spans: list[Span]) -> list[Span]:
    """Give the spans of ``text`` their final words: the same for the same name."""
    people = _people(text, [span for span in spans if span.kind is Kind.NAME])
    fitted = []
    for span in spans:
        mask = people.get(span.start) or _general(text, span)
        before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 20]
        words = _fitted(mask, before, after)
        fitted.append(span if words == span.replacement else replace(span, replacement=words))
    return fitted


def _people(text: str, spans: Iterable[Span]) -> dict[int, str]:
    """Give each name's mask by where it begins."""
    known: list[tuple[set[str], str]] = []  # who, by the parts of the name; what they are
    whose: list[tuple[Span, int]] = []
    for span in spans:
        parts = _parts(text[span.start : span.end])
        role = relation(text, span.start, span.end)
        same = next((i for i, (other, _) in enumerate(known) if _same(parts, other)), len(known))
        if same == len(known):
            known.append((parts, role))
        else:
            known[same] = (known[same][0] | parts, known[same][1] or role)
        whose.append((span, same))
    words: list[str] = []
    for _, role in known:
        word = role or PERSON
        again = word != PERSON and f"[{word}]" in words
        words.append(f"[another {word}]" if again else f"[{word}]")
    return {span.start: words[who] for span, who in whose}


def _parts(name: str) -> set[str]:
    """Give the parts of a name, each without a possessive: "Sarah Okafor's", "sarahs"."""
    words = [token.folded for token in tokenise(clean(name).text) if token.is_word]
    return {word.removesuffix("s") if len(word) > 4 else word for word in words}


def _same(one: set[str], other: set[str]) -> bool:
    """Say whether two names may be one person's: all parts of the shorter are in the longer."""
    return bool(one) and bool(other) and (one <= other or other <= one)


def _general(text: str, span: Span) -> str:
    """Give the mask of anything that is no name; a hospital stays one."""
    if span.kind is Kind.PLACE and span.replacement == "[place]":
        words = text[span.start : span.end]
        return "[a hospital]" if _HOSPITAL.search(words) else span.replacement
    return span.replacement


def _fitted(mask: str, before: str, after: str) -> str:
    """Make a mask read right where it stands: no second article, an adjective before a noun."""
    if mask == "[of a certain background]" and _NOUN_NEXT.match(after):
        return "[background]"
    if mask == "[teenage]" and _AN.search(before):
        return "[under-20]"
    if mask == "[young]":
        return _young(before, after)
    bare = _DETERMINER.search(before) or (mask.endswith("day]") and _HALF.match(after))
    return _ARTICLE.sub("[", mask) if bare else mask


def _young(before: str, after: str) -> str:
    if _AN.search(before):
        return "[under-13]"
    noun = bool(_NOUN_NEXT.match(after))
    return "[young]" if noun or not _DETERMINER.search(before) else "[child]"
