"""A new version of the whole app: never in the middle of a conversation, offered at home, and
no larger on the wire than what changed.
"""

import json
import shutil
from pathlib import Path

import pytest

from app.web.build import build
from tests.e2e.hello_visit import parts_of_snapshot
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import make_profile, start_talking, unlock
from tests.e2e.sync_server_process import PWA, ROOT

pytestmark = pytest.mark.browser

#: The largest part of a first visit's bytes that a release with one changed screen may fetch. It
#: was 0.21 when last measured (``tests/bench/startup-record.md``); other changes move less.
MOST = 0.3
NEWER = "Works without a signal, and is newer."


def newer_build(folder: Path) -> Path:
    """Build the app with one sentence of its welcome changed."""
    for name in ("app", "assets"):
        shutil.copytree(ROOT / name, folder / "source" / name)
    welcome = folder / "source" / "app" / "views" / "screens" / "welcome.py"
    words = welcome.read_text()
    assert "Works without a signal." in words
    welcome.write_text(words.replace("Works without a signal.", NEWER))
    build(folder / "pwa", root=folder / "source")
    return folder / "pwa"


def test_an_update_waits_for_the_home_screen_keeps_the_words_and_fetches_what_changed(
    tmp_path: Path, port: int, phone: Phone
) -> None:
    newer = newer_build(tmp_path / "newer")
    with PwaServer(PWA, port) as server:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        make_profile(phone)
        start_talking(phone, "Sam")
        phone.taps("Workload and demand")
        phone.types("Notes: Workload and demand", "Half a sen")

        server.folder = newer
        server.sent.clear()
        phone.page.evaluate("""async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          await registration.update();
          while (!registration.waiting) await new Promise((done) => setTimeout(done, 200));
        }""")
        assert_only_what_changed_was_sent(server.sent, newer)
        phone.page.wait_for_timeout(1000)
        phone.does_not_see("Update ready")
        phone.reads_in("Notes: Workload and demand", "Half a sen")

        phone.taps("Back to home")
        phone.sees("Update ready")
        server.stop()
        phone.taps("Update now")
        phone.sees(NEWER)
        unlock(phone)
        phone.taps("Sam")
        phone.reads_in("Notes: Workload and demand", "Half a sen")
        assert phone.violations() == []


def assert_only_what_changed_was_sent(sent: list[tuple[str, int]], newer: Path) -> None:
    """One file of the app has changed: its archive, parts of the snapshot, and who names them.

    The engine, Flutter, the libraries, the fonts and the rest of the snapshot stay.
    """
    asked = [path for path, _ in sent]
    changed = {"/sw.js", "/shell.js", "/python-worker.js", "/python/app.zip"}
    assert sorted({*asked} - {*parts_of_snapshot(newer)}) == sorted(changed)
    assert len(asked) == len({*asked})
    sizes = json.loads(newer.with_name("pwa-size.json").read_text(encoding="utf-8"))
    (whole,) = (size["gzipped"] for size in sizes if size["variant"] == "chromium")
    fetched = sum(size for _, size in sent)
    assert fetched <= MOST * whole
