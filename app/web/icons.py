"""Draws Layby's icons: a road seen from above, its marker line, and a bay with someone parked.

    python -m app.web.icons        (needs Pillow, from the development requirements)

The PNGs are committed, so the build itself draws nothing.
"""

from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

ICONS = Path(__file__).parent.parent.parent / "assets" / "icons"

_GROUND = (11, 94, 87)
_ROAD = (251, 250, 247)
_BAY = (132, 211, 198)
_GRID = 512
_OVER = 4  # drawn larger and scaled down: Pillow's own edges are not smooth

_Box = tuple[float, float, float, float]


def draw(size: int, *, scale: float, rounded: bool) -> Image.Image:
    """The icon as a ``size`` by ``size`` image.

    ``scale`` shrinks the drawing towards the middle (a maskable icon must survive any mask);
    the road still runs off both ends. ``rounded`` cuts the corners.
    """
    edge = _GRID * _OVER
    plate = Image.new("L", (edge, edge), 0)
    radius = edge // 5 if rounded else 0
    ImageDraw.Draw(plate).rounded_rectangle((0, 0, edge - 1, edge - 1), radius=radius, fill=255)
    image = Image.new("RGBA", (edge, edge), _GROUND)
    _paint(ImageDraw.Draw(image), scale)
    image.putalpha(ImageChops.multiply(image.getchannel("A"), plate))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _paint(pen: ImageDraw.ImageDraw, scale: float) -> None:
    def at(value: float) -> float:
        return ((value - _GRID / 2) * scale + _GRID / 2) * _OVER

    def box(left: float, top: float, right: float, bottom: float) -> _Box:
        return at(left), at(top), at(right), at(bottom)

    pen.polygon([(at(x), at(y)) for x, y in _bay_outline()], fill=_BAY)
    pen.rectangle(box(104, -256, 248, 768), fill=_ROAD)
    for top in range(-352, 769, 152):
        pen.rounded_rectangle(box(165, top, 187, top + 96), radius=11 * _OVER, fill=_GROUND)
    pen.rounded_rectangle(box(294, 200, 360, 312), radius=22 * scale * _OVER, fill=_GROUND)


def _bay_outline() -> list[tuple[float, float]]:
    """Kerb of the bay: out from the road in one smooth bend, along, and back in another."""
    steps = 64
    out = [(240 + 174 * _smooth(i / steps), 56 + 110 * i / steps) for i in range(steps + 1)]
    back = [(x, _GRID - y) for x, y in reversed(out)]
    return [*out, *back]


def _smooth(t: float) -> float:
    return t * t * (3 - 2 * t)


def main() -> None:
    """Write every icon that the page and the manifest name."""
    ICONS.mkdir(parents=True, exist_ok=True)
    for name, size, scale, rounded in (
        ("icon-192.png", 192, 0.92, True),
        ("icon-512.png", 512, 0.92, True),
        ("maskable-512.png", 512, 0.68, False),
        ("apple-touch-icon.png", 180, 0.86, False),
    ):
        draw(size, scale=scale, rounded=rounded).save(ICONS / name, optimize=True)


if __name__ == "__main__":
    main()
