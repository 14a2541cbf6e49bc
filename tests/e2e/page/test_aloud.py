"""What changes out of sight is heard too, and once, in a tree like Flutter's without Flutter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import HEARD_ALOUD, hears_what_is_announced, is_announced
from tests.e2e.page.tree import standing

pytestmark = pytest.mark.browser

TREE = """<flutter-view><flt-semantics-host>
  <flt-semantics id="pane">
    <h1>Outbox</h1>
    <flt-semantics flt-semantics-identifier="told" style="top: 60px">1 waiting</flt-semantics>
    <flt-semantics id="last" style="top: 1800px">Last</flt-semantics>
  </flt-semantics>
</flt-semantics-host>
<flt-announcement-host><p aria-live="polite"></p></flt-announcement-host></flutter-view>"""
#: Longer than a look at what has changed takes to come.
SOON = 400


@pytest.fixture
def tree(browser: Browser) -> Iterator[Page]:
    with standing(browser, TREE) as page:
        hears_what_is_announced(page)
        changes(page, "last", "The last")
        page.wait_for_timeout(SOON)
        yield page


def changes(page: Page, name: str, words: str) -> None:
    """Give what bears this id, or this mark, other words."""
    page.evaluate(
        "([name, words]) => document.querySelector("
        "`#${name}, [flt-semantics-identifier=${name}]`).textContent = words",
        [name, words],
    )


def comes(page: Page, mark: str, words: str) -> None:
    """Put what bears this mark at the top of the pane."""
    page.evaluate(
        "([mark, words]) => { const node = document.createElement('flt-semantics');"
        " node.setAttribute('flt-semantics-identifier', mark); node.textContent = words;"
        " document.querySelector('h1').after(node); }",
        [mark, words],
    )


def scrolls_on(page: Page) -> None:
    page.evaluate("document.getElementById('pane').scrollTop = 900")


def is_heard(page: Page, *words: str) -> None:
    page.wait_for_timeout(SOON)
    assert page.evaluate(HEARD_ALOUD) == list(words)


def test_what_changes_out_of_sight_is_said(tree: Page) -> None:
    scrolls_on(tree)
    changes(tree, "told", "Nothing is waiting.")
    is_announced(tree, "Nothing is waiting.")
    expect(tree.locator("[aria-live] *")).to_have_count(0)  # nobody comes upon it later
    changes(tree, "last", "Other words")
    is_heard(tree, "Nothing is waiting.")


def test_what_changes_in_sight_is_left_to_flutter(tree: Page) -> None:
    changes(tree, "told", "Nothing is waiting.")
    is_heard(tree)


def test_what_comes_out_of_sight_is_said_where_it_is_trouble(tree: Page) -> None:
    scrolls_on(tree)
    comes(tree, "told", "Good to know")
    is_heard(tree)
    comes(tree, "trouble", "It could not be saved.")
    is_heard(tree, "It could not be saved.")


def test_another_screen_says_nothing_by_itself(tree: Page) -> None:
    scrolls_on(tree)
    # All at once, as Flutter puts a screen there.
    tree.evaluate("""() => {
      const [top, trouble] = ['h1', 'flt-semantics'].map((tag) => document.createElement(tag));
      trouble.setAttribute('flt-semantics-identifier', 'trouble');
      trouble.textContent = 'It stands here from the first.';
      document.querySelector('h1').replaceWith(top, trouble);
      document.querySelector('[flt-semantics-identifier=told]').textContent = '2 waiting';
    }""")
    is_heard(tree)


def test_the_same_words_are_not_said_twice_at_once(tree: Page) -> None:
    flutter = (
        "(words) => { const node = document.createElement('div'); node.textContent = words;"
        " document.querySelector('[aria-live]').append(node); }"
    )
    for words in ("Saved", "Saved\u00a0", "Sent", "Saved"):
        tree.evaluate(flutter, words)
    left = tree.locator("[aria-live] > div")
    expect(left).to_have_text(["Saved", "Sent", "Saved"])
