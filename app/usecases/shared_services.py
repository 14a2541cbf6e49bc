"""The trust's services for everyone who opens this device, profile or not.

They name no person, so they lie on a plain shelf outside the profiles: somebody in need must
find their trust's own help without a passphrase. Nothing else is ever put there.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.device.port import Device
from app.domain.errors import ContentError
from app.domain.json_text import read_json
from app.domain.trust_content import TrustContent
from app.usecases.read_content import Content


class SharedServices:
    """Keeps a trust's services on the device's shelf, and shows them while nothing is open."""

    def __init__(self, device: Device, content: Content) -> None:
        self._device = device
        self._content = content

    async def show(self) -> None:
        """Show what lies on the shelf over what ships, and nothing else of a trust's.

        A shelf that cannot be read is as good as an empty one.
        """
        services, hidden = _read(await self._device.shared())
        self._content.take(None, services, hidden)

    async def keep(self, content: TrustContent) -> None:
        """Put the services of ``content`` on the shelf, in place of what was there."""
        values = {
            "services": list(content.services),
            "hidden_services": list(content.hidden_services),
        }
        await self._device.keep_shared(json.dumps(values, ensure_ascii=False))

    async def clear(self) -> None:
        """Leave the shelf empty: the whole device is being erased."""
        await self._device.keep_shared("")
        self._content.take(None)


def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not text:
        return (), ()
    try:
        values = read_json(text.encode())
    except (ContentError, ValueError):
        return (), ()
    return _texts(values, "services"), _texts(values, "hidden_services")


def _texts(values: object, name: str) -> tuple[str, ...]:
    found: Any = values.get(name) if isinstance(values, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        return ()
    return tuple(found)
