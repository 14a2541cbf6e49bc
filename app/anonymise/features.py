"""What the sequence model looks at: a word, its letters, its lists, and the words beside it.

The features of a text fall into groups that depend on one word or on two. The model adds up the
weights of a group once and remembers the sum, which is what makes it quick enough for a phone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.anonymise import company, near_words
from app.anonymise.families import Families
from app.anonymise.letters import Letters
from app.anonymise.tokens import Token
from app.anonymise.word_book import NOTHING, WordBook

_STRETCHED = re.compile(r"(.)\1{2,}")
_TITLES = company.TITLES | company.SOFT_TITLES | frozenset({"mister", "sergeant", "lord", "king"})
_POSSESSIVES = frozenset({"'s", "’s"})
_STARTS = frozenset('.!?:"“”\n*•')
_SHORTEST, LONGEST_PLACE, _USUAL = 3, 4, 8
_RARE = 6
BENT = "i"
"""Marks a word that may be a name as Polish bends it."""

FIRST, LAST = "^", "$"
"""What stands before the first word of a text, and after the last."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One word as the model sees it: coarse classes as short strings."""

    word: str
    shape: str
    first: str
    last: str
    use: str
    family: str
    group: str
    kin: str
    other: str
    near: str
    looks: str


def shape(text: str) -> str:
    """Name the pattern of capitals and digits."""
    if text.isdigit():
        return f"d{min(len(text), 5)}"
    if not any(c.isalnum() for c in text):
        return "p"
    if text.islower():
        return "x"
    if text.isupper():
        return "A" if len(text) == 1 else "AA" if len(text) < 4 else "AAA"
    return "Aa" if text[0].isupper() and text[1:].islower() else "aA"


@dataclass(frozen=True)
class Books:
    """Everything that is known about words by themselves."""

    words: WordBook
    families: Families
    letters: Letters


def facts(token: Token, books: Books) -> Facts:
    """Gather what is known about a word by itself."""
    word, book = token.folded, books.words
    entry, near = book.entry(word), ""
    if entry is NOTHING and len(word) > _SHORTEST:
        squeezed = _STRETCHED.sub(r"\1\1", word)
        entry = book.entry(squeezed)
        if entry is NOTHING:
            entry = book.entry(_STRETCHED.sub(r"\1", word))
        if entry is NOTHING:
            near = near_words.near(word, book)
    named = entry.forename or entry.surname
    if not named and entry.common <= _RARE and token.is_word and near_words.bent(word, book):
        near = BENT + near
    family, group, kin, other = books.families.of(entry.family)
    looks = ""
    if token.is_word and len(word) > 2 and not entry.common > _USUAL:
        person, place = books.letters.looks(word)
        looks = f"{person}{place}"
    return Facts(
        word,
        shape(token.text),
        f"{min((entry.forename + 1) // 2, 4)}",
        f"{min(entry.surname, 3)}",
        f"{0 if not entry.common else max(1, min(entry.common - 4, 10))}",
        family,
        group,
        kin,
        other,
        near,
        looks,
    )


def manner(tokens: Sequence[Token]) -> str:
    """Say how the text is typed: without capitals, mostly in them, or as usual."""
    words = [token.text for token in tokens if token.is_word]
    return manner_of([text[0].isupper() and text != "I" for text in words])


def manner_of(capitals: Sequence[bool]) -> str:
    """Say the same, given which words begin with a capital ("I" counts as none)."""
    many = sum(capitals)
    if not many:
        return "l"
    return "u" if len(capitals) > 3 and many > 0.75 * len(capitals) else "m"


def place(token: Token, book: WordBook) -> str:
    """Mark how large a listed place a word is by itself; "0": none."""
    size = book.place(token.folded) if token.is_word else 0
    return f"{min(size // 3 + 1, 3)}" if size else "0"


def places(tokens: Sequence[Token], book: WordBook) -> list[str]:
    """Mark words that are, or are part of, a listed place."""
    marks = ["0"] * len(tokens)
    for at, token in enumerate(tokens):
        if not token.is_word:
            continue
        if marks[at] == "0":
            marks[at] = place(token, book)
        if token.folded in book.openings:
            phrase = token.folded
            for last in range(at + 1, min(len(tokens), at + LONGEST_PLACE)):
                phrase += " " + tokens[last].folded
                if book.place(phrase):
                    marks[at : last + 1] = ["m"] * (last + 1 - at)
    return marks


