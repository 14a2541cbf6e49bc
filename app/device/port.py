"""What the app asks of the page or the device around it, beyond storage and network."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

#: Hears events of the device: "visibility", "network", "update-ready", "pagehide".
DeviceListener = Callable[[str, Mapping[str, Any]], None]


class Device(Protocol):
    """The page in the browser; the operating system natively. No method raises."""

    def listen(self, listener: DeviceListener) -> None:
        """Send every event to ``listener`` from now on, also those that already waited."""
        ...

    def say_ready(self) -> None:
        """Tell the page that the first screen stands, so that the splash can go."""
        ...

    async def ask_to_persist(self) -> bool:
        """Ask that storage is not cleared under pressure; gives the honest answer."""
        ...

    async def update_waits(self) -> bool:
        """Tell whether a new version is ready to take over."""
        ...

    async def apply_update(self) -> None:
        """Let the waiting version take over; the page reloads."""
        ...
