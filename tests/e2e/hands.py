"""What a person's hands do on a page: tap by name, and type into fields by their labels."""

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

from tests.e2e import fields
from tests.e2e.finger import Finger

#: How many keys of a text are struck one by one.
LAST_KEYS = 4


class Hands:
    """Hands at the page that is looked at, on a screen of this size."""

    page: Page
    size: tuple[int, int]

    def taps(self, name: str, role: str = "button") -> None:
        """Tap what bears this name."""
        found = self.page.get_by_role(role, name=self.named(name))  # type: ignore[arg-type]
        self._finger().taps(found.first)

    def _finger(self) -> Finger:
        return Finger(self.page, self.size)

    def named(self, name: str) -> re.Pattern[str]:
        """Give what finds a name by how it begins."""
        return re.compile(f"^{re.escape(name)}")

    def types(self, label: str, text: str) -> None:
        """Type into the field of this label: most of it at one go, the last keys one by one.

        Each key costs a frame here and a commit in the app; the last few tell as much as all.
        """
        field = self.enters(label)
        before, last = text[:-LAST_KEYS], text[-LAST_KEYS:]
        if before:
            self.page.keyboard.insert_text(before)
            expect(field).to_have_value(before)
        self.page.keyboard.type(last)
        expect(field).to_have_value(text)

    def enters(self, label: str) -> Locator:
        """Tap into a field; again where the screen was still moving under the finger."""
        field = self.field(label)
        self.page.bring_to_front()  # a window behind another draws no frames
        for _ in range(5):
            self._finger().taps(field)
            with suppress(AssertionError):
                expect(field).to_be_focused(timeout=3_000)
                fields.listens(self.page)
                return field
        raise AssertionError(f"the field {label!r} never took the focus")

    def replaces(self, label: str, text: str) -> None:
        """Type something else into a field."""
        field = self.enters(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        expect(field).to_have_value(text)

    def pastes(self, label: str, text: str) -> None:
        """Put a whole text into a field at once."""
        field = self.enters(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        expect(field).to_have_value(text)

    def field(self, label: str) -> Locator:
        """Find a field by its label; while it is empty and has the focus, its hint is added."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}(\n|$)"))

    def reads_in(self, label: str, text: str) -> None:
        """Enter the field of this label and wait until it holds this text.

        Flutter fills a field's node only once it has the focus.
        """
        expect(self.enters(label)).to_have_value(text)

    def is_back_in(self, label: str, text: str) -> None:
        """Wait until the cursor is in this field by itself, and the field holds this text."""
        field = self.field(label)
        expect(field).to_be_focused()
        fields.listens(self.page)
        expect(field).to_have_value(text)
