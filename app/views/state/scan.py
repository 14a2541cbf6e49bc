"""Who hears the camera: the one screen that listens, and nobody once it has gone.

The page tells what it scanned whenever it likes. Only ``watch`` hears the page; it passes these
events on to here, and a screen subscribes for as long as it stands.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

#: Hears "scanned" {text} and "scan-ended" {why}; see ``app.device.port``.
ScanListener = Callable[[str, Mapping[str, Any]], Awaitable[None] | None]

SCAN_EVENTS = ("scanned", "scan-ended")


class Scan:
    """Passes on what the camera finds; holds nothing of it."""

    def __init__(self) -> None:
        self._listener: ScanListener | None = None

    def listen(self, listener: ScanListener) -> Callable[[], None]:
        """Send all that comes to ``listener``; gives what ends this, for this listener alone."""
        self._listener = listener

        def stop() -> None:
            if self._listener is listener:
                self._listener = None

        return stop

    async def tell(self, name: str, values: Mapping[str, Any]) -> None:
        """Pass an event on; no effect while nobody listens."""
        if self._listener is None:
            return
        result = self._listener(name, values)
        if inspect.isawaitable(result):
            await result
