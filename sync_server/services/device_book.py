"""The trust's enrolled devices: who shows a credential, and whose credential has ended.

A credential is 32 bytes that the server derives from its own secret and the enrolment's try, and
keeps only as a SHA-256. Nothing in the database ties a device to its code: to end the devices of
a code, their credentials are derived once more.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.base64url import read_bytes
from app.domain.organisation import Organisation
from sync_server.db.devices import Devices
from sync_server.db.engine import Database
from sync_server.errors import Refusal
from sync_server.services.server_secret import ServerSecret

CREDENTIAL_BYTES = 32


@dataclass(frozen=True)
class Device:
    """An enrolled device: its credential's hash, its trust, and its areas (none for all)."""

    hash: str
    organisation: Organisation
    areas: tuple[str, ...]


class DeviceBook:
    """Adds, finds and ends devices."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        organisations: Callable[[], Mapping[str, Organisation]],
    ) -> None:
        self._database = database
        self._secret = secret
        self._organisations = organisations

    def find(self, credential: str) -> Device:
        """Give the device that shows ``credential``; raises Refusal device-unknown."""
        try:
            credential_hash = hash_of(read_bytes(credential, CREDENTIAL_BYTES))
        except ValueError:
            raise Refusal("device-unknown") from None
        with self._database.read() as connection:
            row = Devices(connection).find(credential_hash)
        trust = self._organisations().get(row.organisation) if row is not None else None
        if row is None or row.revoked or trust is None:
            raise Refusal("device-unknown")
        return Device(credential_hash, trust, tuple(json.loads(row.areas)))

    def add(
        self, connection: Connection, attempt_hash: str, organisation: str, areas: tuple[str, ...]
    ) -> bytes:
        """Enrol the device of a try and give its credential; the same try gets the same.

        Raises Refusal enrolment-code-revoked when it was enrolled and has been ended since.
        """
        credential = self._secret.credential(attempt_hash)
        devices, credential_hash = Devices(connection), hash_of(credential)
        devices.add(credential_hash, organisation, areas)
        row = devices.find(credential_hash)
        if row is None or row.revoked:
            raise Refusal("enrolment-code-revoked")
        return credential

    def end(self, connection: Connection, attempt_hashes: Iterable[str]) -> int:
        """End the enrolment of the devices of these tries; counts those that had not ended."""
        credentials = map(self._secret.credential, attempt_hashes)
        return Devices(connection).revoke([hash_of(credential) for credential in credentials])


def hash_of(credential: bytes) -> str:
    """Give what is kept of a credential: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(credential).hexdigest()
