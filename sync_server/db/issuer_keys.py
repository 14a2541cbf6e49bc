"""The keys that sign tokens, and those that sign what a trust publishes. Private halves sealed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select, update

from sync_server.db.key_tables import issuer_key, trust_key
from sync_server.db.repositories import Record, insert_new


@dataclass(frozen=True)
class IssuerKeys:
    """Keys for tokens; the caller holds the transaction."""

    connection: Connection

    def find(self, key_id: str) -> Record | None:
        """Give the key of that id, of any trust and quarter; None when there is none."""
        statement = select(issuer_key).where(issuer_key.c.key_id == key_id)
        return self.connection.execute(statement).one_or_none()

    def of_quarter(self, organisation: str, quarter: str) -> Sequence[Record]:
        """Give the keys of a trust for one quarter."""
        own = select(issuer_key).where(
            issuer_key.c.organisation == organisation, issuer_key.c.quarter == quarter
        )
        return self.connection.execute(own.order_by(issuer_key.c.area_group)).all()

    def accepted(self, organisation: str, today: str) -> Sequence[Record]:
        """Give the keys of a trust under which tokens are taken on an ISO date, newest first."""
        own = select(issuer_key).where(
            issuer_key.c.organisation == organisation, issuer_key.c.accepted_until >= today
        )
        order = (issuer_key.c.quarter.desc(), issuer_key.c.area_group)
        return self.connection.execute(own.order_by(*order)).all()

    def add(self, values: Mapping[str, object], areas: Sequence[str]) -> bool:
        """Keep a key; False when the group has one for that quarter: that one stays."""
        row = {**values, "areas": json.dumps(sorted(areas))}
        return insert_new(self.connection, issuer_key, row)

    def widen(self, key_id: str, areas: Collection[str]) -> None:
        """Let a key be for more areas."""
        self.connection.execute(
            update(issuer_key)
            .where(issuer_key.c.key_id == key_id)
            .values(areas=json.dumps(sorted(areas)))
        )


@dataclass(frozen=True)
class TrustKeyRows:
    """Keys for content and meta; the caller holds the transaction."""

    connection: Connection

    def newest(self, organisation: str) -> Record | None:
        """Give the key in use; None while the trust has none."""
        own = select(trust_key).where(trust_key.c.organisation == organisation)
        return self.connection.execute(own.order_by(trust_key.c.number.desc()).limit(1)).first()

    def knows(self, organisation: str, key_id: str) -> bool:
        """Say whether the trust has, or had, this key."""
        own = and_(trust_key.c.organisation == organisation, trust_key.c.key_id == key_id)
        return self.connection.execute(select(trust_key.c.number).where(own)).first() is not None

    def successors(self, organisation: str) -> list[str]:
        """Give what each key after the first was announced with, newest first (JSON)."""
        own = select(trust_key.c.successor).where(
            trust_key.c.organisation == organisation, trust_key.c.successor != ""
        )
        return list(self.connection.scalars(own.order_by(trust_key.c.number.desc())))

    def add(self, values: Mapping[str, object]) -> bool:
        """Keep a key; False when the trust has one of that number: that one stays."""
        return insert_new(self.connection, trust_key, values)
