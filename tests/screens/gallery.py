"""Takes the pictures: each screen at every size and in every scheme, in one go."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Page

from tests.e2e.person import Phone
from tests.screens import measure
from tests.screens.clipped import clipped, out_of_step, pane_out_of_step

Scheme = Literal["light", "dark", "night"]
Size = tuple[int, int]
#: The narrowest screen at the largest letters (WCAG 2.2, 1.4.4 and 1.4.10): everything still fits.
TIGHT: Size = (320, 640)
LARGEST_TEXT = 200
#: A taller picture shows nothing that this does not.
TALLEST = 5_200
#: Looks until two pictures are the same; a cursor that blinks or a shape that breathes never is.
_LOOKS = 6
#: Looks until boxes and picture are in step.
_IN_STEP = 3
#: How often to look whether a scheme has come; each time 120 milliseconds.
_COMES = 40

#: As another window of this device would choose it: the page hears of it, and tells the app.
_CHOOSE = """([scheme, text]) => {
  const held = JSON.parse(localStorage.getItem('layby.shared') || '{}');
  localStorage.setItem('layby.shared', JSON.stringify({ ...held, look: { scheme, text } }));
  dispatchEvent(new StorageEvent('storage', { key: 'layby.shared' }));
}"""


#: Whether the page's own cover, or a dialog of its, hides what stands below.
_HIDDEN = """() => document.querySelector('dialog[open]') !== null ||
  document.querySelector('#layby-splash:not([hidden])') !== null"""


@dataclass
class Report:
    """What was seen, as lines of JSON on the way and a last line that counts."""

    file: Path
    screens: int = 0
    pictures: int = 0
    wrong: int = 0
    smallest: dict[str, Any] = field(default_factory=dict)

    def says(self, **line: object) -> None:
        """Write one line, to the file and to whoever watches."""
        words = json.dumps(line, ensure_ascii=False)
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
        with self.file.open("a", encoding="utf-8") as out:
            out.write(f"{words}\n")

    def complains(self, problem: str, screen: str, **line: object) -> None:
        """Write down what should not be."""
        self.wrong += 1
        self.says(problem=problem, screen=screen, **line)

    def keeps_smallest(self, screen: str, at: str, box: measure.Box) -> None:
        """Remember the smallest target of all."""
        side = min(box.width, box.height)
        if not self.smallest or side < self.smallest["side"]:
            self.smallest = {"side": round(side, 1), "screen": screen, "size": at, **box.said()}


class Gallery:
    """Pictures of one phone's screens below ``folder``, numbered on from ``number``.

    ``tight``: each is looked at where there is the least room, too.
    """

    def __init__(
        self,
        folder: Path,
        report: Report,
        sizes: Sequence[Size],
        schemes: Sequence[Scheme],
        language: str = "en",
    ) -> None:
        self.folder = folder
        self.language = language
        self.report = report
        self.sizes = sizes
        self.schemes = schemes
        self.number = 0
        self.tight = True

    def shows(self, phone: Phone, name: str) -> None:
        """Picture and measure the screen that stands, then lay it out for ``phone`` again."""
        self.number += 1
        self.report.screens += 1
        # Nothing is darker only because the pointer still rests where something was tapped.
        phone.page.mouse.move(0, 0)
        screen = f"{self.number:03d}-{name}"
        for size in self.sizes:
            self._at(phone.page, size, screen)
        if self.tight:
            self._tight(phone.page, screen)
        _resize(phone.page, phone.size)
        _settled(phone.page)

    def _at(self, page: Page, size: Size, screen: str) -> None:
        width, height = size
        _resize(page, size)
        for scheme in self.schemes:
            _choose(page, scheme)
            picture = self._keep(page, f"{width}x{height}-{scheme}", screen)
        if len(self.schemes) > 1:
            _choose(page, self.schemes[0])
            picture = _settled(page)
        taller = min(height + _beyond(page), TALLEST)
        if taller > height:
            _resize(page, (width, taller))
            picture = self._keep(page, f"{width}x{height}-{self.schemes[0]}", f"{screen}-whole")
        self._measure(page, f"{width}x{height}", screen, width, picture)

    def _tight(self, page: Page, screen: str) -> None:
        """Measure it, and picture the whole of it, where there is the least room."""
        width, height = TIGHT
        _resize(page, TIGHT)
        page.evaluate(_CHOOSE, ["device", LARGEST_TEXT])
        _settled(page)
        _resize(page, (width, min(height + _beyond(page), TALLEST)))
        at = f"{width}x{height}-{LARGEST_TEXT}"
        picture = self._keep(page, at, screen)
        self._measure(page, at, screen, width, picture)
        page.evaluate(_CHOOSE, ["device", 100])

    def _keep(self, page: Page, folder: str, name: str) -> bytes:
        picture = _settled(page)
        into = self.folder / self.language / folder
        into.mkdir(parents=True, exist_ok=True)
        (into / f"{name}.png").write_bytes(picture)
        self.report.pictures += 1
        return picture

    def _measure(self, page: Page, at: str, screen: str, width: int, picture: bytes) -> None:
        for box in _clipped(page, picture) if self.language not in measure.TALL else ():
            self.report.complains("clipped", screen, size=at, **box.said())
        for box in _lasting(page):
            self.report.keeps_smallest(screen, at, box)
            if box.is_small():
                self.report.complains("small target", screen, size=at, **box.said())
            if not box.name:
                self.report.complains("no name", screen, size=at, **box.said())
        for box in [*measure.whole(page), *measure.words(page)]:
            if box.leaves(width):
                self.report.complains("too wide", screen, size=at, **box.said())


def _clipped(page: Page, picture: bytes) -> list[measure.Box]:
    """Give what is cut off, once that is not only because boxes and picture are out of step."""
    found: list[measure.Box] = []
    if page.evaluate(_HIDDEN):
        return found
    for _ in range(_IN_STEP):
        shown = Image.open(BytesIO(picture))
        buttons = [box for box in measure.whole(page) if box.role == "button"]
        texts = [box for box in measure.words(page) if box.role == "text"]
        # The tallest picture is not always all: what goes on below it is not cut off.
        texts = measure.not_cut_at(texts, measure.edges(page))
        texts = [box for box in texts if box.is_within(shown.height)]
        found = clipped(shown, texts, [one for one in buttons if one.is_within(shown.height)])
        if not found or out_of_step(shown, texts) or pane_out_of_step(shown, found):
            return []
        picture = _settled(page)
    return found


def _lasting(page: Page) -> list[measure.Box]:
    """Give all targets, once none of them is small only because the screen was just resized.

    The semantics follow the picture some frames later, and cut a row at where the edge was.
    """
    found = measure.whole(page)
    for _ in range(_LOOKS):
        if not any(box.is_small() for box in found):
            break
        page.wait_for_timeout(300)
        found = measure.whole(page)
    return found


def _beyond(page: Page) -> int:
    """Scroll to the top, and give how much is out of sight once the semantics have followed.

    They stay behind for good where a screen that is scrolled down gets room for all of it.
    """
    size = page.viewport_size or {"width": 0, "height": 0}
    page.mouse.move(size["width"] / 2, size["height"] / 2)
    page.mouse.wheel(0, -2 * TALLEST)
    page.mouse.move(0, 0)
    found, same = measure.beyond(page), 0
    for _ in range(_LOOKS * 2):
        page.wait_for_timeout(120)
        before, found = found, measure.beyond(page)
        same = same + 1 if found == before else 0
        if same == (1 if found else _LOOKS):
            break
    return found


def _resize(page: Page, size: Size) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _choose(page: Page, scheme: Scheme) -> None:
    """Show a scheme, once the device or another window has asked for it."""
    night = scheme == "night"
    was_night = page.evaluate("document.documentElement.dataset.laybyScheme") == "night"
    before = page.screenshot(caret="hide") if night != was_night else b""
    page.emulate_media(color_scheme="dark" if night else scheme)
    if night or was_night:
        page.evaluate(_CHOOSE, ["night" if night else "device", 100])
    for _ in range(_COMES if night != was_night else 0):
        page.wait_for_timeout(120)
        if page.screenshot(caret="hide") != before:
            break


def _settled(page: Page) -> bytes:
    """Give a picture of the screen once it no longer moves."""
    page.wait_for_timeout(250)
    before = b""
    for _ in range(_LOOKS):
        picture = page.screenshot(caret="hide")
        if picture == before:
            break
        before = picture
        page.wait_for_timeout(120)
    return picture
