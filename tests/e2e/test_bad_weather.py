"""What goes wrong has its own words on the screen, and what was typed stays.

A wrong and a used enrolment code, an empty and an over-long summary, a wrong passphrase, a
server that answers with a sign-in page, a fault or nonsense in the place of the real one; a full
disk, a Python that dies, and a line that is hardly one.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.e2e.bad_line import Line
from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import (
    RECEIPT,
    a_minute_goes_by,
    agree_together,
    answer_questions,
    enrol,
    lock,
    make_profile,
    start_talking,
    unlock,
    wait_for_worker,
)
from tests.e2e.sync_server_process import PWA, SyncServerProcess

pytestmark = pytest.mark.browser

SAID = "Late finishes make it hard to rest."
NOTES = "Notes: Workload and demand"
NOTE, MORE, REST = "Half a sen", "tence about", " late finishes"


@contextmanager
def impostor(port: int, status: int, kind: str, body: bytes) -> Iterator[None]:
    """Something that is not Layby answers everything on the server's port."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def test_each_trouble_says_what_it_is_and_keeps_what_was_typed(
    server: SyncServerProcess, phone: Phone
) -> None:
    phone.open(server.url)
    phone.sees_heading("Welcome")
    make_profile(phone)

    phone.taps("Enter your enrolment code")
    phone.types("Enrolment code", "AAAA-BBBB-CCCC")
    phone.taps("Enrol")
    phone.sees("This code is not known")
    phone.page.keyboard.press("Backspace")  # a stray key wipes nothing out
    phone.reads_in("Enrolment code", "AAAA-BBBB-CCCC")
    used = server.enrolment_code(uses=1)
    server.use_up(used)
    phone.replaces("Enrolment code", used)
    phone.taps("Enrol")
    phone.sees("This code has been used up")
    phone.taps("Back to home")
    phone.sees_heading("Home")
    enrol(phone, server.enrolment_code())

    start_talking(phone, "Sam")
    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.taps("Look it over")
    phone.sees("The summary is empty")
    phone.pastes("Summary", "X" + "x" * 2_019)
    phone.taps("Look it over")
    phone.sees("The summary is 20 characters too long")
    phone.reads_in("Summary", "X" + "x" * 2_019)
    phone.pastes("Summary", SAID)
    phone.taps("Look it over")
    phone.sees("Choose the staff group and the trust area first")
    phone.taps("Allied Health Professionals", "radio")
    phone.taps("North sector", "radio")
    phone.taps("Look it over")
    phone.sees_heading("Check the summary")
    answer_questions(phone)

    server.stop()
    agree_together(phone)
    phone.taps("Look at the outbox")
    phone.sees_heading("Outbox")
    phone.sees("No connection to your trust's server")
    troubles = {
        "Something other than Layby's server answered": (200, "text/html", b"<h1>Wi-Fi</h1>"),
        "Your trust's server has a fault just now": (500, "text/plain", b"oops"),
        "Something other than Layby's": (200, "application/json", b'{"receipts": "nonsense"'),
    }
    for said, (status, kind, body) in troubles.items():
        with impostor(server.port, status, kind, body):
            phone.taps("Try now")
            phone.sees(said, LONG_PATIENCE)
            phone.sees("1 waiting")
            phone.sees(SAID)
            a_minute_goes_by(phone)
    server.start()
    phone.taps("Try now")
    phone.sees(RECEIPT, LONG_PATIENCE)

    lock(phone)
    phone.does_not_see(SAID)
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", "not the right words at all")
    phone.taps("Unlock")
    phone.sees("That passphrase does not open this profile")


