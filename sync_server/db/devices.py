"""Enrolled devices, and how many tokens each had signed in this week."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from sync_server.db.key_tables import device, issuance
from sync_server.db.repositories import Record, insert_new


@dataclass(frozen=True)
class Devices:
    """The devices of every trust; the caller holds the transaction."""

    connection: Connection

    def add(self, credential_hash: str, organisation: str, areas: Sequence[str]) -> bool:
        """Keep a new device; False when it is there already: it stays as it is."""
        values = {"organisation": organisation, "areas": json.dumps(sorted(areas))}
        return insert_new(self.connection, device, {"credential_hash": credential_hash} | values)

    def find(self, credential_hash: str) -> Record | None:
        """Give the device's row, revoked or not; None when it is unknown."""
        statement = select(device).where(device.c.credential_hash == credential_hash)
        return self.connection.execute(statement).one_or_none()

    def lock(self, credential_hash: str) -> bool:
        """Make other writers for this device wait; False when it is unknown or revoked."""
        live = select(device.c.credential_hash).where(
            device.c.credential_hash == credential_hash, device.c.revoked.is_(False)
        )
        return self.connection.execute(live.with_for_update()).first() is not None

    def revoke(self, credential_hashes: Sequence[str]) -> int:
        """Let these have nothing signed any more; gives how many were not revoked before."""
        live = update(device).where(
            device.c.credential_hash.in_(credential_hashes), device.c.revoked.is_(False)
        )
        return self.connection.execute(live.values(revoked=True)).rowcount

    def scoped(self, organisation: str) -> list[tuple[str, ...]]:
        """Give the areas of each device that is not revoked, in no order."""
        statement = select(device.c.areas).where(
            device.c.organisation == organisation, device.c.revoked.is_(False)
        )
        return [tuple(json.loads(areas)) for areas in self.connection.scalars(statement)]


@dataclass(frozen=True)
class Issuance:
    """The count of one week, by device."""

    connection: Connection

    def count(self, credential_hash: str, week: str) -> tuple[int, str]:
        """Give how many a device had signed in an ISO week, and the hash of its last request."""
        statement = select(issuance.c.signed, issuance.c.request).where(
            issuance.c.credential_hash == credential_hash, issuance.c.week == week
        )
        row = self.connection.execute(statement).one_or_none()
        return (0, "") if row is None else (int(row.signed), str(row.request))

    def keep(self, credential_hash: str, week: str, signed: int, request: str) -> None:
        """Put the device's count for this week in place of what was there; others' weeks go."""
        old = (issuance.c.week != week) | (issuance.c.credential_hash == credential_hash)
        self.connection.execute(delete(issuance).where(old))
        values = {"week": week, "signed": signed, "request": request}
        self.connection.execute(issuance.insert().values(credential_hash=credential_hash, **values))
