"""What goes wrong has its own words on the screen, and what was typed stays.

A wrong and a used enrolment code, an empty and an over-long summary, a wrong passphrase, and a
server that answers with a sign-in page, a fault or nonsense in the place of the real one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.steps import (
    RECEIPT,
    a_minute_goes_by,
    agree_together,
    answer_questions,
    enrol,
    lock,
    make_profile,
    start_talking,
)
from tests.e2e.sync_server_process import SyncServerProcess

pytestmark = pytest.mark.browser

SAID = "Late finishes make it hard to rest."


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
