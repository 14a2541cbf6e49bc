"""Where the device has colours of its own, words are seen once: on the canvas, or on the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.focus import contrast, luminance, picture
from tests.e2e.page_lab.site import ASSETS

pytestmark = pytest.mark.browser

#: Flutter's words lie over its canvas in no colour, those in a field among them.
TREE = """<style>{style}</style>
<flutter-view style="display: block; height: 200px; background: rgb(40, 90, 80)">
  <flt-semantics-host style="color: transparent">
    <flt-semantics style="display: block">Read to who cannot see</flt-semantics>
  </flt-semantics-host>
  <flt-text-editing-host>
    <input value="typed" style="color: transparent; background: transparent; border: none">
  </flt-text-editing-host>
</flutter-view>"""
PROGRESS = """<style>{style}</style>
<div id="layby-splash"><div id="layby-progress" role="progressbar" style="--part: 50%"></div></div>
"""


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme = request.param
    with browser.new_context(
        viewport={"width": 320, "height": 240}, forced_colors="active", color_scheme=scheme
    ) as context:
        yield context.new_page()


def shows(page: Page, content: str) -> None:
    style = (ASSETS / "shell" / "splash.css").read_text("utf-8")
    page.set_content(content.replace("{style}", style))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")


def test_what_is_for_the_ear_stays_unseen(page: Page) -> None:
    shows(page, TREE)
    assert picture(page).crop((0, 0, 320, 200)).getcolors() == [(320 * 200, (40, 90, 80))]


def test_how_far_it_is_can_be_seen(page: Page) -> None:
    shows(page, PROGRESS)
    box = page.locator("#layby-progress").bounding_box()
    assert box is not None
    row, across = round(box["y"] + box["height"] / 2), box["width"] / 2
    done, left = (picture(page).getpixel((round(box["x"] + across + by), row)) for by in (-20, 20))
    assert isinstance(done, tuple)
    assert isinstance(left, tuple)
    assert contrast(luminance(done[:3]), luminance(left[:3])) >= 3  # type: ignore[arg-type]
