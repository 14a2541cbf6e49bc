"""What leads ask about headcount, reach, texts and quotes, within their session."""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST


class ReadingCalls(Caller):
    """One request each. Every method raises a SyncError when it fails."""

    async def headcount(self) -> dict[str, Any]:
        """Give the headcount in use."""
        return await self._call("GET", "/headcount", with_session=True)

    async def bring_headcount(
        self, content: bytes, as_at: str, if_version: int, *, apply: bool
    ) -> dict[str, Any]:
        """Have a file read, and with ``apply`` used; raises ServerRefused changed-meanwhile."""
        payload = {
            "file": base64.b64encode(content).decode(),
            "as_at": as_at,
            "if_version": if_version,
            "apply": apply,
        }
        return await self._write("PUT", "/headcount", payload)

    async def reach(self, period: str, tree: str) -> dict[str, Any]:
        """Give conversations for every 100 people by node, and what was said of support."""
        query = urlencode({"period": period, "tree": tree})
        return await self._call("GET", f"/reach?{query}", with_session=True)

    async def find(self, words: str) -> dict[str, Any]:
        """Look for words in the texts that a lead may read."""
        return await self._write("POST", "/find", {"words": words})

    async def quotes(self) -> dict[str, Any]:
        """Give the approved quotes, and the themes that one may be about."""
        return await self._call("GET", "/quotes", with_session=True)

    async def approve_quote(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """Approve a sentence; raises ServerRefused quote-refused with the reason in words."""
        return await self._write("POST", "/quotes", asked)

    async def withdraw_quote(self, identity: str) -> dict[str, Any]:
        """Take a quote back."""
        return await self._write("DELETE", f"/quotes/{quote(identity, safe='')}", {})

    async def _write(
        self, method: str, address: str, payload: Mapping[str, object]
    ) -> dict[str, Any]:
        return await self._call(method, address, payload, headers=OWN_REQUEST, with_session=True)
