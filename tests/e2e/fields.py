"""Flutter's fields: a field that has the focus takes what is typed only some frames later.

Flutter then writes its attributes anew. They are taken away before, so that they tell of it; of
fields that are the page's own nothing is waited for.
"""

from playwright.sync_api import Page, expect

_FLUTTERS = "flt-semantics :is(input, textarea)"
_TAKE_AWAY = f"""() => document.querySelectorAll('{_FLUTTERS}').forEach((field) =>
  field === document.activeElement || field.removeAttribute('autocorrect'))"""
_NEXT_FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"


def gets_ready(page: Page) -> None:
    """Before a field is gone to: have it be told that Flutter listens to it."""
    page.evaluate(_TAKE_AWAY)


def listens(page: Page) -> None:
    """Wait until Flutter takes what is typed into the field that has the focus."""
    expect(page.locator(f"{_FLUTTERS}:focus:not([autocorrect])")).to_have_count(0)
    page.evaluate(_NEXT_FRAMES)
