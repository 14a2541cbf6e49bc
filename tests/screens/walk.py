"""One walk: the phone in hand, the server it talks to, and where its pictures go."""

from dataclasses import dataclass
from pathlib import Path

from tests.e2e.person import Phone
from tests.e2e.sync_server_process import SyncServerProcess
from tests.screens.gallery import Gallery

#: As a link that is tapped inside the app: the page is not loaded again, nothing is locked.
GO = """(route) => {
  history.pushState(null, '', route);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}"""
#: Looks for a screen that comes, then for one that stays as it is; milliseconds between them.
_LOOKS, _STILL, _PAUSE = 60, 5, 120
#: Whether the screen is as it was at the last look.
_SAME = """() => {
  const before = window.__tree;
  window.__tree = document.querySelector('flt-semantics-host')?.innerHTML;
  return window.__tree === before;
}"""


@dataclass(frozen=True)
class Walk:
    """What every part of the tour needs; ``folder`` is its own and goes with it."""

    phone: Phone
    server: SyncServerProcess
    gallery: Gallery
    folder: Path

    def shows(self, name: str, heading: str = "") -> None:
        """Wait for a heading, then picture the screen."""
        if heading:
            self.phone.sees_heading(heading)
        self.gallery.shows(self.phone, name)

    def goes(self, route: str, heading: str) -> None:
        """Open a screen by its route, without a picture; "" waits until one has come and stands."""
        page = self.phone.page
        page.evaluate(_SAME)
        page.evaluate(GO, route)
        if heading:
            self.phone.sees_heading(heading)
            return
        still, came = 0, False
        for _ in range(_LOOKS):
            page.wait_for_timeout(_PAUSE)
            same = page.evaluate(_SAME)
            came = came or not same
            still = still + 1 if same else 0
            if came and still == _STILL:
                return

    def visits(self, route: str, heading: str, name: str) -> None:
        """Open a screen by its route and picture it."""
        self.goes(route, heading)
        self.shows(name)

    def taps_and_shows(self, button: str, name: str, heading: str = "") -> None:
        """Tap what bears this name and picture what it opens."""
        self.phone.taps(button)
        self.phone.page.wait_for_timeout(400)
        self.shows(name, heading)