def alone(f: Facts, place: str, typed: str, opens: bool) -> list[str]:
    """List the features of a word by itself."""
    w, s, c = f.word, f.shape, "^" if opens else "-"
    found = [
        *("b", f"w{w}", f"s{s}{c}{typed}", f"S{w[-2:]}", f"T{w[-3:]}", f"U{w[-4:]}{s}"),
        *(f"P{w[:3]}", f"Q{w[:4]}", f"f{f.first}", f"l{f.last}", f"u{f.use}", f"o{place}"),
        *(f"fu{f.first}{f.use}.{typed}", f"fl{f.first}{f.last}{f.use}.{s}{c}"),
        *(f"fs{f.first}{s}{typed}", f"lu{f.last}{f.use}.{s}{typed}", f"ou{place}{f.use}.{s}"),
        *(f"of{place}{f.first}{typed}", f"us{f.use}.{s}{c}{typed}", f"g{f.group}.{s}"),
        *(f"y{f.family}.{s}", f"k{f.kin}.{s}{c}", f"gu{f.group}.{f.use}", f"Y{f.family}"),
        *(f"kf{f.kin}.{f.first}{f.last}{typed}", f"z{min(len(w), 8)}{s}"),
    ]
    found += [f"h{f.other}.{s}", f"H{f.other}.{f.first}{f.use}"]
    if f.looks:
        p, q = f.looks[0], f.looks[1]
        found += [f"i{p}{s}{f.first}{typed}", f"j{q}{s}{place}", f"J{p}{q}{f.use}"]
    if f.near:
        found += [f"e{f.near}{s}", f"E{f.near}"]
    if s not in ("p", "d1", "d2", "d3", "d4", "d5") and f.use in "01234":
        marked = f"<{w}>"
        found += [f"t{marked[i : i + 3]}" for i in range(min(len(marked) - 2, 12))]
    return found


def beside(f: Facts, place: str, where: str) -> list[str]:
    """List what a word says about its neighbour; ``where``: p, n next to it, q, r further off."""
    found = [f"{where}{f.word}", f"{where}g{f.group}", f"{where}y{f.family}", f"{where}h{f.other}"]
    if where in "pn":
        found += [f"{where}k{f.kin}.{f.shape}", f"{where}o{place}"]
        found += [f"{where}f{f.first}{f.last}{f.use}.{f.shape}"]
    return found


def lefts(a: Facts, place: str) -> list[str]:
    """List what a word brings to the features of it and its right neighbour, in their order."""
    named, worn, kin = f"{a.first}{a.last}{a.shape}", f"u{a.use}{a.shape}", f"k{a.kin}"
    return [
        *(a.word, a.word, a.word, a.word),
        *(f"f{named}", f"{kin}.{a.shape}", named, worn, f"{kin}{a.shape}"),
        *(f"g{a.group}", f"f{a.first}{a.shape}", f"o{place}{a.shape}"),
    ]


def rights(b: Facts, place: str) -> list[str]:
    """List what a word brings to the features of it and its left neighbour, in their order."""
    named, worn, kin = f"{b.first}{b.last}{b.shape}", f"u{b.use}{b.shape}", f"k{b.kin}.{b.shape}"
    return [
        *(b.word, f"f{named}", worn, kin),
        *(b.word, b.word, named, worn, kin),
        *(f"f{b.first}{b.shape}", f"g{b.group}", f"o{place}{b.shape}"),
    ]


def pair(a: Facts, b: Facts, x: str, y: str) -> list[str]:
    """List what two neighbours say together; ``x`` and ``y`` are their marks as places."""
    return [f"{left}|{right}" for left, right in zip(lefts(a, x), rights(b, y), strict=True)]


def around(f: Sequence[Facts], at: int) -> list[str]:
    """List what the neighbours on both sides say together about the word between them."""
    before, after = f[at - 1] if at else None, f[at + 1] if at + 1 < len(f) else None
    p, n = before.word if before else FIRST, after.word if after else LAST
    here, earlier = f[at], f[at - 2].word if at > 1 else FIRST
    found = [f"A{p}|{n}", f"B{earlier}|{p}", f"C{earlier}|f{here.first}{here.shape}"]
    if before and after:
        found.append(f"E{before.kin}|{between(here, after)}")
    return found + marks(f, at)


def between(here: Facts, after: Facts) -> str:
    """Say what a word and the next one bring to the feature of both and the word before."""
    return f"{here.shape}{here.first}|{after.kin}"


def marks(f: Sequence[Facts], at: int) -> list[str]:
    """List shapes around a word, and whether a title, a post or a possessive is beside it."""
    here = f[at]
    before, after = f[at - 1] if at else None, f[at + 1] if at + 1 < len(f) else None
    p, n = before.word if before else FIRST, after.word if after else LAST
    earlier = f[at - 2].word if at > 1 else FIRST
    shapes = before.shape if before else FIRST, here.shape, after.shape if after else LAST
    found = ["D" + "".join(shapes)]
    if p in _TITLES or (p == "." and earlier in _TITLES):
        found.append(f"title{here.use}{here.shape}")
    if p in company.ROLES or earlier in company.ROLES:
        found.append(f"role{here.first}{here.use}.{here.shape}")
    if n in _POSSESSIVES:
        found.append(f"own{here.first}{here.use}.{here.shape}")
    return found


def company_of(word: str) -> tuple[bool, bool, bool]:
    """Say whether a word is a title, a post, and the ending of a possessive."""
    return word in _TITLES, word in company.ROLES, word in _POSSESSIVES


def opens(f: Sequence[Facts], at: int) -> bool:
    """Say whether the word begins a line, a sentence or a quotation."""
    return at == 0 or ends(f[at - 1].word)


def ends(word: str) -> bool:
    """Say whether a line, a sentence or a quotation begins after the word."""
    return word in _STARTS
