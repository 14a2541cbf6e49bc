"""Tab goes by what a screen reader says, in a tree like Flutter's and without Flutter.

A bar, a pane that scrolls, and a foot that stays: by place alone the foot comes before all of the
pane that is still below it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.page.tree import standing

pytestmark = pytest.mark.browser

TREE = """<flutter-view><flt-semantics-host>
  <flt-semantics role="button" tabindex="0" style="top: 0">Back</flt-semantics>
  <flt-semantics id="pane">
    <flt-semantics role="button" tabindex="0" style="top: 0">First</flt-semantics>
    <flt-semantics role="button" aria-disabled="true" style="top: 100px">Not yet</flt-semantics>
    <flt-semantics role="button" tabindex="0" style="top: 384px; height: 16px">Cut</flt-semantics>
    <input aria-label="Below" style="position: absolute; top: 900px; height: 48px">
    <input aria-label="Off" disabled>
    <flt-semantics role="button" tabindex="0" style="top: 1800px">Last</flt-semantics>
  </flt-semantics>
  <flt-semantics role="button" tabindex="0" style="top: 470px">Foot</flt-semantics>
</flt-semantics-host></flutter-view>
<dialog><button>Yes</button><button>No</button></dialog>"""
ROUND = ["Back", "First", "Cut", "Below", "Last", "Foot"]
#: What stands where it is, however far the pane is scrolled.
OUTSIDE = ("Back", "Foot")
_AT = """() => {
  const node = document.activeElement;
  return node === document.body ? '' : node.getAttribute('aria-label') || node.textContent;
}"""
#: Flutter hears every key that was not meant for the page; its fields let none out.
_FLUTTER = """
  window.toFlutter = [];
  addEventListener('keydown', (event) => toFlutter.push(event.key));
  document.querySelector('input').addEventListener('keydown', (event) => event.stopPropagation());
"""
#: Flutter scrolls what it paints, and moves what is heard along; a wheel does so too.
_SCROLLED_BY_FLUTTER = """(down) => {
  const pane = document.getElementById('pane');
  const move = (by) => [...pane.children].forEach((node) => {
    node.style.top = `${node.offsetTop - by}px`;
  });
  move(down);
  document.querySelector('flutter-view').addEventListener('wheel', (event) => {
    const hit = document.elementFromPoint(event.clientX, event.clientY);
    if (hit?.closest('#pane')) move(event.deltaY);
  });
}"""


@pytest.fixture
def tree(browser: Browser) -> Iterator[Page]:
    with standing(browser, TREE) as page:
        page.evaluate(_FLUTTER)
        yield page


def at(page: Page) -> str:
    found: str = page.evaluate(_AT)
    return found


def presses(page: Page, key: str, times: int) -> list[str]:
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        found.append(at(page))
    return found


def test_tab_goes_on_as_it_is_heard_and_round(tree: Page) -> None:
    tree.get_by_text("Back").focus()
    assert presses(tree, "Tab", 7) == [*ROUND[1:], *ROUND[:2]]
    assert presses(tree, "Shift+Tab", 3) == ["Back", "Foot", "Last"]
    assert "Tab" not in tree.evaluate("toFlutter")


@pytest.mark.parametrize("name", ROUND)
def test_what_tab_comes_to_is_in_sight_whole(tree: Page, name: str) -> None:
    tree.get_by_text("Foot").focus()
    presses(tree, "Tab", 1 + ROUND.index(name))
    assert at(tree) == name
    top, bottom = tree.evaluate(
        "() => { const box = document.activeElement.getBoundingClientRect();"
        " return [box.top, box.bottom]; }"
    )
    assert (0 if name in OUTSIDE else 60) <= top
    assert bottom <= (520 if name in OUTSIDE else 460)


def test_what_an_edge_cuts_is_moved_away_from_it(tree: Page) -> None:
    tree.get_by_text("First").focus()
    assert presses(tree, "Tab", 1) == ["Cut"]
    assert tree.evaluate("document.getElementById('pane').scrollTop") > 0


def test_what_flutter_has_scrolled_by_itself_is_scrolled_on_with_a_wheel(tree: Page) -> None:
    """Its pane says 0 then, however far it is scrolled."""
    tree.evaluate(_SCROLLED_BY_FLUTTER, 300)
    tree.get_by_text("Back").focus()
    for name in ROUND[1:5]:
        assert presses(tree, "Tab", 1) == [name]
        tree.wait_for_function(
            "() => { const box = document.activeElement.getBoundingClientRect();"
            " return box.top >= 60 && box.bottom <= 460; }"
        )


def test_escape_leads_to_the_top(tree: Page) -> None:
    tree.get_by_label("Below").focus()
    assert presses(tree, "Escape", 1) == ["Back"]


def test_a_dialog_and_the_beginning_are_left_alone(tree: Page) -> None:
    tree.keyboard.press("Tab")
    assert tree.evaluate("toFlutter") == ["Tab"]
    tree.evaluate("document.querySelector('dialog').showModal()")
    tree.get_by_text("Yes").focus()
    assert presses(tree, "Tab", 1) == ["No"]


def test_a_key_of_the_browser_itself_is_left_alone(tree: Page) -> None:
    tree.get_by_text("First").focus()
    tree.evaluate("addEventListener('keydown', (event) => event.preventDefault())")
    assert presses(tree, "Control+Tab", 1) == ["First"]
