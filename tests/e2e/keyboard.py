"""A person with nothing but a keyboard: Tab, Enter, Space, Escape and letters."""

from playwright.sync_api import Page, expect

from tests.e2e import fields
from tests.e2e.person import Phone

#: More stops than any screen has.
MOST_STOPS = 150
#: What has the focus: its role and its name, and whether it is what had it at the last press.
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || !node.closest('flt-semantics-host, dialog, #layby-splash')) return ['', ''];
  const name = node.getAttribute('aria-label') || node.textContent || '';
  return [node.getAttribute('role') || node.tagName.toLowerCase(), name.trim()];
}"""
_MARK = "() => { window.__left = document.activeElement; }"
#: Looks for a focus that moves, some hundredths of a second each: a busy machine moves it late, and
#: who pressed again would go by what they came to.
_LOOKS = 75
#: As many for a focus that has left one control and is not on the next yet.
_ON_ITS_WAY = 25
#: Looks in the page itself: to ask from outside costs as much as a frame each time. Flutter follows
#: some frames later: who pressed at once would go there and back before it had seen either.
_MOVES = f"""async ([looks, more]) => {{
  const focus = {FOCUS};
  const pause = () => new Promise((go) => setTimeout(go, 20));
  for (let look = 0; window.__left === document.activeElement; look++) {{
    if (look === looks) return false;
    await pause();
  }}
  for (let look = 0; look < more && !focus().some(Boolean); look++) await pause();
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  return true;
}}"""
_FIELDS = ("input", "textarea")


class Keyboard:
    """Uses the page of a phone without ever touching it; ``stops`` is the way of the last Tab."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.page: Page = phone.page
        self.stops: list[tuple[str, str]] = []

    def at(self) -> tuple[str, str]:
        """Give the role and the name of what has the focus."""
        role, name = self.page.evaluate(FOCUS)
        return role, name

    def goes_to(self, name: str, role: str = "button") -> None:
        """Press Tab until what bears this name has the focus; nothing on the way may hold it."""
        self.stops = []
        for _ in range(MOST_STOPS):
            now = self.at()
            fits = now[0] in _FIELDS if role == "field" else now[0] == role
            if fits and now[1].startswith(name):
                return
            self.stops.append(now)
            self.moves("Tab")
        raise AssertionError(f"Tab never came to the {role} {name!r}, but to {self.stops}")

    def goes_up(self) -> None:
        """Press Escape: the focus goes to the first control of the screen."""
        self.moves("Escape")

    def moves(self, key: str) -> bool:
        """Press a key that moves the focus, and wait until it has; tell whether it did."""
        self.page.evaluate(_MARK)
        self.page.keyboard.press(key)
        return bool(self.page.evaluate(_MOVES, [_LOOKS, _ON_ITS_WAY]))

    def presses(self, name: str, role: str = "button", key: str = "Enter") -> None:
        """Go to what bears this name and press it."""
        self.goes_to(name, role)
        self.page.keyboard.press(key)

    def opens(self, name: str, heading: str) -> None:
        """Press a button and wait for the screen that it opens."""
        self.presses(name)
        self.phone.sees_heading(heading)

    def ticks(self, name: str, role: str = "checkbox") -> None:
        """Tick a box, or choose one of several."""
        self.presses(name, role, "Space")
        self.page.wait_for_timeout(100)
        expect(self.page.get_by_role(role, name=name).first).to_be_checked()  # type: ignore[arg-type]

    def types(self, label: str, text: str) -> None:
        """Go to a field and type into it."""
        self.goes_to(label, "field")
        fields.listens(self.page)
        self.page.keyboard.type(text)
        expect(self.phone.field(label)).to_have_value(text)
