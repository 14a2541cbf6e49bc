"""A new version of the whole app: never in the middle of a conversation, offered at home."""

import shutil
from pathlib import Path

import pytest

from app.web.build import build
from tests.e2e.person import Phone
from tests.e2e.steps import make_profile, start_talking, unlock, wait_for_worker
from tests.e2e.sync_server_process import PWA, ROOT, SyncServerProcess

pytestmark = pytest.mark.browser

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


def test_an_update_waits_for_the_home_screen_and_keeps_the_words(
    tmp_path: Path, port: int, phone: Phone
) -> None:
    served = tmp_path / "served"
    shutil.copytree(PWA, served)
    newer = newer_build(tmp_path / "newer")
    server = SyncServerProcess(tmp_path / "server", pwa=served, port=port).start()
    try:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        wait_for_worker(phone)
        make_profile(phone)
        start_talking(phone, "Sam")
        phone.taps("Workload and demand")
        phone.types("Notes: Workload and demand", "Half a sen")

        shutil.rmtree(served)
        shutil.copytree(newer, served)
        phone.page.evaluate("""async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          await registration.update();
          while (!registration.waiting) await new Promise((done) => setTimeout(done, 200));
        }""")
        phone.page.wait_for_timeout(1000)
        phone.does_not_see("Update ready")
        phone.reads_in("Notes: Workload and demand", "Half a sen")

        phone.taps("Back to home")
        phone.sees("Update ready")
        phone.taps("Update now")
        phone.sees(NEWER)
        unlock(phone)
        phone.taps("Sam")
        phone.reads_in("Notes: Workload and demand", "Half a sen")
        assert phone.violations() == []
    finally:
        server.stop()
