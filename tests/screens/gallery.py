"""Takes the pictures: each screen at every size, in daylight and in a dark cab, in one go."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from tests.e2e.person import Phone
from tests.screens import measure

Scheme = Literal["light", "dark"]
Size = tuple[int, int]
#: A taller picture shows nothing that this does not.
TALLEST = 5_200
#: Looks until two pictures are the same; a cursor that blinks or a shape that breathes never is.
_LOOKS = 6


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

    def keeps_smallest(self, screen: str, size: Size, box: measure.Box) -> None:
        """Remember the smallest target of all."""
        side = min(box.width, box.height)
        if not self.smallest or side < self.smallest["side"]:
            at = f"{size[0]}x{size[1]}"
            self.smallest = {"side": round(side, 1), "screen": screen, "size": at, **box.said()}


class Gallery:
    """Pictures of one phone's screens below ``folder``, numbered from ``first``."""

    def __init__(
        self,
        folder: Path,
        report: Report,
        sizes: Sequence[Size],
        schemes: Sequence[Scheme],
    ) -> None:
        self.folder = folder
        self.report = report
        self.sizes = sizes
        self.schemes = schemes
        self.number = 0

    def shows(self, phone: Phone, name: str) -> None:
        """Picture and measure the screen that stands, then lay it out for ``phone`` again."""
        self.number += 1
        self.report.screens += 1
        screen = f"{self.number:03d}-{name}"
        for size in self.sizes:
            self._at(phone.page, size, screen)
        _resize(phone.page, phone.size)
        phone.page.emulate_media(color_scheme=self.schemes[0])
        _settled(phone.page)

    def _at(self, page: Page, size: Size, screen: str) -> None:
        width, height = size
        _resize(page, size)
        self._keep(page, size, screen)
        taller = min(height + measure.beyond(page), TALLEST)
        if taller > height:
            _resize(page, (width, taller))
            self._keep(page, size, f"{screen}-whole")
        self._measure(page, size, screen)

    def _keep(self, page: Page, size: Size, name: str) -> None:
        for scheme in self.schemes:
            page.emulate_media(color_scheme=scheme)
            picture = _settled(page)
            folder = self.folder / f"{size[0]}x{size[1]}-{scheme}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.png").write_bytes(picture)
            self.report.pictures += 1

    def _measure(self, page: Page, size: Size, screen: str) -> None:
        at = f"{size[0]}x{size[1]}"
        for box in measure.whole(page):
            self.report.keeps_smallest(screen, size, box)
            if box.is_small():
                self.report.complains("small target", screen, size=at, **box.said())
            if not box.name:
                self.report.complains("no name", screen, size=at, **box.said())
        for box in [*measure.whole(page), *measure.words(page)]:
            if box.leaves(size[0]):
                self.report.complains("too wide", screen, size=at, **box.said())


def _resize(page: Page, size: Size) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


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
