"""Wrong secrets are counted and slowed, whichever desk they are tried at.

The count stands in the profile's header, so that a reload does not forget it. Nothing is ever
wiped for it: a person who mistypes in the dark must not lose a year of notes.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TypeVar

from app.domain.errors import (
    StoreError,
    TooManyTries,
    TransitionError,
    VaultError,
    VaultFormatUnknown,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.lock import seconds_left
from app.domain.wording import tr
from app.store.port import FORMAT, ProfileHeader, RecordStore

T = TypeVar("T")


class TryCounter:
    """Counts wrong secrets per profile. ``now`` gives POSIX seconds."""

    def __init__(self, store: RecordStore, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._busy: set[str] = set()
        # What the device would not save: forgotten with the window, but not sooner.
        self._unsaved: dict[str, tuple[int, float]] = {}

    async def header(self, profile_id: str) -> ProfileHeader:
        """Read a profile's header afresh, with the count as far as it is known.

        Raises VaultError when the profile is gone, VaultFormatUnknown when a newer Layby wrote
        it, StoreError.
        """
        for header in await self._store.profiles():
            if header.id == profile_id:
                if header.format > FORMAT:
                    raise VaultFormatUnknown
                known = (header.tries, header.tried_at)
                tries, tried_at = self._unsaved.get(profile_id, known)
                return replace(header, tries=tries, tried_at=tried_at)
        raise VaultError(tr("This profile is no longer on this device."))

    def seconds_left(self, header: ProfileHeader) -> float:
        """Give the seconds until the next try is free; 0 when it is."""
        return seconds_left(header.tries, header.tried_at, self._now())

    @asynccontextmanager
    async def alone(self, profile_id: str, *, tries: bool = True) -> AsyncIterator[ProfileHeader]:
        """Give a fresh header and keep a second try or change out while this one lasts.

        Raises TooManyTries while waiting is due (not for a change that no secret is tried
        for: ``tries`` is False), TransitionError for the second tap of two: one meaning must
        neither count twice nor open twice.
        """
        if profile_id in self._busy:
            raise TransitionError(tr("Layby is busy with this profile already. Wait a moment."))
        self._busy.add(profile_id)
        try:
            header = await self.header(profile_id)
            wait = self.seconds_left(header) if tries else 0.0
            if wait > 0:
                raise TooManyTries(wait)
            yield header
        finally:
            self._busy.discard(profile_id)

    async def attempt(self, header: ProfileHeader, trying: Awaitable[T]) -> T:
        """Await a try; a wrong secret is counted and raised on, a right one ends the count."""
        try:
            result = await trying
        except (WrongPassphrase, WrongRecoveryCode, WrongPasskey):
            await self._count(header, self._now())
            raise
        if header.tries:
            await self._count(header, None)
        return result

    async def _count(self, tried: ProfileHeader, wrong_at: float | None) -> None:
        try:
            # Read again: meanwhile another window may have counted a wrong try of its own. It
            # may also have changed the keys or erased the profile, so only the count is written.
            header = _counted(await self.header(tried.id), wrong_at)
            await self._store.count_try(tried.id, header.tries, header.tried_at)
        except (StoreError, VaultError):
            header = _counted(tried, wrong_at)
            self._unsaved[tried.id] = (header.tries, header.tried_at)
        else:
            self._unsaved.pop(tried.id, None)


def _counted(header: ProfileHeader, wrong_at: float | None) -> ProfileHeader:
    """Count one wrong try more, or none any more."""
    if wrong_at is None:
        return replace(header, tries=0, tried_at=0.0)
    return replace(header, tries=header.tries + 1, tried_at=wrong_at)
