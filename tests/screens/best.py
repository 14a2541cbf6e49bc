"""The pictures that the README shows: a few of the tour's, side by side, small enough to load.

``python -m tests.screens.best`` lays out what the last tour left in build/screenshots.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.e2e.sync_server_process import ROOT

#: What each picture shows, from left to right: below a language's folder.
_BEST = {
    "layby.webp": (
        "en/390x844-light/306-talk.png",
        "en/390x844-light/320-check.png",
        "en/390x844-light/705-findings-groups.png",
    ),
    "by-day-and-night.webp": (
        "en/390x844-light/322-together.png",
        "en/390x844-dark/332-plan-view.png",
        "en/390x844-night/201-home-crew.png",
        "en/820x1180-light/306-talk.png",
    ),
}
_PICTURES = ROOT / "assets" / "pictures"
#: Pixels: how high each stands, and the room between two.
_HIGH, _GAP = 640, 14


def lay_out(folder: Path, names: Sequence[str], into: Path) -> None:
    """Put the best pictures below ``folder`` side by side; raises OSError where one is missing."""
    shown = []
    for name in names:
        with Image.open(folder / name) as picture:
            wide = round(picture.width * _HIGH / picture.height)
            shown.append(picture.convert("RGB").resize((wide, _HIGH), Image.Resampling.LANCZOS))
    wide = sum(one.width + _GAP for one in shown) - _GAP
    # Clear between them: a README is read on light and on dark.
    sheet = Image.new("RGBA", (wide, _HIGH), (0, 0, 0, 0))
    left = 0
    for one in shown:
        sheet.paste(one, (left, 0))
        left += one.width + _GAP
    sheet.save(into, quality=84, method=6)


if __name__ == "__main__":
    for picture, names in _BEST.items():
        lay_out(ROOT / "build" / "screenshots", names, _PICTURES / picture)
        sys.stdout.write(f"{_PICTURES / picture}\n")
