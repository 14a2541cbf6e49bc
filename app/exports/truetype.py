"""Reads what a page needs to know of a TrueType font: its glyphs' numbers and widths.

Just enough of the OpenType specification for the fonts in ``assets/fonts``: tables head, hhea,
hmtx and a character map of format 4 (the Basic Multilingual Plane). The whole font goes into
the page, so glyphs keep their numbers.
"""

import struct
from functools import cached_property

_EM = 1000  # PDF counts widths in thousandths of the font's size


class TrueType:
    """A font file; lengths in thousandths of its size."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._tables = _directory(content)
        self._units = int(struct.unpack_from(">H", content, self._at("head") + 18)[0])
        (self._wide,) = struct.unpack_from(">H", content, self._at("hhea") + 34)

    @property
    def ascent(self) -> int:
        """How far letters reach above the line."""
        return self._metric("hhea", 4)

    @property
    def descent(self) -> int:
        """How far they reach below it; negative."""
        return self._metric("hhea", 6)

    @property
    def box(self) -> tuple[int, ...]:
        """The rectangle that every glyph is in: left, bottom, right, top."""
        return tuple(self._metric("head", offset) for offset in (36, 38, 40, 42))

    def has(self, sign: str) -> bool:
        """Tell whether there is a glyph for a character."""
        return ord(sign) in self._glyphs

    def glyph(self, sign: str) -> int:
        """Give a character's glyph, 0 (an empty box) for none."""
        return self._glyphs.get(ord(sign), 0)

    def width(self, glyph: int) -> int:
        """Give how far a glyph moves on."""
        at = self._at("hmtx") + 4 * min(glyph, self._wide - 1)
        (units,) = struct.unpack_from(">H", self.content, at)
        return round(int(units) * _EM / self._units)

    def measure(self, text: str, size: float) -> float:
        """Give the length of a line of text, in the unit of ``size``."""
        return sum(self._widths(sign) for sign in text) * size / _EM

    def _widths(self, sign: str) -> int:
        known = self._known.get(sign)
        if known is None:
            known = self._known[sign] = self.width(self.glyph(sign))
        return known

    @cached_property
    def _known(self) -> dict[str, int]:
        return {}

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        start = self._at("cmap")
        (count,) = struct.unpack_from(">H", self.content, start + 2)
        for record in range(count):
            (offset,) = struct.unpack_from(">I", self.content, start + 8 + record * 8)
            if struct.unpack_from(">H", self.content, start + offset)[0] == 4:
                return _format_4(self.content, start + offset)
        raise ValueError("the font has no character map of format 4")

    def _at(self, table: str) -> int:
        return self._tables[table]

    def _metric(self, table: str, offset: int) -> int:
        (value,) = struct.unpack_from(">h", self.content, self._at(table) + offset)
        return round(int(value) * _EM / self._units)


def _directory(content: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", content, 4)
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _format_4(content: bytes, at: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", content, at + 6)[0] // 2
    rows = [at + 14 + shift for shift in (0, 2 + 2 * segments, 2 + 4 * segments, 2 + 6 * segments)]
    ends, starts, deltas = (struct.unpack_from(f">{segments}H", content, row) for row in rows[:3])
    glyphs = {}
    for index, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        place = rows[3] + 2 * index
        (jump,) = struct.unpack_from(">H", content, place)
        for code in range(start, end + 1):
            glyph = code
            if jump:
                (glyph,) = struct.unpack_from(">H", content, place + jump + 2 * (code - start))
            if (not jump or glyph) and (found := (glyph + delta) & 0xFFFF) and code != 0xFFFF:
                glyphs[code] = found
    return glyphs
