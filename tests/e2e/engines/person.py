"""A person at another engine: the same words for what is seen and done as at ``tests.e2e.person``.

All goes through the accessible names and roles of Flutter's semantics tree. Text is put into a
field key by key: these engines have no way to insert it at one go.
"""

import time
from pathlib import Path
from types import TracebackType

from tests.e2e.engines.wire import Engine, EngineError

#: Seconds to wait for anything; a bound that only a defect reaches.
PATIENCE = 240
_LOOK_AGAIN = 0.3
#: How often a tap is tried, and seconds in which something must have come of each. A page drawn
#: without a graphics card can be so late that it no longer takes a press and its release for one.
TAPS, NOTHING_HAPPENS = 3, 30
#: So many looks in a row must find a control where it was: the picture may lag behind its names.
STILL = 3
#: Pixels at the lower edge that the foot of a screen may take.
FOOT = 90
_END = "\ue010"

_TREE = """
const PICKS = { heading: "h1, h2, h3, h4, [role=heading]", button: "[role=button]",
  radio: "[role=radio]", checkbox: "[role=checkbox]", field: "input, textarea" };
const name = (node) => (node.getAttribute("aria-label") || node.textContent || "").trim();
const found = (role, start) => [...document.querySelectorAll(PICKS[role])]
  .filter((node) => node.closest("flt-semantics, flt-semantics-host"))
  .find((node) => name(node).startsWith(start));
const words = (text) => [...document.querySelectorAll("flt-semantics")]
  .some((node) => name(node).includes(text));
const box = (node) => { const b = node.getBoundingClientRect();
  return [b.x, b.y, b.width, b.height, innerWidth, innerHeight]; };
const covered = (node) => { const b = node.getBoundingClientRect();
  const there = document.elementFromPoint(b.x + Math.min(b.width / 2, 120), b.y + b.height / 2)
    ?.closest("flt-semantics[role], input, textarea, button, a");
  return !!there && !there.contains(node) && !node.contains(there); };
"""
_WHEEL = """
const node = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
node.dispatchEvent(new WheelEvent("wheel", { deltaY: arguments[0], bubbles: true, composed: true,
  cancelable: true, clientX: innerWidth / 2, clientY: innerHeight / 2 }));
"""
_TOLD = """
return [document.querySelector("flt-semantics-host")?.innerHTML ?? "", location.href,
  document.activeElement?.tagName, document.activeElement?.id].join();
"""
_WATCH = """
globalThis.__violations ??= (() => { const all = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    all.push(`${event.effectiveDirective} ${event.blockedURI}`)); return all; })();
"""


