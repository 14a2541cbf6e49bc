"""The whole tour of the screens, in every state and size, by axe-core and by ear.

Once by day, and once in the dark with the largest letters on the narrowest screens.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import barriers
from tests.e2e.person import PHONE, SMALL_PHONE, TABLET, Phone
from tests.e2e.steps import wait_for_worker
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.gallery import Gallery, Report, Scheme, Size
from tests.screens.tour import DEMONSTRATED, DESKTOP, PARTS
from tests.screens.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.soak]

#: WCAG 2.2, success criterion 1.4.10, asks for 320 pixels: a desktop at four times its size.
NARROW = (320, 640)
SIZES = (PHONE, SMALL_PHONE, NARROW, TABLET, (TABLET[1], TABLET[0]), DESKTOP)
ORDINARY_TEXT, LARGEST_TEXT = 100, 200
#: For whom all is looked at: by day at every size, and in the dark with the largest letters where
#: they have the least room.
LOOKS: dict[Scheme, tuple[int, tuple[Size, ...]]] = {
    "light": (ORDINARY_TEXT, SIZES),
    "dark": (LARGEST_TEXT, (PHONE, NARROW)),
}


class Listener(Gallery):
    """Takes no pictures: notes what bars the way, and what leaves the screen, at every size."""

    def __init__(self, folder: Path, scheme: Scheme) -> None:
        text, sizes = LOOKS[scheme]
        super().__init__(folder, Report(folder / "barriers.jsonl"), sizes, (scheme,))
        self.text = text
        self.found: dict[str, list[str]] = {}

    def shows(self, phone: Phone, name: str) -> None:
        """Look at the screen that stands, then lay it out for ``phone`` again."""
        for width, height in self.sizes:
            phone.page.set_viewport_size({"width": width, "height": height})
            phone.page.wait_for_timeout(300)
            found = barriers(phone.page)
            self.found[f"{name} at {width}x{height}, {self.text} %"] = found
            # Said at once: a walk that ends early keeps what it met on its way.
            for one in found:
                self.report.complains(one, name, size=f"{width}x{height}")
        self.report.screens += 1
        phone.page.set_viewport_size({"width": phone.size[0], "height": phone.size[1]})
        phone.page.wait_for_timeout(300)


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize("part", PARTS)
def test_no_state_of_any_screen_has_a_barrier(part: str, scheme: Scheme, tmp_path: Path) -> None:
    listener = Listener(tmp_path, scheme)
    verb = "demo" if part in DEMONSTRATED else "serve"
    server = SyncServerProcess(tmp_path / "server", verb=verb).start()
    try:
        # Some of what a lead's desk shows is for wide screens alone.
        size = DESKTOP if part in DEMONSTRATED else PHONE
        with Phone(tmp_path / "phone", size, scheme, frugal=True) as phone:
            # The walk stops codes that turn by themselves, as they do where motion is welcome.
            phone.page.emulate_media(reduced_motion="no-preference")
            phone.open(server.url)
            phone.sees_heading("Welcome")
            wait_for_worker(phone)
            walk = Walk(phone, server, listener, tmp_path)
            if listener.text != ORDINARY_TEXT:
                enlarges(walk)
            PARTS[part](walk)
    finally:
        server.stop()
        listener.report.says(screens=listener.report.screens, states=len(listener.found))
    assert {where: problems for where, problems in listener.found.items() if problems} == {}


def enlarges(walk: Walk) -> None:
    """Choose the largest letters, as a person would."""
    walk.goes("/look", "How Layby looks")
    walk.phone.taps(f"{LARGEST_TEXT} %", "radio")
    chosen = walk.phone.page.get_by_role("radio", name=f"{LARGEST_TEXT} %")
    expect(chosen).to_be_checked()
    walk.goes("/", "Welcome")