def test_python_that_dies_says_so_and_what_was_typed_is_there_again(
    port: int, phone: Phone
) -> None:
    with PwaServer(PWA, port) as server:
        phone.open(server.url)
        begin_a_note(phone)
        (worker,) = phone.page.workers
        worker.evaluate("void setTimeout(() => self.close())")  # no error, no word: it is just gone
        phone.hears("Layby has stopped")
        phone.hears("Everything saved before this is still on this device.")
        server.stop()
        phone.page.get_by_role("button", name="Reload").click()
        phone.sees_heading("Welcome")
        unlock(phone)
        phone.taps("Sam")
        phone.is_back_in(NOTES, NOTE)
        assert phone.violations() == []


def test_full_disk_says_so_and_keeps_what_is_on_the_screen_until_there_is_room(
    port: int, phone: Phone
) -> None:
    with PwaServer(PWA, port) as server:
        phone.open(server.url)
        begin_a_note(phone)
        server.stop()
        tools = phone.context.new_cdp_session(phone.page)
        whose = {"origin": server.url}
        tools.send("Storage.overrideQuotaForOrigin", {**whose, "quotaSize": 1})
        typed = NOTE + MORE + types_until_it_says(phone, "This device is out of space.")
        expect(phone.field(NOTES)).to_have_value(typed)
        tools.send("Storage.overrideQuotaForOrigin", whose)
        phone.page.keyboard.type(REST)
        phone.sees("Saved on this device")
        phone.does_not_see("This device is out of space.")
        phone.dies(server.url)
        phone.sees_heading("Welcome")
        unlock(phone)
        phone.taps("Sam")
        phone.is_back_in(NOTES, typed + REST)


def test_no_room_for_layby_itself_is_said_at_home(tmp_path: Path) -> None:
    with PwaServer(PWA) as server, Phone(tmp_path / "phone", frugal=True) as phone:
        tools = phone.context.new_cdp_session(phone.page)
        little = {"origin": server.url, "quotaSize": 20_000_000}
        tools.send("Storage.overrideQuotaForOrigin", little)
        phone.open(server.url)
        phone.sees_heading("Welcome")
        while not phone.page.evaluate("layby.updates.state().missing"):
            phone.page.wait_for_timeout(100)
        make_profile(phone)
        phone.sees("Layby needs a signal here")
        phone.sees("without a signal it would not open")
        assert phone.violations() == []


@pytest.mark.soak
@pytest.mark.parametrize(
    "line",
    [Line(rate=90_000, latency=0.3), Line(rate=400_000, latency=0.1, loss=0.3)],
    ids=["3G", "every third packet lost"],
)
def test_a_slow_line_shows_the_numbers_at_once_and_brings_everything_in_time(
    port: int, tmp_path: Path, line: Line
) -> None:
    with PwaServer(PWA, port) as server, Phone(tmp_path / "phone", frugal=True) as phone:
        server.line = line
        phone.page.goto(server.url, wait_until="commit")
        expect(phone.page.get_by_role("link", name="999")).to_be_visible()
        bar = phone.page.get_by_role("progressbar", name="Fetching Layby")
        expect(bar).to_have_attribute("aria-valuetext", re.compile(r" of \d+\.\d MB"))
        expect(phone.page.get_by_role("heading", name="Welcome")).to_be_attached(timeout=900_000)
        wait_for_worker(phone)
        server.stop()
        phone.open(server.url)
        phone.sees_heading("Welcome")
        assert phone.violations() == []


def types_until_it_says(phone: Phone, words: str) -> str:
    """Type a letter a second: Chromium remembers for a while how much room there was."""
    phone.page.keyboard.type(MORE)
    for count in range(120):
        if phone.words(words).count():
            return "x" * count
        phone.page.keyboard.type("x")
        phone.page.wait_for_timeout(1000)
    raise AssertionError(f"never said: {words}")


def begin_a_note(phone: Phone) -> None:
    """Make a profile, start a conversation, and type until that is safe."""
    phone.sees_heading("Welcome")
    make_profile(phone)
    start_talking(phone, "Sam")
    phone.taps("Workload and demand")
    phone.types(NOTES, NOTE)
    phone.is_put_down()
    phone.sees("Saved on this device")
