"""Cover the screen of an open profile: after which times, and the PIN that lifts the cover.

The PIN never opens a vault. It only uncovers a screen while the key is still in memory, so it
is kept sealed in the profile's settings and guessed at no more than five times.
"""

import hmac
from collections.abc import Callable
from dataclasses import replace

from app.domain.lock import PIN_TRIES, LockTimes, check_new_pin
from app.domain.organisation import Organisation
from app.usecases.profile_settings import SettingsDesk


class ScreenLock:
    """The open profile's screen lock. Wrong PINs are counted in memory, as long as the key is."""

    def __init__(
        self, settings: SettingsDesk, organisation: Callable[[], Organisation | None]
    ) -> None:
        self._settings = settings
        self._organisation = organisation
        self._wrong = 0

    def times(self) -> LockTimes:
        """Give the shortest of the usual times, the trust's and the profile's own."""
        organisation = self._organisation()
        trust = organisation.lock if organisation is not None else None
        return LockTimes().shortened(trust).shortened(self._settings.get().lock)

    def has_pin(self) -> bool:
        """Tell whether a PIN lifts the cover."""
        return bool(self._settings.get().pin)

    async def set_pin(self, pin: str) -> None:
        """Choose a PIN; raises PinRefused, StoreError."""
        check_new_pin(pin)
        await self._settings.keep(replace(self._settings.get(), pin=pin))
        self._wrong = 0

    async def clear_pin(self) -> None:
        """Do without a PIN; raises StoreError."""
        await self._settings.keep(replace(self._settings.get(), pin=""))

    def try_pin(self, digits: str) -> tuple[bool, int]:
        """Tell whether the PIN is right, and how many tries are left.

        (False, 0) means that only the passphrase helps now: the caller locks the profile.
        """
        pin = self._settings.get().pin
        left = PIN_TRIES - self._wrong
        if not pin or left <= 0:
            return False, 0
        # Constant time: how long it takes says nothing about how many digits were right.
        if hmac.compare_digest(digits.encode("utf-8", "replace"), pin.encode("utf-8")):
            self._wrong = 0
            return True, PIN_TRIES
        self._wrong += 1
        return False, left - 1
