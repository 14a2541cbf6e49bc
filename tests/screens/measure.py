"""Measures what can be tapped, as assistive technology sees it: the boxes of Flutter's semantics.

A target is at least 48 by 48 logical pixels: Android's and Material's minimum, above the 44 of
WCAG 2.2, success criterion 2.5.5.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from playwright.sync_api import Page

#: Logical pixels.
SMALLEST = 48
#: Languages whose letters rise above their line and hang below it.
TALL = frozenset({"ur", "bn"})
#: What a rounded edge may take off a box.
_ROUNDING = 0.5

#: Flutter's own, and what the page itself lays over the app: its cover and its dialogs.
_BOXES = """() => {
  const roles = ['button', 'checkbox', 'radio', 'link', 'switch', 'slider', 'tab', 'menuitem'];
  const tags = ['INPUT', 'TEXTAREA', 'A', 'BUTTON'];
  const where = 'flt-semantics-host *, #layby-splash *, dialog[open] *';
  const nodes = [...document.querySelectorAll(where)].filter((node) => node.checkVisibility() &&
    (roles.includes(node.getAttribute('role')) || tags.includes(node.tagName)));
  return nodes.map((node) => {
    const box = node.getBoundingClientRect();
    const words = node.getAttribute('aria-label') || node.labels?.[0]?.textContent ||
      node.textContent || '';
    return {
      role: node.getAttribute('role') || node.tagName.toLowerCase(),
      name: words.trim().slice(0, 60).replaceAll('\\n', ' '),
      left: box.left, top: box.top, width: box.width, height: box.height,
    };
  });
}"""
_WORDS = """() => [...document.querySelectorAll('flt-semantics-host *')]
  .filter((node) => node.childElementCount === 0 && node.textContent.trim())
  .map((node) => {
    const box = node.getBoundingClientRect();
    const control = '[role=button], [role=radio], [role=checkbox], [role=link], [role=switch]';
    return {
      role: node.closest(control)?.getAttribute('role') ?? 'text',
      name: node.textContent.trim().slice(0, 60).replaceAll('\\n', ' '),
      left: box.left, top: box.top, width: box.width, height: box.height,
    };
  })"""
#: What scrolls: how far, and between which heights it is seen.
_SCROLLS = """() => [...document.querySelectorAll('flt-semantics-host *')]
  .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowY))
  .map((node) => {
    const box = node.getBoundingClientRect();
    return { by: node.scrollHeight - node.clientHeight, top: box.top, bottom: box.bottom };
  })
  .filter((found) => found.by > 0)"""


@dataclass(frozen=True)
class Box:
    """What can be tapped or read, where it is and how large, in logical pixels."""

    role: str
    name: str
    left: float
    top: float
    width: float
    height: float

    def is_small(self) -> bool:
        """Tell whether a gloved thumb would miss it."""
        return min(self.width, self.height) < SMALLEST - _ROUNDING

    def is_cut_at(self, edge: float) -> bool:
        """Tell whether it ends or goes on at this height."""
        return self.top - 1 < edge < self.top + self.height + 1

    def leaves(self, width: int) -> bool:
        """Tell whether some of it lies beyond the sides of a screen of this width."""
        return self.left < -1 or self.left + self.width > width + 1

    def is_within(self, height: int) -> bool:
        """Tell whether all of it is on a picture of this height."""
        return self.top >= 0 and self.top + self.height <= height

    def said(self) -> dict[str, Any]:
        """Give it for a line of JSON, in whole and half pixels."""
        found = asdict(self)
        return {key: round(v, 1) if isinstance(v, float) else v for key, v in found.items()}


def whole(page: Page) -> list[Box]:
    """Give all that can be tapped on the screen, without what an edge of what scrolls cuts off."""
    return not_cut_at([Box(**found) for found in page.evaluate(_BOXES)], edges(page))


def edges(page: Page) -> list[float]:
    """Give the heights at which something that scrolls begins, or goes on out of sight."""
    return [float(one[side]) for one in page.evaluate(_SCROLLS) for side in ("top", "bottom")]


def not_cut_at(boxes: Sequence[Box], heights: Sequence[float]) -> list[Box]:
    """Give the boxes that end or go on at none of these heights."""
    return [box for box in boxes if not any(box.is_cut_at(height) for height in heights)]


def words(page: Page) -> list[Box]:
    """Give all that can be read on the screen; "text" is the role of what no control names."""
    return [Box(**found) for found in page.evaluate(_WORDS)]


def beyond(page: Page) -> int:
    """Give how many pixels of the screen's height are out of sight."""
    return int(max((one["by"] for one in page.evaluate(_SCROLLS)), default=0))
