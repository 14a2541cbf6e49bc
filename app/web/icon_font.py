"""The icons that Layby shows, out of the thousands that come with Flet.

A phone would otherwise fetch the outlines of nine thousand icons, and Python would learn all their
names. What is used is read from the source: ``ft.Icons.NAME`` in the app and in Flet, and a short
list of what Flutter draws by itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

NAMES = "flet/controls/material/icons.json"
"""Where Flet keeps the names, among the browser's libraries."""

FLUTTERS_OWN = frozenset(
    "ARROW_BACK ARROW_DOWNWARD ARROW_DROP_DOWN ARROW_DROP_UP ARROW_UPWARD CALENDAR_TODAY CANCEL"
    " CHECK CHEVRON_LEFT CHEVRON_RIGHT CLEAR CLOSE EDIT ERROR EXPAND_LESS EXPAND_MORE"
    " KEYBOARD_ARROW_DOWN KEYBOARD_ARROW_UP MENU MORE_HORIZ MORE_VERT SEARCH WARNING".split()
)
"""What Flutter's own controls draw without being asked."""

_USED = re.compile(rb"\bIcons\.([A-Z][A-Z0-9_]*)\b")
_SECOND_NAMES = {"COPY": "CONTENT_COPY"}
_STYLES = ("outlined", "rounded", "sharp")


class IconError(Exception):
    """An icon is used that the font does not have."""


def used_icons(sources: Iterable[bytes]) -> frozenset[str]:
    """Names of the icons that Python code asks for, with those of Flutter itself."""
    found = (name.decode() for body in sources for name in _USED.findall(body))
    return FLUTTERS_OWN.union(found)


def trim_names(libraries: Mapping[str, bytes], used: frozenset[str]) -> dict[str, bytes]:
    """Give the browser's libraries with no other icon's name in them."""
    if NAMES not in libraries:
        return dict(libraries)
    known = json.loads(libraries[NAMES])
    kept = {name: number for name, number in known.items() if name in used}
    return {**libraries, NAMES: json.dumps(kept, separators=(",", ":")).encode()}


def trim_font(font: bytes, used: frozenset[str]) -> bytes:
    """Give Flutter's icon font with the outlines of ``used`` alone.

    Raises:
        IconError: the font has no outline of one of these names.
    """
    with TTFont(BytesIO(font), recalcTimestamp=False) as whole:
        places = {glyph: code for code, glyph in whole.getBestCmap().items()}
        lacking = sorted(name for name in used if _glyph(name) not in places)
        if lacking:
            raise IconError(f"the icon font has no {', '.join(lacking)}")
        options = Options()
        options.notdef_outline = True
        options.desubroutinize = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[places[_glyph(name)] for name in used] + [0x20])
        subsetter.subset(whole)
        out = BytesIO()
        whole.save(out, reorderTables=True)
    return out.getvalue()


def _glyph(name: str) -> str:
    """The font's own name: in small letters, and the plain style is named as well."""
    small = _SECOND_NAMES.get(name, name).lower()
    small = f"_{small}" if small[0].isdigit() else small
    return small if small.rpartition("_")[2] in _STYLES else f"{small}_baseline"
