"""The trust's services and its answers, for everyone who opens this device, profile or not.

They name no person, so they lie on a plain shelf outside the profiles: somebody in need must
find their trust's own help without a passphrase, and in the language chosen here. Nothing else
is ever put there.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.device.port import Device
from app.domain.errors import ContentError
from app.domain.json_text import read_json
from app.domain.look import Look, read_look
from app.domain.trust_content import TrustContent
from app.usecases.read_content import Content

_LISTS = ("services", "hidden_services", "actions")


class SharedServices:
    """Keeps a trust's services and answers on the device's shelf, for when nothing is open."""

    def __init__(self, device: Device, content: Content) -> None:
        self._device = device
        self._content = content
        self._values: dict[str, Any] = {}

    @property
    def language(self) -> str:
        """The code of the language chosen on this device, or "" before anybody chose."""
        code = self._values.get("language")
        return code if isinstance(code, str) else ""

    @property
    def look(self) -> Look:
        """How Layby looks on this device."""
        return read_look(self._values.get("look"))

    async def show(self) -> None:
        """Show what lies on the shelf over what ships, and nothing else of a trust's.

        A shelf that cannot be read is as good as an empty one.
        """
        self._values = _read(await self._device.shared())
        lists = (_texts(self._values, name) for name in _LISTS)
        self._content.take(None, *lists)

    async def keep(self, content: TrustContent) -> None:
        """Put the services of ``content`` on the shelf, in place of what was there."""
        await self._put({name: list(getattr(content, name)) for name in _LISTS})

    async def keep_language(self, code: str, page: Mapping[str, object]) -> None:
        """Keep the language chosen on this device, and what the plain page says in it.

        The page reads ``page`` by itself, before the app has started (assets/shell/words.js).
        """
        kept = {"language": code, "page": dict(page)}
        if any(self._values.get(name) != value for name, value in kept.items()):
            await self._put(kept)

    async def read_again(self) -> None:
        """Read what another window has put on the shelf; content stays as it is."""
        self._values = _read(await self._device.shared())

    async def keep_look(self, look: Look) -> None:
        """Keep how Layby looks on this device; the page around the app follows at once."""
        await self._put({"look": look.held()})

    async def clear(self) -> None:
        """Leave the shelf empty: the whole device is being erased."""
        self._values = {}
        await self._device.keep_shared("")
        self._content.take(None)

    async def _put(self, changed: Mapping[str, Any]) -> None:
        # Another window may have put something there since.
        self._values = {**_read(await self._device.shared()), **changed}
        await self._device.keep_shared(json.dumps(self._values, ensure_ascii=False))


def _read(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        values = read_json(text.encode())
    except (ContentError, ValueError):
        return {}
    return dict(values) if isinstance(values, Mapping) else {}


def _texts(values: object, name: str) -> tuple[str, ...]:
    found: Any = values.get(name) if isinstance(values, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        return ()
    return tuple(found)
