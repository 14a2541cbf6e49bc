"""What leads and admins ask about enrolment codes, within their session."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_CODES = "/enrolment-codes"


class LeadEnrolment(Caller):
    """Makes, lists and revokes. Every method raises a SyncError when it fails."""

    async def codes(self) -> dict[str, Any]:
        """Give ``codes``, never one in full, and the ``fingerprint`` of the trust's key."""
        return await self._call("GET", _CODES, with_session=True)

    async def make_code(
        self, areas: Sequence[str], uses: int, days: int, attempt: str
    ) -> dict[str, Any]:
        """Make a code for ``areas`` (none for all); it is in this answer alone.

        ``attempt`` is a random id: the same one again gets the same code.
        """
        payload = {"areas": list(areas), "uses": uses, "days": days, "attempt": attempt}
        return await self._write(_CODES, payload)

    async def revoke_code(self, identity: str, *, devices: bool) -> dict[str, Any]:
        """Take a code back, with ``devices`` also the enrolment of those it was used on."""
        address = f"{_CODES}/{quote(identity, safe='')}/revoke"
        return await self._write(address, {"devices": devices})

    async def _write(self, address: str, payload: Mapping[str, object]) -> dict[str, Any]:
        return await self._call("POST", address, payload, headers=OWN_REQUEST, with_session=True)
