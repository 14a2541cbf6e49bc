"""The camera over the page: what it reads, says and lets go of.

The real page and scripts under the production policy, in a real Chromium whose camera shows a
film of codes. A stub stands where Python would be.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect, sync_playwright

from app.exports import plan_qr
from app.web import build, packages
from tests.browser import FLAGS, chromium_path
from tests.e2e.hello_visit import LISTEN
from tests.e2e.page_lab.site import lay_out
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
#: Not to be deflated, so that it takes three codes.
CONTENT = bytes((i * i * 31 + i // 7) % 251 for i in range(600))
FRAMES = plan_qr.split(CONTENT)
COVERED = "'laybyCovered' in document.documentElement.dataset"
WATCH = """{
  globalThis.streams = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (asked) => {
    if (globalThis.refusal) throw new DOMException("", refusal);
    await globalThis.asking;
    const stream = await ask(asked);
    streams.push(stream);
    return stream;
  };
}"""
LIVE = "streams.flatMap((one) => one.getTracks()).filter((one) => one.readyState === 'live').length"
SAY_HIDDEN = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def pictures() -> list[Image.Image]:
    return [Image.open(io.BytesIO(png)).convert("RGB") for png in plan_qr.draw(CONTENT)]


def film(path: Path) -> Path:
    """Write what the camera sees: each code for a while, lit like a screen in a dark cab."""
    with path.open("wb") as out:
        for picture in pictures():
            scene = Image.new("RGB", (640, 480), (30, 32, 35))
            scene.paste(picture.resize((400, 400)).rotate(4, fillcolor=(30, 32, 35)), (120, 40))
            for _ in range(6):
                scene.save(out, "JPEG", quality=85)
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    seen = film(tmp_path_factory.mktemp("film") / "codes.mjpeg")
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=[*FLAGS, *camera, f"--use-file-for-fake-video-capture={seen}"],
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PwaServer]:
    site = lay_out(tmp_path_factory.mktemp("page") / "site", "stub_worker.js")
    fetched = packages.fetch_packages(build.ROOT / "build" / "npm")
    for place, script in packages.read_scripts(fetched).items():
        (site / place).parent.mkdir(exist_ok=True)
        (site / place).write_bytes(script)
    with PwaServer(site) as started:
        yield started


@pytest.fixture
def page(browser: Browser, server: PwaServer) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(viewport=PHONE, service_workers="block")
    context.add_init_script(LISTEN + WATCH)
    page = context.new_page()
    page.goto(server.url)
    page.get_by_label("Note").focus()
    yield page
    assert page.evaluate("violations") == []
    context.close()


def ask(page: Page, what: str, **values: object) -> Any:
    return page.evaluate("([what, values]) => lab.ask(what, values)", [what, values])


def heard(page: Page, event: str) -> list[dict[str, Any]]:
    ask(page, "visibility")  # an answer comes after every event before it
    return [one for one in page.evaluate("lab.events") if one["event"] == event]


def wait_for(page: Page, event: str, count: int) -> None:
    while len(heard(page, event)) < count:
        page.wait_for_timeout(50)


def ends(page: Page) -> list[str]:
    return [one["why"] for one in heard(page, "scan-ended")]


def assert_let_go(page: Page, why: str) -> None:
    """The camera is off, the page as before, and Python was told why, once."""
    assert page.evaluate(LIVE) == 0
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert ends(page) == [why]


def test_every_code_is_told_once_and_the_last_one_ends_it(page: Page) -> None:
    assert ask(page, "start-scan") is True
    said = page.get_by_role("dialog", name="Scan the codes").get_by_role("status")
    expect(said).to_have_text("Point the camera at the codes.")
    wait_for(page, "scanned", len(FRAMES))
    ask(page, "say-scanned", have=2, of=3, done=False, problem="")
    expect(said).to_have_text("2 of 3 codes")
    ask(page, "say-scanned", have=2, of=3, done=False, problem="Not a plan code.")
    expect(said).to_have_text("Not a plan code. 2 of 3 codes")
    page.wait_for_timeout(1500)  # the film goes round again
    assert sorted(one["text"] for one in heard(page, "scanned")) == sorted(FRAMES)
    ask(page, "say-scanned", have=3, of=3, done=True, problem="")
    assert_let_go(page, "done")
    assert page.evaluate("document.activeElement.id") == "note"


def test_stop_is_large_named_and_first_in_line(page: Page) -> None:
    ask(page, "start-scan")
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_focused()
    for name in ("Stop", "Hide now"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 56
        assert 0 <= box["y"] <= PHONE["height"] - box["height"]
    page.keyboard.type("x")
    assert page.evaluate("lab.keys") == []
    stop.click()
    assert_let_go(page, "closed")


@pytest.mark.parametrize(
    "leave",
    [
        lambda page: ask(page, "stop-scan"),
        lambda page: ask(page, "cover"),
        lambda page: page.get_by_role("button", name="Hide now").click(),
        lambda page: page.evaluate(SAY_HIDDEN),
        lambda page: page.keyboard.press("Escape"),
    ],
    ids=["asked", "covered", "hide now", "hidden", "escape"],
)
def test_whatever_takes_the_page_away_takes_the_camera_first(page: Page, leave: Any) -> None:
    ask(page, "start-scan")
    leave(page)
    wait_for(page, "scan-ended", 1)
    assert_let_go(page, "closed")


def test_nothing_starts_under_the_cover(page: Page) -> None:
    ask(page, "cover")
    assert ask(page, "start-scan") is False
    assert ends(page) == ["closed"]
    assert page.evaluate("streams.length") == 0
    assert page.evaluate(COVERED)


def test_a_camera_granted_too_late_is_let_go(page: Page) -> None:
    page.evaluate("void (globalThis.asking = new Promise((go) => (globalThis.grant = go)))")
    page.evaluate("void (globalThis.started = lab.ask('start-scan'))")
    expect(page.get_by_role("status").last).to_have_text("Asking for the camera…")
    page.get_by_role("button", name="Stop").click()
    page.evaluate("grant()")
    assert page.evaluate("started") is False
    assert page.evaluate("streams.length") == 1
    assert_let_go(page, "closed")


@pytest.mark.parametrize(
    ("refusal", "why"), [("NotAllowedError", "refused"), ("NotFoundError", "no-camera")]
)
def test_without_a_camera_the_reason_is_told(page: Page, refusal: str, why: str) -> None:
    page.evaluate("(refusal) => (globalThis.refusal = refusal)", refusal)
    assert ask(page, "start-scan") is False
    assert_let_go(page, why)


def test_codes_in_pictures_are_read_however_many(page: Page) -> None:
    first, second, third = pictures()
    pair = Image.new("RGB", (first.width * 2 + 60, first.height + 40), (200, 205, 210))
    pair.paste(first, (20, 20))
    pair.paste(second, (first.width + 40, 20))
    with page.expect_file_chooser() as choosing:
        page.evaluate("void (globalThis.read = lab.ask('scan-picture'))")
    assert choosing.value.is_multiple()
    choosing.value.set_files([shot(pair), shot(third), shot(third), not_a_picture()])
    assert sorted(page.evaluate("read")) == sorted(FRAMES)
    assert page.locator("input[type=file]").count() == 0


def shot(picture: Image.Image) -> FilePayload:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return {"name": "shot.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def not_a_picture() -> FilePayload:
    return {"name": "shot.png", "mimeType": "image/png", "buffer": b"none"}
