"""What a profile wants: its roles, PIN and lock times. Kept sealed like everything else."""

from app.domain.errors import ContentError
from app.domain.profile import ProfileSettings
from app.usecases.keep_saved import Saver

TABLE = "settings"
PROFILE = "profile"


class SettingsDesk:
    """The open profile's settings."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

    def get(self) -> ProfileSettings:
        """Give the settings; those of a new profile when none are kept or readable."""
        document = self._saver.tables.get(TABLE, PROFILE)
        try:
            return ProfileSettings.from_document(document or {})
        except ContentError:
            return ProfileSettings.from_document({})

    async def keep(self, settings: ProfileSettings) -> None:
        """Make the settings durable; raises StoreError."""
        self._saver.put(TABLE, PROFILE, {**settings.to_document(), "id": PROFILE})
        await self._saver.flush()
