"""What has the focus can be seen, and a keyboard gets round a screen: measured, not believed."""

from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.e2e.keyboard import FOCUS, MOST_STOPS, Keyboard

#: WCAG 2.2, success criterion 1.4.11: what shows a state, against what is beside it.
LEAST_CONTRAST = 3.0
#: Pixels around a control in which its focus may be shown.
_AROUND = 4
#: Milliseconds in which what lights up under the focus has come, and gone.
_LIGHTS_UP = 200
#: How often Escape is pressed before it goes round from where it is.
_TRIES = 5
#: So many stops in a row that were met in this order before: it goes round.
_AGAIN = 3
#: Pixels by which two of the same name are apart at least, and nothing moves from round to round.
_APART = 24
#: Pixels by which neighbours in one row may begin higher or lower than each other.
_ROW = 60

#: What can be used on the screen as it stands, and has to be reached; where what had the focus at
#: the last look is now; what has it, where, and how far down: the top of its pane, and how far down
#: in there, however that is scrolled.
_LOOK = f"""() => {{
  const place = (node) => {{
    const box = node.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height];
  }};
  const there = [...document.querySelectorAll('flt-semantics-host *')]
    .filter((node) => node.checkVisibility() && node.getAttribute('aria-disabled') !== 'true'
      && node.matches('input, textarea, [role=button], [role=checkbox], [role=radio], [role=link]'))
    .map((node) => [node.getAttribute('role') || node.tagName.toLowerCase(),
      (node.getAttribute('aria-label') || node.textContent || '').trim()]);
  const left = window.__was?.isConnected ? place(window.__was) : null;
  window.__was = document.activeElement;
  const box = place(document.activeElement);
  let pane = document.activeElement.parentElement;
  while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
  const top = pane ? place(pane)[1] : box[1];
  const down = pane ? [top, box[1] - top + pane.scrollTop] : [top, 0];
  return {{ there, left, stop: ({FOCUS})(), box, down }};
}}"""


def luminance(pixel: tuple[int, int, int]) -> float:
    """Give the relative luminance of sRGB, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in pixel)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Give the contrast of two luminances: 1 for none, 21 at most."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def picture(page: Page) -> Image.Image:
    """Give the screen as it is seen."""
    return Image.open(BytesIO(page.screenshot(caret="hide"))).convert("RGB")


def goes_round(keyboard: Keyboard) -> list[str]:
    """Go through all controls of the screen by Tab, from the first; give what is amiss.

    Every control is reached, in the order in which they stand; none holds the focus; each can be
    told, by at least as many pixels as its outline has, from how it looks without it.
    """
    page, problems = keyboard.page, list[str]()
    _begins(keyboard)
    there: set[tuple[str, str]] = set()
    stops: list[tuple[str, str]] = []
    boxes: list[list[float]] = []
    down: list[tuple[float, float]] = []
    before = None
    while not is_round(stops, [(box[0], *at) for box, at in zip(boxes, down, strict=True)]):
        if len(stops) > MOST_STOPS:
            return [*problems, f"never came round: {stops[-9:]}"]
        page.wait_for_timeout(_LIGHTS_UP)
        now = picture(page)
        look = page.evaluate(_LOOK)
        if before and stops[-1] != ("", "") and look["left"] == boxes[-1]:
            problems += _unseen(stops[-1], boxes[-1], before, now)
        there |= {_called(role, name) for role, name in look["there"]}
        stops.append((look["stop"][0], look["stop"][1]))
        boxes.append(look["box"])
        down.append((look["down"][0], look["down"][1]))
        before = now
        if not keyboard.moves("Tab"):
            return [*problems, f"held: {stops[-1]}"]
    reached = {_called(*stop) for stop in stops}
    problems += [f"not reached: {one}" for one in sorted(there - reached)]
    return problems + _out_of_order(stops, boxes, down)


def _begins(keyboard: Keyboard) -> None:
    """Go to the first control, again where a field took the cursor by itself meanwhile."""
    for _ in range(_TRIES):
        keyboard.goes_up()
        keyboard.page.wait_for_timeout(_LIGHTS_UP)
        there = keyboard.page.evaluate(_LOOK)["there"]
        if keyboard.at() in (("", ""), tuple(there[0])):
            return


def _called(role: str, name: str) -> tuple[str, str]:
    """Give what it is called with and without the focus: a field's hint comes with it."""
    return role, name.partition("\n")[0] if role in ("input", "textarea") else name


def is_round(stops: list[tuple[str, str]], places: list[tuple[float, float, float]]) -> bool:
    """Tell whether the last stops were met in this order before, at the same places.

    Cards that follow each other have buttons of the same names.
    """

    def is_same(one: int, other: int) -> bool:
        apart = (abs(a - b) for a, b in zip(places[one], places[other], strict=True))
        return stops[one] == stops[other] and all(pixels < _APART for pixels in apart)

    end = len(stops)
    return any(
        all(is_same(end - 1 - back, at - back) for back in range(_AGAIN))
        for at in range(_AGAIN - 1, end - 1)
    )


def _unseen(
    stop: tuple[str, str], box: list[float], with_it: Image.Image, without: Image.Image
) -> list[str]:
    """Say so where too few pixels tell the focus, by WCAG's contrast, from no focus."""
    left, top, width, height = box
    around = (
        max(0, round(left - _AROUND)),
        max(0, round(top - _AROUND)),
        min(with_it.width, round(left + width + _AROUND)),
        min(with_it.height, round(top + height + _AROUND)),
    )
    if around[0] >= around[2] or around[1] >= around[3]:
        return [f"focus out of sight, at {top:.0f}: {stop}"]
    one, other = with_it.crop(around), without.crop(around)
    if not ImageChops.difference(one, other).getbbox():
        return [f"focus not seen: {stop}"]
    told = sum(
        1
        for a, b in zip(_pixels(one), _pixels(other), strict=True)
        if a != b and contrast(luminance(a), luminance(b)) >= LEAST_CONTRAST
    )
    least = round(width + height)  # one pixel along half of its outline
    return [f"focus hardly seen, {told} of {least} pixels: {stop}"] if told < least else []


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    content = image.tobytes()
    return list(zip(content[::3], content[1::3], content[2::3], strict=True))


def _out_of_order(
    stops: list[tuple[str, str]], boxes: list[list[float]], down: list[tuple[float, float]]
) -> list[str]:
    """Say where Tab leads back up, but for the one time when it begins again.

    The top of a column comes after the end of one to its left.
    """
    ups = [
        f"{stops[at]} after {stops[at - 1]}"
        for at in range(1, len(stops))
        if _is_higher(down[at], down[at - 1])
        and boxes[at][0] < boxes[at - 1][0] + boxes[at - 1][2]
        and stops[at] not in stops[:at]
    ]
    return [f"up instead of on: {one}" for one in ups]


def _is_higher(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell of two places whether the first is in a higher pane, or higher up in the same."""
    if abs(one[0] - other[0]) < 1:
        return one[1] < other[1] - _ROW
    return one[0] < other[0] - _ROW
