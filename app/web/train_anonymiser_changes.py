"""How the texts to learn from are changed: as thumbs, hurry and capitals change them.

Every change keeps the spans where they belong.
"""

import random
import re

Span = tuple[int, int, str]
Text = tuple[str, list[Span]]

LETTERS = re.compile(r"[^\W\d_]+")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SLIPS = 0.18
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
    """Let the thumb slip: letters swapped, left out, doubled, or hit beside the right one."""
    out, at = "", 0
    edges = []
    for m in LETTERS.finditer(text[0]):
        if len(m.group()) > 3 and dice.random() < SLIPS:
            out += text[0][at : m.start()]
            slipped = _slip(m.group(), dice)
            edges.append((m.end(), len(slipped) - len(m.group())))
            out, at = out + slipped, m.end()

    def moved(old: int) -> int:
        return old + sum(change for end, change in edges if end <= old)

    return out + text[0][at:], [(moved(s), moved(e), kind) for s, e, kind in text[1]]


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randint(1, len(word) - 2)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    kind = dice.randint(0, 3)
    if kind == 0:
        return head + tail[0] + letter + tail[1:]
    if kind == 1:
        return head + tail
    if kind == 2:
        return head + letter + letter + tail
    row = next((row for row in _KEYS if letter in row), letter)
    beside = row[max(0, row.find(letter) - 1) : row.find(letter) + 2].replace(letter, "")
    return head + (dice.choice(beside) if beside else letter) + tail


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
