"""Erase a profile, or everything on this device. What is erased cannot be brought back."""

from collections.abc import Awaitable, Callable

from app.domain.errors import ProfileInUse
from app.store.hold.port import ProfileHolds
from app.store.port import ProfileHeader, RecordStore


class EraseDesk:
    """Erases profiles with their keys and records. No passphrase is asked: a person who forgot
    it must be able to clear the device, and whoever holds the device could clear it anyway.
    """

    def __init__(
        self,
        store: RecordStore,
        holds: ProfileHolds,
        clear_shared: Callable[[], Awaitable[None]],
    ) -> None:
        self._store = store
        self._holds = holds
        self._clear_shared = clear_shared

    async def profile(self, header: ProfileHeader) -> None:
        """Erase one profile; raises ProfileInUse, StoreError.

        One that is open in this window must have been closed before: what is still unsaved
        would else be on its way into a profile that is gone.
        """
        await self._hold_all([header.id])
        try:
            await self._store.erase_profile(header.id)
        finally:
            await self._holds.release(header.id)

    async def everything(self) -> None:
        """Erase every profile and every record; raises ProfileInUse, StoreError.

        When one profile is open in another window, nothing is erased.
        """
        profile_ids = [header.id for header in await self._store.profiles()]
        await self._hold_all(profile_ids)
        try:
            await self._store.erase_everything()
            await self._clear_shared()
        finally:
            await self._release(profile_ids)

    async def _hold_all(self, profile_ids: list[str]) -> None:
        held: list[str] = []
        for profile_id in profile_ids:
            if not await self._holds.hold(profile_id, _nothing_to_keep):
                await self._release(held)
                raise ProfileInUse
            held.append(profile_id)

    async def _release(self, profile_ids: list[str]) -> None:
        for profile_id in profile_ids:
            await self._holds.release(profile_id)


async def _nothing_to_keep() -> None:
    """Answer a window that asks for a profile while it is being erased."""
