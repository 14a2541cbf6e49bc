"""Waits on a page whose policy lets nobody evaluate strings, not even the driver's own waiting."""

from contextlib import suppress

from playwright.sync_api import Error, Page

#: How often is looked, and how long in between: half a minute in all.
LOOKS, MILLISECONDS = 600, 50


def until(page: Page, condition: str) -> None:
    """Look again and again until the JavaScript ``condition`` holds on the page."""
    for _ in range(LOOKS):
        with suppress(Error):  # the page that was asked is just being replaced by the next
            if page.evaluate(condition):
                return
        page.wait_for_timeout(MILLISECONDS)
    raise AssertionError(f"never came true: {condition}")
