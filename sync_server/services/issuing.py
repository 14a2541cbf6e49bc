"""Issuing: an enrolled device has tokens signed that nobody can tie to it later.

The server sees which device asks and random-looking numbers, and keeps how many it signed for
the device in this ISO week: no time, no number, no key. Signing takes long, so it happens after
the count is kept, outside any transaction, and at most so many at once: summaries come first.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from app.domain.area_scope import leaves_in
from app.domain.periods import IsoWeek
from sync_server.db.devices import Devices, Issuance
from sync_server.db.engine import Database
from sync_server.errors import Refusal
from sync_server.services.device_book import Device
from sync_server.services.issuer_keys import IssuerKeyBook, SigningKey

#: How many tokens a device may have in a week, unless the trust says otherwise, and at once.
WEEKLY = 60
MOST_AT_ONCE = 60


class Issuing:
    """Signs blinded messages for enrolled devices, so many a week."""

    def __init__(
        self,
        database: Database,
        keys: IssuerKeyBook,
        weekly: int = WEEKLY,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._keys = keys
        self._weekly = weekly
        self._now = now

    def sign(self, device: Device, key_id: str, blinded: Sequence[bytes]) -> list[bytes]:
        """Sign each message, in their order; the same list again is signed again at no cost.

        Raises Refusal: key-retired (not a key of this quarter and trust), key-not-yours (the
        device was enrolled for other areas), invalid-request (a message that is none),
        token-quota (with the seconds to the next week), device-unknown (ended meanwhile).
        """
        key = self._keys.signing(key_id)
        if key is None or key.known.organisation != device.organisation.id:
            raise Refusal("key-retired")
        if not leaves_in(device.organisation, device.areas) & set(key.known.areas):
            raise Refusal("key-not-yours")
        if any(not _sound(message, key) for message in blinded):
            raise Refusal("invalid-request", field="blinded")
        self._count(device.hash, key_id, blinded)
        return [key.blind_sign(message) for message in blinded]

    def _count(self, device: str, key_id: str, blinded: Sequence[bytes]) -> None:
        now = self._now()
        week = str(IsoWeek.of(now.date()))
        request = hashlib.sha256(b"".join([key_id.encode(), *blinded])).hexdigest()
        with self._database.write() as connection:
            if not Devices(connection).lock(device):
                raise Refusal("device-unknown")
            issuance = Issuance(connection)
            signed, last = issuance.count(device, week)
            if request == last:
                return
            if signed + len(blinded) > self._weekly:
                raise Refusal("token-quota", retry_after=_to_next_week(now))
            issuance.keep(device, week, signed + len(blinded), request)


def _sound(message: bytes, key: SigningKey) -> bool:
    public = key.known.key
    return len(message) == public.size and 0 < int.from_bytes(message) < public.n


def _to_next_week(now: datetime) -> int:
    """Give the seconds to next Monday, when a new ISO week begins."""
    monday = now.date() + timedelta(days=7 - now.weekday())
    start = datetime.combine(monday, datetime.min.time(), now.tzinfo)
    return max(1, int((start - now).total_seconds()))
