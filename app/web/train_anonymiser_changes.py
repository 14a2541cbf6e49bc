"""How the texts to learn from are changed: as thumbs, hurry and capitals change them.

Every change keeps the spans where they belong.
"""

import random
import re

Span = tuple[int, int, str]
Text = tuple[str, list[Span]]

LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def small(text: Text) -> Text:
    """Type it all in lower case, where that keeps the length."""
    lower = text[0].lower()
    return (lower, text[1]) if len(lower) == len(text[0]) else text


def small_names(text: Text) -> Text:
    """Type only the names in lower case."""
    letters = list(text[0])
    for start, end, kind in text[1]:
        if kind in ("PERSON", "LOC"):
            letters[start:end] = [
                c.lower() if len(c.lower()) == 1 else c for c in letters[start:end]
            ]
    return "".join(letters), text[1]


def written(text: Text) -> Text:
    """Give a text in lower case its capitals: the first letter, and those of names."""
    letters = list(text[0])
    letters[:1] = [c.upper() for c in letters[:1]]
    for start, end, kind in text[1]:
        if kind in ("PERSON", "LOC"):
            for m in LETTERS.finditer(text[0], start, end):
                letters[m.start()] = letters[m.start()].upper()[:1]
    return "".join(letters), text[1]


def slips(text: Text, dice: random.Random) -> Text:
    """Swap two neighbouring letters in some words that are nobody's name."""
    letters = list(text[0])
    for m in LETTERS.finditer(text[0]):
        named = any(s < m.end() and m.start() < e for s, e, _ in text[1])
        if len(m.group()) > 4 and not named and dice.random() < 0.12:
            at = m.start() + dice.randint(1, len(m.group()) - 3)
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters), text[1]


def loud(text: Text) -> Text:
    """Type it all in capitals, where that keeps the length."""
    upper = text[0].upper()
    return (upper, text[1]) if len(upper) == len(text[0]) else text


def bare(text: Text) -> Text:
    """Leave the apostrophes out, as thumbs do."""
    out, spans = text[0], text[1]
    for m in reversed(list(_APOSTROPHE.finditer(text[0]))):
        at = m.start()
        out = out[:at] + out[at + 1 :]
        spans = [(s - (s > at), e - (e > at), k) for s, e, k in spans]
    return out, spans
