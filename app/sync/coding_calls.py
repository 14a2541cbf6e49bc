"""What leads ask about the coding of their trust, and about its codebook."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_CODING = "/coding"
_CODEBOOK = "/codebook"
#: Seconds to wait for a look at what a codebook would change: it codes some hundred texts twice.
PREVIEW_SECONDS = 60.0


class CodingCalls(Caller):
    """Reads, learns, edits, publishes. Every method raises a SyncError when it fails."""

    async def standing(self) -> dict[str, Any]:
        """Say how the coding stands: ``themes``, ``learning``, ``live``, ``draft``."""
        return await self._call("GET", _CODING, with_session=True)

    async def refit(self) -> dict[str, Any]:
        """Begin to learn from what was checked; raises ServerRefused too-few-checked."""
        return await self._write("POST", f"{_CODING}/refits", {})

    async def decide(self, number: int, verb: str) -> dict[str, Any]:
        """``publish`` a draft, or ``rollback`` the live release; raises ServerRefused."""
        return await self._write("POST", f"{_CODING}/releases/{number}/{verb}", {})

    async def drop(self, number: int) -> None:
        """Leave a draft out; one that is gone already is no fault."""
        await self._write("DELETE", f"{_CODING}/releases/{number}")

    async def codebook(self) -> dict[str, Any]:
        """Give the codebook in use, the draft, and what there is to choose from."""
        return await self._call("GET", _CODEBOOK, with_session=True)

    async def save_codebook(
        self, themes: Sequence[Mapping[str, object]], if_version: int
    ) -> dict[str, Any]:
        """Keep the whole codebook as a draft; gives the new ``if_version``.

        Raises ServerRefused content-invalid (``field`` is "theme/field"), changed-meanwhile.
        """
        payload = {"themes": list(themes), "if_version": if_version}
        return await self._write("PUT", f"{_CODEBOOK}/draft", payload)

    async def preview_codebook(self, if_version: int) -> dict[str, Any]:
        """Say what publishing the draft would change, on texts that leads may read."""
        return await self._call(
            "POST",
            f"{_CODEBOOK}/preview",
            {"if_version": if_version},
            headers=OWN_REQUEST,
            with_session=True,
            patience=PREVIEW_SECONDS,
        )

    async def publish_codebook(self, if_version: int) -> dict[str, Any]:
        """Begin to bring the draft in."""
        return await self._write("POST", f"{_CODEBOOK}/publish", {"if_version": if_version})

    async def drop_codebook(self, if_version: int) -> dict[str, Any]:
        """Leave the draft out; gives the new ``if_version``."""
        query = urlencode({"if_version": if_version})
        return await self._write("DELETE", f"{_CODEBOOK}/draft?{query}")

    async def _write(
        self, method: str, address: str, payload: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        return await self._call(method, address, payload, headers=OWN_REQUEST, with_session=True)
