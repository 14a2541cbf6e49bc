"""What a web page leaves in pasted text: tags, comments and entities."""

import html
import re
from collections.abc import Mapping

Piece = tuple[str, int, int]
"""One character as read, and where what it stands for begins and ends in the text as typed."""

_REMAINS = re.compile(
    r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?P<rest>(?:[\s/][^<>]{0,600})?)>"
    r"|<!--(?P<comment>[^<>]{0,600})-->"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});)"
)
_INLINE = frozenset("b i u s em strong span font a mark small sup sub code wbr o".split())


class Page:
    """One text as pasted. ``stand_ins``: by their beginning, stretches to be read as a word."""

    def __init__(self, text: str, stand_ins: Mapping[int, tuple[int, str]]) -> None:
        self._text = text
        self._stand_ins = stand_ins

    def without_tags(self) -> tuple[list[Piece], list[Piece]]:
        """Give the characters a reader would see, and those inside tags and comments.

        A tag inside a line goes without a trace, so that a name it cuts is whole again; any
        other is a line's end.
        """
        shown: list[Piece] = []
        inside: list[Piece] = []
        at = 0
        for m in _REMAINS.finditer(self._text):
            start, end = m.span()
            shown += self._as_typed(at, start)
            at = end
            if m["entity"]:
                shown += [(letter, start, end) for letter in html.unescape(m["entity"])]
                continue
            if m["name"] is None or m["name"].lower() not in _INLINE:
                shown.append(("\n", start, end))
            group = "rest" if m["name"] is not None else "comment"
            if m[group].strip(" /\n\t"):
                inside += [("\n", start, end), *self._as_typed(*m.span(group))]
        return [*shown, *self._as_typed(at, len(self._text))], inside

    def _as_typed(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        while start < end:
            last, word = self._stand_ins.get(start, (start + 1, self._text[start]))
            pieces += [(letter, start, last) for letter in word]
            start = last
        return pieces
