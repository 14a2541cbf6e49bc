"""What a lead's sign-in asks of the server beside name and password."""

from collections.abc import Mapping
from typing import Any

from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_SESSION = "/session"


class SignInCalls(Caller):
    """Each method is one request within the session; every one raises a SyncError if it fails."""

    async def ways(self) -> dict[str, Any]:
        """Give the ways in: ``passkeys``, ``providers``, and what became of the last of these."""
        return await self._call("GET", f"{_SESSION}/ways", with_session=True)

    async def who(self) -> dict[str, Any]:
        """Give who is signed in."""
        return await self._call("GET", _SESSION, with_session=True)

    async def look_at(self, organisation: str) -> dict[str, Any]:
        """Look at another of one's trusts; gives who is signed in, as seen from there."""
        return await self._write("PUT", f"{_SESSION}/organisation", {"organisation": organisation})

    async def begin_codes(self) -> dict[str, Any]:
        """Give what an authenticator app needs; nothing is kept by it."""
        return await self._write("POST", f"{_SESSION}/second-factor", {})

    async def confirm_codes(self, setup: str, code: str, current: str) -> dict[str, Any]:
        """Set codes up with the first of them; gives ``recovery_codes``, once.

        Raises ServerRefused second-factor-wrong, sign-in-again.
        """
        payload = {"setup": setup, "code": code, "current": current}
        return await self._write("PUT", f"{_SESSION}/second-factor", payload)

    async def change_password(self, current: str, new: str) -> None:
        """Sign in with ``new`` from now on; raises ServerRefused password-wrong by its field."""
        await self._write("PUT", f"{_SESSION}/password", {"current": current, "new": new})

    async def begin_passkey(self, *, new: bool) -> dict[str, Any]:
        """Give the ``options`` for a new passkey, or for signing in with one."""
        which = "passkeys" if new else "passkey"
        return await self._write("POST", f"{_SESSION}/{which}/options", {})

    async def passkey(self, credential: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
        """Hand in what the browser gave; raises ServerRefused passkey-refused."""
        which = "passkeys" if new else "passkey"
        return await self._write("POST", f"{_SESSION}/{which}", {"credential": credential})

    async def begin_sign_on(self, provider: str) -> dict[str, Any]:
        """Give the ``address`` of the trust's own sign-in."""
        return await self._write("POST", f"{_SESSION}/sign-on", {"provider": provider})

    async def _write(
        self, method: str, address: str, payload: Mapping[str, object]
    ) -> dict[str, Any]:
        return await self._call(method, address, payload, headers=OWN_REQUEST, with_session=True)
