"""What admins ask about the trust's accounts, and whoever was invited to one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_ACCOUNTS = "/accounts"
_INVITATIONS = "/accounts/invitations"


class AccountCalls(Caller):
    """Lists, invites, changes. Every method raises a SyncError when it fails."""

    async def listing(self) -> dict[str, Any]:
        """Give ``accounts``, ``invitations`` (never a code) and the ``areas`` there are."""
        return await self._call("GET", _ACCOUNTS, with_session=True)

    async def invite(self, offer: Mapping[str, object]) -> dict[str, Any]:
        """Offer an account; its code is in this answer alone.

        The same ``attempt`` in the offer again gets the same code.
        """
        return await self._write(_INVITATIONS, offer)

    async def take_back(self, identity: str) -> None:
        """End an invitation."""
        await self._write(f"{_INVITATIONS}/{quote(identity, safe='')}/take-back", {})

    async def change(self, identity: str, verb: str) -> dict[str, Any]:
        """Do ``suspend``, ``readmit`` or ``reset-second-factor``; gives the account after it."""
        return await self._write(f"{_ACCOUNTS}/{quote(identity, safe='')}/{verb}", {})

    async def redeem(self, code: str, password: str) -> str:
        """Take an account that was offered; gives its name. The same again is no mistake."""
        payload = {"code": code, "password": password}
        found = await self._call("POST", "/invitations", payload, headers=OWN_REQUEST)
        return str(found.get("username", ""))

    async def _write(self, address: str, payload: Mapping[str, object]) -> dict[str, Any]:
        return await self._call("POST", address, payload, headers=OWN_REQUEST, with_session=True)
