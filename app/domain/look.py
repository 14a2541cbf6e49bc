"""How Layby looks on one device: its colours and the size of its letters.

Chosen for the device, not for a profile: it has to hold before anything is unlocked, and on the
plain page before the app (``assets/shell/look.js`` reads the same words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

#: "device": light or dark, as the device is at the moment.
Scheme = Literal["device", "light", "dark", "night"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
#: Per cent of the size that the browser asks for; WCAG 2.2 (1.4.4) asks for 200.
TEXT_SIZES = (100, 125, 150, 175, 200)


@dataclass(frozen=True)
class Look:
    """A scheme, and the size of letters in per cent."""

    scheme: Scheme = "device"
    text: int = 100

    def held(self) -> dict[str, Any]:
        """Give it for the device's shelf; ``read_look`` reads it back."""
        return {"scheme": self.scheme, "text": self.text}


def read_look(held: object) -> Look:
    """Read what ``held`` gave; what cannot be read is as if nobody had chosen."""
    values: Mapping[Any, Any] = held if isinstance(held, Mapping) else {}
    scheme, text = values.get("scheme"), values.get("text")
    return Look(
        next((one for one in SCHEMES if one == scheme), "device"),
        next((one for one in TEXT_SIZES if one == text), 100),
    )
