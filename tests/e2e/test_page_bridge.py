"""Python's side of the page: the bridge to it, and holds between two windows.

Real Pyodide workers under the real page and the production policy, two pages in one Chromium.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.e2e.hello_visit import LISTEN, PHONE
from tests.e2e.page_lab.site import lay_out
from tests.e2e.patience import until
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

PREPARE = """
import asyncio, json
from app.device.page_bridge import PageBridge
from app.store.hold.browser import BrowserHolds
bridge, holds, events, losses = PageBridge(), BrowserHolds(patience=1.0), [], []
bridge.listen(lambda name, values: events.append((name, values)))

async def lost():
    losses.append("asked")
    await holds.release("shared")

async def stubborn():
    losses.append("stubborn")
"""
CONTRACT = """
from tests.contracts.profile_holds import CONTRACT
failed = []
for promise in CONTRACT:
    try:
        async with asyncio.timeout(10):
            await promise(BrowserHolds)
    except Exception as error:
        failed.append(f"{promise.__name__}: {error!r}")
json.dumps([len(CONTRACT), failed])
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Page]]:
    """Two windows of one origin, Python up in both."""
    site = lay_out(tmp_path_factory.mktemp("python") / "site", "python_worker.js")
    with chromium() as browser, PwaServer(site) as server:
        context = browser.new_context(**PHONE, service_workers="block")
        context.add_init_script(LISTEN)
        opened = context.new_page(), context.new_page()
        for page, name in zip(opened, "ab", strict=True):
            page.goto(f"{server.url.replace('127.0.0.1', 'localhost')}/?{name}")
        for page in opened:
            page.evaluate("python", PREPARE)
        yield opened
        for page in opened:
            assert page.evaluate("violations") == []
        context.close()


def run(page: Page, source: str) -> Any:
    return page.evaluate("(source) => python(source).then(JSON.parse)", f"{source}\n")


def test_the_bridge_carries_what_each_side_says(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    persistent, room, why, passkeys = run(
        page,
        "room = await bridge.room()\n"
        "json.dumps([await bridge.is_persistent(), room.used <= room.quota,"
        " await bridge.why_forgotten(), await bridge.has_passkeys()])",
    )
    assert [persistent, room, why] == [False, True, ""]
    assert passkeys in (True, False)
    run(page, "await bridge.arm_lock(300.0, 120.0, True); await bridge.cover(); json.dumps(0)")
    page.get_by_label("PIN").fill("2580")
    page.get_by_role("button", name="Carry on").click()
    heard = "json.dumps([[name, values.get('digits')] for name, values in events])"
    while not (told := run(page, heard)):
        page.wait_for_timeout(50)
    assert told == [["pin", "2580"]]
    run(page, "await bridge.answer_pin(False, 4); json.dumps(0)")
    expect(page.get_by_role("alert")).to_have_text("That is not the PIN. 4 tries left.")
    run(page, "await bridge.answer_pin(True, 5); await bridge.disarm_lock(); json.dumps(0)")
    assert run(page, "json.dumps(events[-1][0])") == "uncovered"


def test_bytes_cross_the_bridge_both_ways(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    content = bytes(range(256)) * 4000
    saving = "bytes(range(256)) * 4000"
    with page.expect_download() as download:
        assert run(page, f"json.dumps(await bridge.save_file('a.layby', {saving}))") is True
    download.value.save_as(saved := download.value.path())
    assert saved.read_bytes() == content
    with page.expect_file_chooser() as choosing:
        page.evaluate(
            "(source) => void (globalThis.picked = python(source).then(JSON.parse))",
            f"got = await bridge.pick_file('.layby')\njson.dumps(got == {saving})",
        )
    choosing.value.set_files(files=[{"name": "a.layby", "mimeType": "", "buffer": content}])
    assert page.evaluate("picked") is True
    page.evaluate(
        "void (print = () => (globalThis.sheet = document.getElementById('layby-print').innerText))"
    )
    assert run(page, "json.dumps(await bridge.print_lines('Code', ['A', 'B']))") is True
    assert page.evaluate("sheet").split() == ["Code", "A", "B"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_scan_that_cannot_be_tells_python_why(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    started = run(
        page,
        "events.clear()\n"
        "started = await bridge.start_scan()\n"
        "await bridge.say_scanned(1, 2, False, 'x'); await bridge.stop_scan()\n"
        "json.dumps([started, [[name, values.get('why')] for name, values in events]])",
    )
    assert started == [False, [["scan-ended", "no-camera"]]]
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_passkey_answers_python(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    tools = page.context.new_cdp_session(page)
    page.bring_to_front()  # only a page in front is answered
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "hasPrf": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    answers = run(
        page,
        "salt = bytes(32)\n"
        "made = await bridge.make_passkey('Profile 1', salt)\n"
        "asked = await bridge.ask_passkey([(bytes(16), bytes(32)), (made.credential, salt)])\n"
        "json.dumps([made == asked, len(made.output), await bridge.ask_passkey([(b'x', salt)])])",
    )
    assert answers == [True, 32, None]


def test_browser_holds_keep_the_contract(pages: tuple[Page, Page]) -> None:
    kept, failed = run(pages[0], CONTRACT)
    assert failed == []
    assert kept > 0


def test_a_window_lets_go_when_another_asks(pages: tuple[Page, Page]) -> None:
    first, second = pages
    assert run(first, "json.dumps(await holds.hold('shared', lost))") is True
    assert run(second, "json.dumps(await holds.hold('shared', lost))") is False
    assert run(second, "json.dumps(await holds.is_held_elsewhere('shared'))") is True
    run(second, "await holds.take_over('shared', lost); json.dumps(0)")
    state = "json.dumps([losses, await holds.is_held_elsewhere('shared')])"
    assert run(first, state) == [["asked"], True]
    assert run(second, state) == [[], False]
    run(second, "await holds.release('shared'); json.dumps(0)")


def test_a_window_that_keeps_it_is_robbed_and_told_once(pages: tuple[Page, Page]) -> None:
    first, second = pages
    run(first, "losses.clear(); json.dumps(await holds.hold('robbed', stubborn))")
    run(second, "await holds.take_over('robbed', lost); json.dumps(0)")
    state = "json.dumps([losses, await holds.is_held_elsewhere('robbed')])"
    assert run(first, state) == [["stubborn"], True]
    assert run(first, "json.dumps(await holds.hold('robbed', stubborn))") is False
    run(second, "await holds.release('robbed'); json.dumps(0)")


def test_forgetting_ends_python_and_frees_what_it_held(pages: tuple[Page, Page]) -> None:
    first, second = pages
    assert run(second, "json.dumps(await holds.hold('shared', stubborn))") is True
    with second.expect_navigation():
        second.evaluate("(source) => void python(source)", "await bridge.forget('moved')")
    until(second, "typeof python === 'function'")
    run(first, "await holds.take_over('shared', lost); json.dumps(0)")
    second.evaluate("python", PREPARE)
    assert run(second, "json.dumps(await bridge.why_forgotten())") == "moved"
    assert run(second, "json.dumps(losses)") == []
