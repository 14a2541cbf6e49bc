"""The whole tour of the screens, in every state and size, by axe-core and by ear.

By day in the hand and on what is wide, and in the dark with the largest letters on the narrowest
screens.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.axe import barriers
from tests.e2e.fields import NEXT_FRAMES
from tests.e2e.person import PHONE, SMALL_PHONE, TABLET, Phone
from tests.e2e.steps import wait_for_worker
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.gallery import Gallery, Report, Scheme, Size
from tests.screens.tour import DEMONSTRATED, DESKTOP, PARTS
from tests.screens.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.soak]

#: WCAG 2.2, success criterion 1.4.10, asks for 320 pixels: a desktop at four times its size.
NARROW = (320, 640)
TURNED = (TABLET[1], TABLET[0])
ORDINARY_TEXT, LARGEST_TEXT = 100, 200


@dataclass(frozen=True)
class Look:
    """For whom all is looked at: held at one size, laid out at every one of ``sizes``."""

    scheme: Scheme
    text: int
    held: Size
    sizes: tuple[Size, ...]


#: By day in the hand, by day on what has room for two panes, and in the dark with the largest
#: letters where they have the least room. Each is a walk of its own, of some minutes.
LOOKS: dict[str, Look] = {
    "light": Look("light", ORDINARY_TEXT, PHONE, (PHONE, SMALL_PHONE, NARROW)),
    "wide": Look("light", ORDINARY_TEXT, TURNED, (TURNED, TABLET, DESKTOP)),
    "dark": Look("dark", LARGEST_TEXT, PHONE, (PHONE, NARROW)),
}
#: Some turns of a worker's loop, for what its first message set off.
_A_TURN = "async () => { for (let n = 0; n < 5; n++) await new Promise((go) => setTimeout(go)); }"
#: Waits until the tree is the same at four looks in a row; what breathes on a screen never is.
_STILL = """async () => {
  let before = '';
  for (let look = 0, same = 0; look < 30 && same < 3; look++) {
    const now = document.querySelector('flt-semantics-host')?.innerHTML;
    same = now === before ? same + 1 : 0;
    before = now;
    await new Promise((go) => setTimeout(go, 70));
  }
}"""


class Listener(Gallery):
    """Takes no pictures: notes what bars the way, and what leaves the screen, at every size."""

    def __init__(self, folder: Path, look: Look) -> None:
        super().__init__(folder, Report(folder / "barriers.jsonl"), look.sizes, (look.scheme,))
        self.text = look.text
        self.found: dict[str, list[str]] = {}

    def shows(self, phone: Phone, name: str) -> None:
        """Look at the screen that stands, then lay it out for ``phone`` again."""
        size = phone.size
        for width, height in self.sizes:
            phone.unfolds((width, height))
            comes_to_rest(phone)
            found = barriers(phone.page)
            self.found[f"{name} at {width}x{height}, {self.text} %"] = found
            # Said at once: a walk that ends early keeps what it met on its way.
            for one in found:
                self.report.complains(one, name, size=f"{width}x{height}")
        self.report.screens += 1
        phone.unfolds(size)
        comes_to_rest(phone)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("part", PARTS)
def test_no_state_of_any_screen_has_a_barrier(part: str, look: str, tmp_path: Path) -> None:
    wanted = LOOKS[look]
    listener = Listener(tmp_path, wanted)
    verb = "demo" if part in DEMONSTRATED else "serve"
    server = SyncServerProcess(tmp_path / "server", verb=verb).start()
    try:
        # Some of what a lead's desk shows is for wide screens alone.
        size = DESKTOP if part in DEMONSTRATED else wanted.held
        with Phone(tmp_path / "phone", size, wanted.scheme, frugal=True) as phone:
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


def comes_to_rest(phone: Phone) -> None:
    """Wait until Python has heard of the screen's new size, and the tree has followed.

    A worker takes its messages in turn: what is asked of it now, it answers after the size.
    """
    phone.page.evaluate(NEXT_FRAMES)
    for worker in phone.page.workers:
        with suppress(Error):  # one that has done its work meanwhile
            worker.evaluate(_A_TURN)
    phone.page.evaluate(_STILL)


def enlarges(walk: Walk) -> None:
    """Choose the largest letters, as a person would."""
    walk.goes("/look", "How Layby looks")
    walk.phone.taps(f"{LARGEST_TEXT} %", "radio")
    chosen = walk.phone.page.get_by_role("radio", name=f"{LARGEST_TEXT} %")
    expect(chosen).to_be_checked()
    walk.goes("/", "Welcome")