class EnginePhone:
    """Somebody with a phone whose browser is not Chromium."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> "EnginePhone":
        try:
            self.engine.start()
        except BaseException:
            self.engine.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.engine.kill()

    def open(self, url: str) -> None:
        """Open a page, cold: the one before is left first."""
        self.engine.open("about:blank")
        self.engine.open(url)
        self.engine.ask(_WATCH)

    def sees_heading(self, words: str) -> None:
        """Wait until the screen of this name stands."""
        self._until(f"heading {words!r}", "return !!found('heading', arguments[0])", words)

    def sees(self, words: str) -> None:
        """Wait until these words are on the screen."""
        self._until(f"words {words!r}", "return words(arguments[0])", words)

    def does_not_see(self, words: str) -> None:
        """Wait until these words are not on the screen."""
        self._until(f"an end of {words!r}", "return !words(arguments[0])", words)

    def can_see(self, words: str) -> bool:
        """Tell whether these words are on the screen now."""
        return bool(self._ask("return words(arguments[0])", words))

    def reads(self, pattern: str) -> list[str]:
        """Give what matches a JavaScript pattern, each text once, in the screen's order."""
        got = self._ask(
            "return [...new Set([...document.querySelectorAll('flt-semantics')].map(name)"
            ".filter((text) => new RegExp(arguments[0]).test(text)))]",
            pattern,
        )
        return [str(text) for text in got]

    def taps(self, name: str, role: str = "button", unless: str = "") -> None:
        """Tap what bears this name; again, as people do, where nothing at all came of it.

        Not where words that there is no need for it any more (``unless``) come first.
        """
        for _ in range(TAPS):
            before = self._ask(_TOLD)
            if not self._touches(name, role, unless):
                return
            until = time.monotonic() + NOTHING_HAPPENS
            while time.monotonic() < until:
                time.sleep(_LOOK_AGAIN)
                try:
                    if self._ask(_TOLD) != before:
                        return
                except EngineError:  # it led to another page
                    return
        raise AssertionError(f"nothing came of tapping {role} {name!r}")

    def _touches(self, name: str, role: str, unless: str = "") -> bool:
        """Tap what bears this name, once it is in sight and still; tell whether it was tapped."""
        before: list[float] = []
        still = stood = 0
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if unless and self.can_see(unless):
                return False
            script = "const it = found(...arguments); return it ? box(it) : []"
            box = [float(part) for part in self._ask(script, role, name)]
            still = still + 1 if box == before else 0
            if box and still >= STILL:
                x, y, width, height, _, down = box
                middle = y + height / 2
                if 0 <= y <= 4 or 70 < middle < down - (FOOT if stood < 4 else 12):
                    free = "const it = found(...arguments); return !!it && !covered(it)"
                    if self._ask(free, role, name):
                        self.engine.click(x + min(width / 2, 120), middle)
                        return True
                    before, still = [], 0
                    continue
                stood += 1
                still = 0
                self.engine.ask(_WHEEL, middle - down / 2)
            before = box
            time.sleep(_LOOK_AGAIN)
        raise AssertionError(f"{role} {name!r} never came to rest in sight of: {self._screen()}")

    def enters(self, label: str) -> None:
        """Tap into the field of this label."""
        self._touches(label, "field")
        focused = "return document.activeElement?.matches?.('input, textarea') ?? false"
        self._until(f"focus in {label!r}", focused)
        time.sleep(0.6)  # Flutter listens some frames after the focus

    def types(self, label: str, text: str) -> None:
        """Type into the field of this label, and wait until it holds the text."""
        self.enters(label)
        self._strikes(text)
        holds = "return document.activeElement?.value === arguments[0]"
        self._until(f"{text[:20]!r} in {label!r}", holds, text)

    def _strikes(self, text: str) -> None:
        for start in range(0, len(text), 8):
            self.engine.press(text[start : start + 8])

    def dies(self, url: str) -> None:
        """The battery dies, as far as this engine can be killed; then the page is opened cold."""
        self.engine.dies()
        self.open(url)

    def is_back_in(self, label: str, text: str) -> None:
        """Wait until the cursor is in this field by itself, and the field holds this text.

        And until the window has the keys: a page can have a cursor that they never reach.
        """
        script = """const at = document.activeElement;
          return document.hasFocus() && at === found("field", arguments[0])
            && at.value === arguments[1]"""
        self._until(f"the cursor back in {label!r}", script, label, text)

    def goes_to_the_end(self) -> None:
        """Put the cursor behind the last letter of the field that it is in."""
        self.engine.press(_END)

    def adds(self, text: str) -> None:
        """Type on where the cursor is, and wait until the field ends so."""
        self._strikes(text)
        ends = "return document.activeElement?.value?.endsWith(arguments[0])"
        self._until(f"{text[-20:]!r} at the end", ends, text)

    def way(self) -> str:
        """Tell how Python was started: ``restore`` from the snapshot, or ``ordinary``."""
        return str(self.engine.ask("return globalThis.layby.python.way()"))

    def is_kept(self) -> None:
        """Wait until the service worker answers for this page: the next start needs no network."""
        self._until("service worker", "return !!navigator.serviceWorker?.controller")

    def violations(self) -> list[str]:
        """What the content security policy had to stop."""
        found: list[str] = self.engine.ask("return globalThis.__violations ?? []")
        return found

    def looks(self, picture: Path) -> None:
        """Keep the text of the screen beside a test that failed."""
        picture.write_text("\n".join(self.reads(".")), encoding="utf-8")

    def _ask(self, script: str, *given: object) -> object:
        return self.engine.ask(_TREE + script, *given)

    def _until(self, what: str, script: str, *given: object) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self._ask(script, *given):
                    return
            except EngineError:  # the page that was asked is just being replaced by the next
                pass
            time.sleep(_LOOK_AGAIN)
        raise AssertionError(f"never came: {what}; on the screen: {self._screen()}")

    def _screen(self) -> str:
        try:
            return " | ".join(self.reads("."))[:600]
        except EngineError as error:
            return f"nothing, {error}"
