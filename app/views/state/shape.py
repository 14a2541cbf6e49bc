"""How much room the screen has: who follows it is redrawn where that makes a difference."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import flet as ft

from app.views.boundary import guard
from app.views.theme import LIST_BESIDE, TABLET, TIGHT

if TYPE_CHECKING:
    from app.views.services import Services

#: Seconds between two looks whether somebody still types.
_LOOK_AGAIN = 0.1


@ft.observable
@dataclass
class Shape:
    """Whether a list has room beside the entry that is open, and words have no room to share."""

    two_panes: bool = False
    tight: bool = False
    # The longest that the shorter side ever was: a keyboard on the screen must not make a tablet
    # a phone.
    _side: float = 0.0

    def measure(self, wide: float, high: float, text: int) -> None:
        """Take note of the screen's size in logical pixels, 0 where nobody can say.

        ``text`` is the size of letters in hundredths of their own.
        """
        self._side = max(self._side, min(wide, high))
        is_phone = 0 < self._side <= TABLET
        self.two_panes = wide * 100 / text >= LIST_BESIDE and not is_phone
        self.tight = 0 < wide * 100 / text < TIGHT


def take_measure(page: ft.Page, services: "Services") -> None:
    """Measure ``page`` as it is now."""
    text = services.shared.look.text
    services.shape.measure(float(page.width or 0), float(page.height or 0), text)


def follow_size(page: ft.Page, services: "Services") -> None:
    """Measure ``page`` from now on, whenever it is turned or made wider."""

    async def turned() -> None:
        # Two panes are other fields than one: none may go while keys are on their way to it.
        while not services.saved.is_resting():
            await asyncio.sleep(_LOOK_AGAIN)
        take_measure(page, services)

    take_measure(page, services)
    page.on_resize = guard(turned)
