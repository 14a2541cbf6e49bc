"""A person with nothing but a keyboard: Tab, Enter, Space, Escape and letters."""

from playwright.sync_api import Page, expect

from tests.e2e.person import Phone

#: More stops than any screen has.
MOST_STOPS = 150
#: What has the focus: its role, its name, and whether it is still on the page.
_FOCUS = """() => {
  const node = document.activeElement;
  if (!node || !node.closest('flt-semantics-host, dialog, #layby-splash')) return ['', ''];
  const name = node.getAttribute('aria-label') || node.textContent || '';
  return [node.getAttribute('role') || node.tagName.toLowerCase(), name.trim()];
}"""
#: Looks for a focus that moves; each takes a few hundredths of a second.
_LOOKS = 25
_FIELDS = ("input", "textarea")


class Keyboard:
    """Uses the page of a phone without ever touching it; ``stops`` is the way of the last Tab."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.page: Page = phone.page
        self.stops: list[tuple[str, str]] = []

    def at(self) -> tuple[str, str]:
        """Give the role and the name of what has the focus."""
        role, name = self.page.evaluate(_FOCUS)
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
            self.page.keyboard.press("Tab")
            self._waits_until_not(now)
        raise AssertionError(f"Tab never came to the {role} {name!r}, but to {self.stops}")

    def goes_up(self) -> None:
        """Press Escape: the focus goes to the first control of the screen."""
        now = self.at()
        self.page.keyboard.press("Escape")
        self._waits_until_not(now)

    def _waits_until_not(self, before: tuple[str, str]) -> None:
        """Give the page time to move the focus; two neighbours may bear the same name."""
        for _ in range(_LOOKS):
            self.page.wait_for_timeout(20)
            if self.at() != before:
                return

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
        self.page.wait_for_timeout(400)  # as ``Phone.enters``
        self.page.keyboard.type(text)
        expect(self.phone.field(label)).to_have_value(text)
