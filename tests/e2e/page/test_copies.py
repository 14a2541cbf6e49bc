"""What is handed over, chosen and printed."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.page.stubbed import ask, visit
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

TAP = (300, 20)  # in Flutter's place, beside the words
PICK = "void (globalThis.picked = lab.ask('pick-file', { ending: '.layby' }))"
STALE_TAP = "Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } })"
SAVE = """(bytes) =>
  lab.ask("save-file", { name: "layby-1.layby", content: new Uint8Array(bytes) })"""


def test_a_file_is_handed_over_whole(page: Page) -> None:
    content = bytes(range(256)) * 40
    with page.expect_download() as saving:
        assert page.evaluate(SAVE, list(content))
    assert saving.value.suggested_filename == "layby-1.layby"
    assert Path(saving.value.path()).read_bytes() == content


def file(content: bytes) -> FilePayload:
    return {"name": "a.layby", "mimeType": "", "buffer": content}


def test_a_file_is_chosen_in_the_tap_that_asked_for_it(browser: Browser, server: PwaServer) -> None:
    with visit(browser) as context:
        page = context.new_page()
        # Nothing but a true tap: whatever a test evaluates counts as one.
        page.add_init_script(f"addEventListener('click', () => {PICK}, {{ once: true }})")
        page.goto(server.url)
        with page.expect_file_chooser() as choosing:
            page.mouse.click(*TAP)
        choosing.value.set_files(files=[file(b"\x00layby\xff")])
        assert page.evaluate("picked.then((bytes) => [...bytes])") == list(b"\x00layby\xff")
        assert page.locator("input[type=file]").count() == 0


def test_where_the_tap_no_longer_counts_the_page_asks_for_one(page: Page) -> None:
    page.evaluate(STALE_TAP)
    page.evaluate(PICK)
    dialog = page.get_by_role("dialog", name="One more tap")
    dialog.get_by_role("button", name="Cancel").click()
    assert page.evaluate("picked") is None
    page.evaluate(PICK)
    with page.expect_file_chooser() as choosing:
        dialog.get_by_role("button", name="Choose a file").click()
    choosing.value.set_files(files=[file(b"1")])
    assert page.evaluate("picked.then((bytes) => [...bytes])") == [49]
    # Covering closes it: it would stand above the cover.
    page.evaluate(PICK)
    expect(dialog).to_be_visible()
    ask(page, "cover")
    expect(dialog).to_be_hidden()
    assert page.evaluate("picked") is None


def test_the_sheet_is_printed_alone_and_emptied(page: Page) -> None:
    page.evaluate("""() => {
      print = () => {
        globalThis.sheet = document.getElementById("layby-print").innerText;
        globalThis.printing = "laybyPrinting" in document.documentElement.dataset;
      };
    }""")
    asked = {"title": "Canary code", "lines": ["AAAA-BBBB", "", "Keep it <safe>"]}
    assert ask(page, "print-lines", **asked) is True
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    assert "AAAA-BBBB" in shown
    assert "Keep it <safe>" in shown
    assert "Canary words" not in shown
    assert "999" not in shown
    assert len(page.pdf()) > 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.getElementById('layby-print').textContent") == ""
    assert not page.evaluate("'laybyPrinting' in document.documentElement.dataset")
    assert "Canary words" in page.evaluate("document.body.innerText")
