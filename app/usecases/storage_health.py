"""How well kept is what is kept: how much, how safe from clearing, what still waits to go."""

from collections.abc import Callable
from datetime import date

from app.device.port import Device
from app.domain.storage_health import StorageHealth
from app.store.tables import VaultTables
from app.sync.outbox import ARRIVED, State
from app.usecases.profile_settings import SettingsDesk
from app.usecases.send_outbox import Outbox


class StorageDesk:
    """Looks at the open profile's storage; asks for nothing and changes nothing."""

    def __init__(
        self,
        tables: VaultTables,
        outbox: Outbox,
        settings: SettingsDesk,
        device: Device,
        today: Callable[[], date],
    ) -> None:
        self._tables = tables
        self._outbox = outbox
        self._settings = settings
        self._device = device
        self._today = today

    async def look(self) -> StorageHealth:
        """Give the figures as they are now; what nobody can say is None."""
        records, size = self._tables.kept()
        room = await self._device.room()
        return StorageHealth(
            records=records,
            bytes=size,
            room=None if room is None else (room.used, room.quota),
            persistent=await self._device.is_persistent(),
            oldest_unsent_days=self._oldest_unsent_days(),
            last_backup_on=self._settings.get().last_backup_on,
            set_aside=len(self._tables.set_aside),
            lacks_parts=await self._device.lacks_parts(),
        )

    def _oldest_unsent_days(self) -> int | None:
        # Held counts too: it is as lost as a waiting one when the site's data is cleared.
        done = {*ARRIVED, State.WITHDRAWING, State.WITHDRAWN}
        unsent = [item for item in self._outbox.items() if item.state not in done]
        days = [(self._today() - item.queued_on).days for item in unsent]
        return max(0, *days) if days else None
