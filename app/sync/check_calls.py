"""What leads ask to check the themes of texts, within their session."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_CHECKS = "/checks"


class CheckCalls(Caller):
    """Deals and answers. Every method raises a SyncError when it fails."""

    async def deal(self) -> dict[str, Any]:
        """Give up to twenty ``texts`` with what is ``suggested``, and the ``themes`` there are."""
        return await self._call("GET", _CHECKS, with_session=True)

    async def answer(self, handle: str, codes: Sequence[str], new_theme: str) -> None:
        """Say which themes a text speaks of; again is taken again, and the last one counts.

        Raises ServerRefused text-unknown where the text is gone since.
        """
        payload = {"codes": list(codes), "new_theme": new_theme}
        path = f"{_CHECKS}/{quote(handle, safe='')}"
        await self._call("POST", path, payload, headers=OWN_REQUEST, with_session=True)
