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
#: Milliseconds in which a screen without a heading to wait for has opened.
_OPENS = 900


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
        """Open a screen by its route, without a picture; "" waits for no heading."""
        self.phone.page.evaluate(GO, route)
        if heading:
            self.phone.sees_heading(heading)
        else:
            self.phone.page.wait_for_timeout(_OPENS)

    def visits(self, route: str, heading: str, name: str) -> None:
        """Open a screen by its route and picture it."""
        self.goes(route, heading)
        self.shows(name)

    def taps_and_shows(self, button: str, name: str, heading: str = "") -> None:
        """Tap what bears this name and picture what it opens."""
        self.phone.taps(button)
        self.phone.page.wait_for_timeout(400)
        self.shows(name, heading)
