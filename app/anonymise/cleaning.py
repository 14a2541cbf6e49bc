"""Read a text as a person sees it: without what hides letters from a rule.

Typed and pasted text holds zero-width signs, look-alike letters, full-width forms, accents typed
apart, tags of web pages and words cut at a line's end. The detectors read the cleaned text;
every place in it leads back exactly to the text as typed.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.anonymise.look_alikes import as_latin
from app.anonymise.masks import Held, masks, outside
from app.anonymise.web_remains import Page, Piece

_PLAIN = re.compile(r"[\n -%'-;=-~£–—’‘“”…•éèêâôûîŵŷłąęóśźżćńáíúçäöüßñ]*")
_BROKEN = re.compile(r"-\n|\b[A-Za-z] [A-Za-z] [A-Za-z] [A-Za-z]\b|\d[OoIl]|[OoIl]\d|\d[–—]\d|`")
_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_AS_IS = frozenset("\n…‘’“”–—•½¼¾™℠\x00")
_APOSTROPHES = frozenset("ʼʹ′＇`´ʻʽ՚ꞌ")
_HYPHENS = frozenset("‐‑‒−﹣－⁃")
_DASH = re.compile(r"(?<=\d)[–—](?=\d)")
_SPACED = re.compile(r"(?<![\w'’])(?:[^\W\d_] ){3,30}[^\W\d_](?![\w'’])")
_NOUGHTS = re.compile(r"(?<![\w])(?=[OoIl]*\d[OoIl]*\d)[\dOoIl]{4,20}(?!\w)")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_CUT = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as the detectors read it; ``pieces`` is None where nothing had to be changed.

    ``body`` is how much of it a person reads; what comes after stood inside tags.
    """

    text: str
    body: int
    pieces: tuple[Piece, ...] | None = None
    held: tuple[Held, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give where ``text[start:end]`` stands in the text as typed. Needs ``start`` < ``end``.

        Empty where it lies in a mask.
        """
        if self.pieces is None:
            return start, end
        stretch = self.pieces[start : self.body if start < self.body < end else end]
        first, last = min(piece[1] for piece in stretch), max(piece[2] for piece in stretch)
        return outside(first, last, self.held) if self.held else (first, last)


def clean(text: str) -> Cleaned:
    """Make a text readable for rules. Never raises; plain text comes back as it is."""
    held = masks(text)
    if not held and _PLAIN.fullmatch(text) and not _BROKEN.search(text):
        return Cleaned(text, len(text))
    stand_ins = {start: (end, word) for start, end, word in held}
    shown, inside = Page(text, stand_ins).without_tags()
    body = _readable(shown)
    pieces = (*body, *_readable(inside))
    return Cleaned("".join(piece[0] for piece in pieces), len(body), pieces, tuple(held))


def _readable(pieces: list[Piece]) -> list[Piece]:
    """Take the pieces through every step; each step works on what the one before left."""
    read = [part for piece in pieces for part in _plainly(piece)]
    read = _composed(read)
    text = as_latin("".join(piece[0] for piece in read))
    text = _DASH.sub("-", text)
    text = _NOUGHTS.sub(lambda m: m.group().translate(_AS_DIGITS), text)
    read = [(letter, start, end) for letter, (_, start, end) in zip(text, read, strict=True)]
    gone = {m.start() for m in _CUT.finditer(text)}
    for m in _SPACED.finditer(text):
        gone.update(range(m.start() + 1, m.end(), 2))
    return [piece for index, piece in enumerate(read) if index not in gone] if gone else read


def _plainly(piece: Piece) -> list[Piece]:
    """Put the everyday signs for one sign; none for a sign without width."""
    sign, start, end = piece
    if sign in _AS_IS or (sign.isascii() and sign.isprintable()):
        return [piece] if sign != "`" else [("'", start, end)]
    return [(letter, start, end) for letter in _everyday(sign)]


def _everyday(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf" or sign == "\r":
        return ""
    if sign in _APOSTROPHES or sign in _HYPHENS:
        return "'" if sign in _APOSTROPHES else "-"
    if kind in ("Zs", "Cc"):
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    spread = unicodedata.normalize("NFKC", sign)
    simple = spread.isalnum() or (spread.isascii() and spread.isprintable())
    return "\n" if kind in ("Zl", "Zp") else spread if simple else sign


def _composed(pieces: list[Piece]) -> list[Piece]:
    """Join accents typed apart to their letters; drop what belongs to no letter."""
    joined: list[Piece] = []
    for sign, start, end in pieces:
        if not _MARKS.match(sign):
            joined.append((sign, start, end))
        elif joined:
            letter, begins, _ = joined.pop()
            whole = unicodedata.normalize("NFC", letter + sign)
            joined.append((whole if len(whole) == 1 else letter, begins, end))
    return joined
