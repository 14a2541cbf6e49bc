"""A copy of a plan as a page to print or keep: A4, with real headings, in letters it carries.

Nothing in the file tells who made it, where or when; the same plan gives the same bytes.
Sizes are in points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from app.domain.plan import Plan
from app.domain.wording import locale, tr
from app.exports.pdf_file import HEIGHT, WIDTH, PdfFile, Run
from app.exports.plan_page import MISSING_SIGN, Block, Kind, blocks
from app.exports.truetype import TrueType
from app.exports.wrapping import MISSING, showable, wrap

REGULAR, SEMIBOLD = "NotoSans-Regular", "NotoSans-SemiBold"

#: Some 70 letters a line: what the eye finds its way back from.
_LEFT = 84.0
_TOP, _BOTTOM = 76.0, 84.0
_INDENT = 20.0
_GREY = 0.33  # 7:1 and more against white (WCAG 2.2, 1.4.6)


@dataclass(frozen=True)
class _Style:
    """``leading`` is from line to line, ``before`` what is kept free above, but not on top."""

    role: str
    font: str
    size: float
    leading: float
    before: float
    indent: float = 0.0
    grey: float = 0.0


_STYLES = {
    Kind.TITLE: _Style("H1", SEMIBOLD, 24, 30, 0),
    Kind.NOTE: _Style("P", REGULAR, 10, 15, 4, grey=_GREY),
    Kind.HEADING: _Style("H2", SEMIBOLD, 13, 18, 22),
    Kind.TEXT: _Style("P", REGULAR, 11, 16.5, 5),
    Kind.ACTION: _Style("LBody", REGULAR, 11, 16.5, 7, indent=_INDENT),
    Kind.REMARK: _Style("P", REGULAR, 10, 15, 28, grey=_GREY),
    Kind.DETAIL: _Style("", REGULAR, 10, 15, 0, indent=_INDENT, grey=_GREY),
}


@dataclass(frozen=True)
class _Laid:
    """A block in lines."""

    block: Block
    style: _Style
    lines: list[str]


def write_pdf(plan: Plan, regular: bytes, semibold: bytes) -> bytes:
    """Give a plan as PDF, in the two fonts of ``assets/fonts``.

    What the letters lack is shown as a sign, and a line at the end says so.
    """
    fonts = {REGULAR: TrueType(regular), SEMIBOLD: TrueType(semibold)}
    pages = _Pages(PdfFile(fonts, tr("Personal plan"), locale()))
    laid = [_lay(block, fonts) for block in _with_note(blocks(plan), fonts)]
    for index, one in enumerate(laid):
        pages.place(one, laid[index + 1] if index + 1 < len(laid) else None)
    return pages.finish(fonts[REGULAR])


def can_write(plan: Plan, regular: bytes, semibold: bytes) -> bool:
    """Tell whether every letter of the page, its own words included, can be written.

    Urdu and Bengali cannot: their letters change and join with their neighbours, which takes a
    shaper as a browser has one. A sign that is no letter, such as an emoji, may be missing.
    """
    fonts = {REGULAR: TrueType(regular), SEMIBOLD: TrueType(semibold)}
    return all(
        fonts[_STYLES[block.kind].font].has(sign)
        for block in blocks(plan)
        for sign in normalize("NFC", block.text)
        if category(sign)[0] in "LM" and not _chooses_a_picture(sign)
    )


def _chooses_a_picture(sign: str) -> bool:
    """Tell whether it is a variation selector, which counts as a mark and shows nothing."""
    return "\ufe00" <= sign <= "\ufe0f"


def _with_note(found: Iterator[Block], fonts: dict[str, TrueType]) -> Iterator[Block]:
    missing = False
    for block in found:
        font = fonts[_STYLES[block.kind].font]
        missing = missing or MISSING in showable(block.text, font)
        yield block
    if missing:
        yield Block(Kind.REMARK, tr(MISSING_SIGN))


def _lay(block: Block, fonts: dict[str, TrueType]) -> _Laid:
    style = _STYLES[block.kind]
    font = fonts[style.font]
    room = WIDTH - 2 * _LEFT - style.indent
    text = showable(block.text, font)
    return _Laid(block, style, wrap(text, room, lambda part: font.measure(part, style.size)))


class _Pages:
    """Puts blocks on pages from top to bottom, and keeps together what belongs together."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._y = 0.0
        self._element = self._list = 0
        self._turn()

    def place(self, laid: _Laid, following: _Laid | None) -> None:
        """Put a block where it fits; ``following`` is what a heading must not be parted from."""
        style, lines = laid.style, laid.lines
        first = len(lines) if laid.block.kind is Kind.HEADING else min(2, len(lines))
        together = first * style.leading
        if following is not None and (
            laid.block.kind is Kind.HEADING or self._is_detail(following)
        ):
            after = following.style
            together = len(lines) * style.leading + after.before
            together += min(2, len(following.lines)) * after.leading
        self._y -= 0 if self._on_top() else style.before
        if self._y - min(together, self._whole()) < _BOTTOM and not self._on_top():
            self._turn()
        self._begin(laid)
        self._lines(laid)

    def finish(self, font: TrueType) -> bytes:
        """Number the pages and give the file."""
        count = self._file.count()
        for page in range(count):
            text = tr("{page} of {pages}", page=page + 1, pages=count)
            x = WIDTH - _LEFT - font.measure(text, 9)
            self._file.decorate(page, Run(text, x, _BOTTOM - 36, REGULAR, 9, _GREY))
        return self._file.finish()

    def _begin(self, laid: _Laid) -> None:
        kind = laid.block.kind
        if kind is Kind.ACTION:
            if not self._list:
                self._list = self._file.begin("L")
            self._element = self._file.begin("LBody", self._file.begin("LI", self._list))
            self._box(bool(laid.block.ticked))
        elif kind is not Kind.DETAIL:
            self._list = 0
            self._element = self._file.begin(laid.style.role)

    def _lines(self, laid: _Laid) -> None:
        style, left = laid.style, len(laid.lines)
        for line in laid.lines:
            fit = int((self._y - _BOTTOM) / style.leading)
            # Neither the last line alone on a new page nor nothing at all on this one.
            if fit < 1 or (fit == 1 and left == 2 and not self._on_top()):
                self._turn()
            self._y -= style.leading
            x, base = _LEFT + style.indent, self._y + (style.leading - style.size) * 0.75
            run = Run(line, x, base, style.font, style.size, style.grey)
            self._file.write(self._element, run)
            left -= 1

    def _box(self, ticked: bool) -> None:
        """Draw a box to tick beside the line to come."""
        low = self._y - 13.5
        outline = f"0.9 w 0.33 G {_LEFT:.2f} {low:.2f} 9.5 9.5 re S"
        tick = f" 1.6 w 0 G {_LEFT + 2:.2f} {low + 4.8:.2f} m {_LEFT + 4:.2f} {low + 2.4:.2f} l"
        tick += f" {_LEFT + 7.8:.2f} {low + 7.4:.2f} l S"
        self._file.draw(outline + (tick if ticked else ""))

    def _turn(self) -> None:
        self._file.add_page()
        self._y = HEIGHT - _TOP

    def _on_top(self) -> bool:
        return self._y >= HEIGHT - _TOP

    @staticmethod
    def _whole() -> float:
        return HEIGHT - _TOP - _BOTTOM

    @staticmethod
    def _is_detail(laid: _Laid) -> bool:
        return laid.block.kind is Kind.DETAIL
