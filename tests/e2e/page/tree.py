"""A tree like Flutter's, without Flutter, with the page's own script for who hears or types."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.e2e.page_lab.site import ASSETS

#: A pane that scrolls, shorter than what is in it.
_STYLE = """<!doctype html><style>
  body { margin: 0 }
  flt-semantics { position: absolute; width: 300px; height: 48px }
  #pane { top: 60px; height: 400px; overflow-y: scroll }
</style>"""


@contextmanager
def standing(browser: Browser, tree: str) -> Iterator[Page]:
    """Give a small page that shows this tree, until the end."""
    with browser.new_context(viewport={"width": 390, "height": 520}) as context:
        page = context.new_page()
        page.set_content(_STYLE + tree)
        page.add_script_tag(path=str(ASSETS / "shell" / "a11y.js"))
        yield page
