"""A person at a phone: uses Layby through the names and roles that a screen reader would say.

Flutter paints on a canvas; its semantics tree is what assistive technology gets, and all that
this driver touches. A control without a name cannot be used here, as it could not be by ear.
"""

import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from playwright.sync_api import (
    BrowserContext,
    Error,
    Locator,
    Page,
    Playwright,
    Route,
    expect,
    sync_playwright,
)

from tests.browser import FLAGS, QUICK, chromium_path
from tests.e2e import fields
from tests.e2e.finger import FEEL
from tests.e2e.hands import Hands

PHONE = (390, 844)
SMALL_PHONE = (360, 640)
TABLET = (820, 1180)
#: Milliseconds to wait for anything; a bound that only a defect reaches.
PATIENCE = 90_000
#: Milliseconds for what is sent by itself: up to a minute's gap before each of its requests.
LONG_PATIENCE = 240_000

_WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.__violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


#: A slow screen: whatever moves is drawn some fifteen times a second.
_SLOW_SCREEN = """
const soon = requestAnimationFrame.bind(globalThis);
globalThis.requestAnimationFrame = (draw) => setTimeout(() => soon(draw), 60);
globalThis.cancelAnimationFrame = clearTimeout;
"""

_LATER = """(by) => {
  const now = Date.now;
  Date.now = () => now.call(Date) + by;
}"""


