"""A finger on the glass: taps what is in sight and still, and knows what it came down on.

Between a look and a tap the screen may move: what lies there now is asked right before, and what
was hit right after. Another control that came under the finger is a defect, and said by name.
"""

from contextlib import suppress

from playwright.sync_api import Error, Locator, Page

#: Pixels at the lower edge that the foot of a screen may take.
FOOT = 90
#: How often is looked before it counts as never coming to rest, and the milliseconds in between.
LOOKS, PAUSE = 400, 120

_CONTROL = "one?.closest?.('flt-semantics[role], input, textarea, button, a')"
_NAME = "one.getAttribute('aria-label') || one.textContent"
#: Notes what a finger comes down on, as it is then: for every page, before its own scripts.
FEEL = f"""addEventListener('pointerdown', (event) => {{
  const control = (one) => {_CONTROL};
  const name = (one) => {_NAME};
  const hit = control(event.target);
  window.__pressed = {{ hit, name: hit ? name(hit) : '' }};
}}, true);"""
#: What lies there: ``it``, ``nothing`` that could be tapped, or something ``else``; and its name.
_UNDER = f"""(node, [x, y]) => {{
  const control = (one) => {_CONTROL};
  const name = (one) => {_NAME};
  window.__pressed = null;
  const there = control(document.elementFromPoint(x, y));
  const it = there?.contains(node) || node.contains(there);
  return [!there ? 'nothing' : it ? 'it' : 'else', name(node)];
}}"""
#: What lies over the middle of it, from the top: for whoever looks for what is in the way.
_OVER = """(node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const over = document.elementsFromPoint(x + Math.min(width / 2, 120), y + height / 2);
  return over.slice(0, 5).map((one) => `${one.tagName}#${one.id} ${one.getAttribute('role')}`);
}"""
#: What was hit: the same answers, and the name of what it was.
_HIT = """(node, meant) => {
  if (!window.__pressed) return ['it', ''];
  const { hit, name } = window.__pressed;
  if (!hit) return ['nothing', ''];
  const it = hit.contains(node) || node.contains(hit) || name === meant;
  return [it ? 'it' : 'else', name];
}"""


class Finger:
    """Taps on ``page``, which is shown at this size."""

    def __init__(self, page: Page, size: tuple[int, int]) -> None:
        self._page = page
        self._width, self._height = size

    def taps(self, found: Locator) -> None:
        """Scroll with the wheel until it is in sight and still, then tap it.

        Playwright's own scrolling moves the semantics nodes; the canvas follows only roughly.
        What lies so low that a screen's foot may cover it is scrolled up; what stays is the foot.
        """
        found.wait_for(state="attached")
        before = None
        lowest = self._height - FOOT
        for _ in range(LOOKS):
            box = found.bounding_box()
            if box is None:
                found.wait_for(state="attached")
                continue
            middle = box["y"] + box["height"] / 2
            in_the_bar = 0 <= box["y"] <= 4
            in_sight = in_the_bar or 70 < middle < lowest
            if in_sight and box == before:
                if self._hits(found, box["x"] + min(box["width"] / 2, 120), middle):
                    return
            elif box == before:
                # Over it, or below it: the pane beside it scrolls by itself.
                across = box["x"] + min(box["width"] / 2, 120)
                self._page.mouse.move(min(max(across, 1), self._width - 1), self._height / 2)
                self._page.mouse.wheel(0, middle - self._height / 2)
                lowest = self._height - 12 if middle < self._height else lowest
            before = box
            self._page.wait_for_timeout(PAUSE)
        try:  # the page's own fields are scrolled to by the driver; it checks what it hits
            found.click()
        except Error as error:
            raise AssertionError(f"never reached; over it lies {found.evaluate(_OVER)}") from error

    def _hits(self, found: Locator, x: float, y: float) -> bool:
        """Tap there unless something else lies there; tell whether what was meant was hit."""
        meant = found.element_handle()
        under, called = meant.evaluate(_UNDER, [x, y])
        if under == "else":
            return False
        self._page.mouse.click(x, y)
        hit, name = "it", ""
        with suppress(Error):  # it led to another page
            hit, name = meant.evaluate(_HIT, called)
        assert hit != "else", f"{name!r} came under the finger"
        return hit == "it" or under == "nothing"
