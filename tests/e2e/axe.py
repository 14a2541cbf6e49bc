"""What axe-core finds wrong with the page, and what it cannot see in a screen reader's tree.

axe-core (MPL-2.0) comes in the wheel of axe-playwright-python, and runs in the page as it stands.
Its colour rule is off: Flutter paints on a canvas, which axe cannot read; the theme's contrasts
are measured elsewhere.
"""

from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

from tests.screens.measure import Box, whole, words

#: The rules that Flutter's or Flet's client itself breaks on every screen, each with its issue.
#: None is left: the page mends what they were (``a11y.js``). A new one needs an issue to name.
UPSTREAM: dict[str, str] = {}
_RUN = """() => axe.run(document, {
  resultTypes: ['violations'],
  rules: { 'color-contrast': { enabled: false } },
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
  ({ rule: rule.id, node: node.html.slice(0, 240), why: node.failureSummary.slice(0, 240) }))))"""
#: What is heard, from the first to the last: Flutter's tree, or what the page lays over it.
_HEARD = """() => {
  const nodes = [...document.querySelectorAll('flt-semantics-host *, dialog[open] *')]
    .filter((node) => node.checkVisibility());
  const said = (node) => (node.getAttribute('aria-label') || node.textContent).trim();
  const controls = 'input, textarea, [role=button], [role=checkbox], [role=radio], [role=switch], '
    + '[role=link], [role=slider], [role=tab], [role=menuitem]';
  return {
    headings: nodes.filter((node) => /^H[1-6]$/.test(node.tagName))
      .map((node) => [Number(node.tagName[1]), said(node)]),
    controls: nodes.filter((node) => node.matches(controls)).map((node) =>
      [node.getAttribute('role') || node.tagName.toLowerCase(), said(node), node.outerHTML]),
    groups: nodes.filter((node) => node.matches('[role=radiogroup]'))
      .map((node) => node.closest('[role=group][aria-label]')?.getAttribute('aria-label') || ''),
  };
}"""

#: What live regions have said since ``hears_what_is_announced``, in order.
HEARD_ALOUD = "window.__aloud"
#: Looks for an announcement, a tenth of a second apart.
_ALOUD = 100
_LISTEN = """() => {
  const aloud = window.__aloud = [];
  const host = document.querySelector('flt-announcement-host');
  new MutationObserver((changes) => changes.forEach((change) =>
    change.addedNodes.forEach((node) => node.textContent && aloud.push(node.textContent.trim()))
  )).observe(host, { childList: true, subtree: true });
}"""


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def broken_rules(page: Page) -> list[str]:
    """Give a line for each node that breaks a rule of axe-core's, upstream's known ones aside."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(f"{_source()}; 0")
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [f"{one['rule']}: {one['node']}" for one in found if one["rule"] not in UPSTREAM]


def misheard(page: Page) -> list[str]:
    """Say what does not make sense by ear: headings, names of controls and of groups.

    A screen has one heading of the first level, before every other, and leaves out no level.
    """
    heard = page.evaluate(_HEARD)
    levels = [level for level, _ in heard["headings"]]
    problems = [f"a heading without words: {one}" for one in heard["headings"] if not one[1]]
    if levels.count(1) != 1 or levels[:1] != [1]:
        problems.append(f"no single first heading: {heard['headings']}")
    problems += [f"a level left out: {heard['headings']}" for a, b in pairwise(levels) if b > a + 1]
    problems += [
        f"no name: {role} {html[:200]}" for role, name, html in heard["controls"] if not name
    ]
    problems += ["choices without a name" for name in heard["groups"] if not name]
    return problems


def hears_what_is_announced(page: Page) -> None:
    """Note from now on what a screen reader is told without being asked."""
    page.evaluate(_LISTEN)


def is_announced(page: Page, words: str) -> None:
    """Wait until something was announced that begins with these words: it comes after the frame."""
    aloud: list[str] = []
    for _ in range(_ALOUD):
        aloud = page.evaluate(HEARD_ALOUD)
        if any(one.startswith(words) for one in aloud):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{words!r} was not announced, but {aloud}")


def small_targets(targets: list[Box]) -> list[str]:
    """Give what a gloved thumb would miss: less than 48 logical pixels high or wide."""
    return [f"small: {box.said()}" for box in targets if box.is_small()]


def too_wide(page: Page, targets: list[Box]) -> list[str]:
    """Give what leaves the screen at its sides, where nothing scrolls to it."""
    width = int(page.evaluate("innerWidth"))
    return [f"too wide: {box.said()}" for box in [*targets, *words(page)] if box.leaves(width)]


def barriers(page: Page) -> list[str]:
    """Give all of it that lasts: the tree may be looked at in the middle of being built anew."""
    found: list[str] = []
    for _ in range(5):
        targets = whole(page)
        found = [*broken_rules(page), *misheard(page)]
        found += [*small_targets(targets), *too_wide(page, targets)]
        if not found:
            break
        page.wait_for_timeout(500)
    return found