class Phone(Hands):
    """A browser profile on disk, as a phone keeps it: survives the death of browser and tab.

    A ``frugal`` one asks for little motion, draws slowly and compiles no better than it must, so
    that a story costs about half; every other one is the browser as it comes. Nobody sees its
    window, unless it stands on a ``display`` of X (":99").
    """

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int] = PHONE,
        scheme: str = "light",
        flags: Sequence[str] = (),
        *,
        frugal: bool = False,
        display: str = "",
    ) -> None:
        self.display = display
        self.folder = folder
        self.size = size
        self.scheme = scheme
        self.flags = [*QUICK, *flags] if frugal else flags
        self.frugal = frugal
        self.requested: list[str] = []
        self.answered: list[str] = []
        self.said: list[str] = []
        self._signal = True
        self._playwright: Playwright
        self.context: BrowserContext

    def __enter__(self) -> "Phone":
        self._playwright = sync_playwright().start()
        self.switch_on()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()
        self._playwright.stop()

    @contextmanager
    def beside(self, folder: Path, flags: Sequence[str] = ()) -> Iterator["Phone"]:
        """Give somebody else's phone, switched on next to this one until the end.

        It is never frugal: it reads codes, which is the one heavy work of a page's own script.
        """
        other = self._another(folder, flags)
        other._playwright = self._playwright
        other.switch_on()
        try:
            yield other
        finally:
            other.switch_off()

    def _another(self, folder: Path, flags: Sequence[str]) -> "Phone":
        return Phone(folder, flags=flags)

    def switch_on(self) -> None:
        """Start the browser on this phone's storage."""
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=chromium_path(),
            headless=not self.display,
            env={**os.environ, "DISPLAY": self.display},
            args=[*FLAGS, *self.flags],
            viewport={"width": self.size[0], "height": self.size[1]},
            color_scheme=self.scheme,  # type: ignore[arg-type]
            reduced_motion="reduce" if self.frugal else "no-preference",
            locale="en-GB",
        )
        self.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.context.on("request", lambda request: self.requested.append(request.url))
        self.context.on("requestfinished", lambda request: self.answered.append(request.url))
        self.context.on("console", lambda message: self.said.append(message.text))
        self.context.add_init_script(
            _WATCH + FEEL + fields.HEAR + (_SLOW_SCREEN if self.frugal else "")
        )
        self.context.set_offline(not self._signal)
        self.page = self.context.new_page()

    def switch_off(self) -> None:
        """Close the browser whole."""
        self.context.close()

    def is_swapped_for(self, folder: Path) -> Path:
        """Put this phone down and take up another one; gives the folder of the first."""
        self.switch_off()
        before, self.folder = self.folder, folder
        self.switch_on()
        return before

    def unfolds(self, size: tuple[int, int]) -> None:
        """Open out to another size, with everything as it stands."""
        self.size = size
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def has_signal(self, there: bool) -> None:
        """Lose the signal, or get it back; the browser notices, and tells the page."""
        self._signal = there
        self.context.set_offline(not there)

    def open(self, url: str) -> None:
        """Open a page, cold."""
        self.page.goto(url)

    def new_window(self, url: str) -> Page:
        """Open a second window beside the first and look at it; gives the first."""
        before, self.page = self.page, self.context.new_page()
        self.open(url)
        return before

    def is_left_alone(self, seconds: int) -> None:
        """Let the clocks of the page and of its Python go on as if nobody had touched the phone.

        A page that is loaded anew goes by the real time again.
        """
        for where in (self.page, *self.page.workers):
            where.evaluate(f"({_LATER})({seconds * 1000})")

    def is_put_down(self) -> None:
        """Leave the app alone for half a second of its own time; a busy machine takes longer.

        So long after the last key all of it is on the device; a slower app says when it is not.
        """
        for _ in range(10):
            for worker in self.page.workers:
                worker.evaluate("() => new Promise((go) => setTimeout(go, 50))")

    def dies(self, url: str) -> None:
        """The battery dies: the whole browser is killed, then the page is opened cold."""
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str(self.folder).encode() in (folder / "cmdline").read_bytes():
                    os.kill(int(folder.name), signal.SIGKILL)
        with suppress(Error):  # the connection to the dead browser is gone already
            self.context.close()
        (self.folder / "SingletonLock").unlink(missing_ok=True)
        self.switch_on()
        self.open(url)

    def without_scripts(self, url: str) -> None:
        """Open a page in which no script of ours ever runs."""
        self.page.route("**/*.js", lambda route: route.abort())
        self.page.goto(url, wait_until="commit")

    def saves(self, name: str, path: Path) -> None:
        """Tap what bears this name, and keep the file that is handed over."""
        with self.page.expect_download() as handed:
            self.taps(name)
        handed.value.save_as(path)

    def picks(self, name: str, path: Path) -> None:
        """Tap what bears this name, and choose a file."""
        with self.page.expect_file_chooser() as asked:
            self.taps(name)
        asked.value.set_files(path)

    @contextmanager
    def is_kept_waiting(self, address: str) -> Iterator[None]:
        """Have the server's answers from addresses like this come late: at the end of this."""
        held: list[Route] | None = []

        def hold(request: Route) -> None:
            if held is None:
                request.continue_()
            else:
                held.append(request)

        self.page.route(address, hold)
        try:
            yield
        finally:
            late, held = held, None
            for request in late or []:
                request.continue_()

    def catches_links(self) -> Callable[[], list[str]]:
        """Note the telephone and message links that the page opens from now on."""
        self.page.evaluate("""() => {
          window.__opened = [];
          window.open = (url) => { window.__opened.push(String(url)); return null; };
          addEventListener('click', (event) => {
            const link = event.composedPath().find((node) => node.href);
            if (link) window.__opened.push(link.href);
          }, true);
        }""")

        def opened() -> list[str]:
            found: list[str] = self.page.evaluate("window.__opened")
            return found

        return opened

    # -- what a person sees ---------------------------------------------------------

    def sees_heading(self, words: str) -> None:
        """Wait until the screen of this name stands."""
        expect(self.page.get_by_role("heading", name=words).first).to_be_attached()

    def sees(self, words: str, patience: int = PATIENCE) -> None:
        """Wait until these words are on the screen, for so many milliseconds at most."""
        expect(self.words(words).first).to_be_attached(timeout=patience)

    def has_answer_from(self, address: str, after: int = 0) -> None:
        """Wait until a request to an address of this ending was answered, after so many others."""
        for _ in range(PATIENCE // 100):
            if any(url.endswith(address) for url in self.answered[after:]):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"nothing was answered at {address}")

    def hears(self, words: str) -> None:
        """Wait until the page itself, not the app in it, says these words."""
        expect(self.page.get_by_role("alert").filter(has_text=words)).to_be_visible()

    def does_not_see(self, words: str) -> None:
        """Check that these words are not on the screen."""
        expect(self.words(words)).to_have_count(0)

    def words(self, words: str | re.Pattern[str]) -> Locator:
        """Find words on the screen."""
        return self.page.locator("flt-semantics").get_by_text(words)

    def looks(self, picture: Path) -> None:
        """Keep a picture of the screen."""
        self.page.wait_for_timeout(700)
        picture.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(picture))

    def violations(self) -> list[str]:
        """What the content security policy had to stop."""
        found: list[str] = self.page.evaluate("window.__violations")
        return found
