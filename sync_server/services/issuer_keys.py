"""The keys that sign tokens: one for each group of areas and each quarter.

All of a quarter's keys are made together, when the first of them is needed, and stay until the
quarter ends: whoever could change them in between could tell devices apart by them. Only an area
that is new is added, to a key that is there. Tokens are taken until 26 weeks after the quarter,
which is how far back a summary's week may lie.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from threading import Lock

from sqlalchemy import Connection

from app.domain.base64url import read_bytes, write_bytes
from app.domain.organisation import Organisation
from app.domain.periods import Quarter
from app.domain.rsa_key import BYTES, PublicKey
from app.domain.server_meta import IssuerKey
from sync_server.db.devices import Devices
from sync_server.db.engine import Database
from sync_server.db.issuer_keys import IssuerKeys
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import ServerError
from sync_server.services.area_groups import SHARED, area_groups
from sync_server.services.sealing import Sealing
from sync_server.services.server_secret import ServerSecret
from sync_server.services.signing_key import PrivateKey, make_key
from sync_server.services.trust_keys import opened

_GRACE = timedelta(weeks=26)


@dataclass(frozen=True)
class KnownKey:
    """The public side of a key that was made for a trust at some time."""

    organisation: str
    key: PublicKey
    areas: tuple[str, ...]
    quarter: str
    accepted_until: str


@dataclass(frozen=True)
class SigningKey:
    """A key of the present quarter, ready to sign."""

    known: KnownKey
    private: PrivateKey

    def blind_sign(self, blinded: bytes) -> bytes:
        """Sign a blinded message; raises ValueError where it is none."""
        return self.private.blind_sign(blinded)


class IssuerKeyBook:
    """Every trust's keys for tokens. Several processes over one database use the same ones."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        make: Callable[[], PrivateKey] = make_key,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._sealing = Sealing(secret, "issuer keys")
        self._make = make
        self._today = today
        self._making = Lock()
        self._opened: dict[str, PrivateKey] = {}

    def find(self, key_id: str) -> KnownKey | None:
        """Give the key of that id, of whatever trust and however old; None when there is none."""
        with self._database.read() as connection:
            row = IssuerKeys(connection).find(key_id)
        return None if row is None else _known(row)

    def listed(self, organisation: str) -> tuple[IssuerKey, ...]:
        """Give the keys under which tokens are taken today, this quarter's the newest of them.

        One of a later quarter was made while the clock ran ahead. Nothing is signed under it now,
        and devices would ask for that: its tokens are taken, but it is not shown.
        """
        today = self._today()
        quarter = str(Quarter.of(today))
        self._ensure(organisation, quarter)
        with self._database.read() as connection:
            rows = IssuerKeys(connection).accepted(organisation, today.isoformat())
        known = (_known(row) for row in rows if row.quarter <= quarter)
        return tuple(
            IssuerKey(one.key, one.areas, one.quarter, one.accepted_until) for one in known
        )

    def signing(self, key_id: str) -> SigningKey | None:
        """Give this quarter's key of that id; None where it is older, or there is none."""
        with self._database.read() as connection:
            row = IssuerKeys(connection).find(key_id)
        if row is None or row.quarter != str(Quarter.of(self._today())):
            return None
        return self._signing(row)

    def key_for(self, organisation: str, area: str, quarter: str | None = None) -> SigningKey:
        """Give the key for an area, this quarter's or another one's; makes it on first need.

        Raises ServerError where the trust has no such area.
        """
        quarter = quarter or str(Quarter.of(self._today()))
        self._ensure(organisation, quarter)
        with self._database.read() as connection:
            rows = IssuerKeys(connection).of_quarter(organisation, quarter)
        for row in rows:
            if area in _known(row).areas:
                return self._signing(row)
        raise ServerError("There is no such area in this trust.")

    def _ensure(self, organisation: str, quarter: str) -> None:
        with self._database.read() as connection:
            missing = _missing(connection, organisation, quarter)
        if not missing:
            return
        with self._making:  # the next in line finds what the first one made
            with self._database.read() as connection:
                missing = _missing(connection, organisation, quarter)
                rows = IssuerKeys(connection).of_quarter(organisation, quarter)
                scopes = [] if rows else Devices(connection).scoped(organisation)
            # What comes later in a quarter is new areas: they join the shared key, or another one
            # where there is none: a key for them alone would stand for very few people.
            groups, there = area_groups(missing, scopes), {row.area_group for row in rows}
            if rows and SHARED not in there:
                groups = {min(there): missing}
            # Making keys takes long, so the database is not held meanwhile.
            keys = {group: self._make() for group in groups if group not in there}
            with self._database.write() as connection:
                Organisations(connection).lock(organisation)
                if missing == _missing(connection, organisation, quarter):
                    self._add(connection, organisation, quarter, groups, keys)

    def _add(
        self,
        connection: Connection,
        organisation: str,
        quarter: str,
        groups: Mapping[str, tuple[str, ...]],
        keys: Mapping[str, PrivateKey],
    ) -> None:
        book = IssuerKeys(connection)
        there = {row.area_group: row for row in book.of_quarter(organisation, quarter)}
        for group, areas in groups.items():
            if group in there:  # only new areas are ever asked for again: the key grows
                known = _known(there[group])
                book.widen(known.key.key_id, {*known.areas, *areas})
                continue
            key = keys[group]
            named = {"organisation": organisation, "quarter": quarter, "area_group": group}
            book.add(named | self._values(key, quarter), areas)

    def _values(self, key: PrivateKey, quarter: str) -> dict[str, object]:
        public = key.public
        return {
            "key_id": public.key_id,
            "modulus": write_bytes(public.n.to_bytes(BYTES)),
            "sealed": self._sealing.seal(key.to_bytes(), public.key_id),
            "accepted_until": accepted_until(quarter).isoformat(),
        }

    def _signing(self, row: Record) -> SigningKey:
        known = _known(row)
        private = self._opened.get(known.key.key_id)
        if private is None:
            private = opened(self._sealing, row)
            self._opened[known.key.key_id] = private
        return SigningKey(known, private)


def accepted_until(quarter: str) -> date:
    """Give the last day on which tokens of a quarter are taken: 26 weeks after its last day."""
    first = Quarter.parse(quarter).first_day
    following = Quarter.of(first + timedelta(days=100)).first_day
    return following - timedelta(days=1) + _GRACE


def _missing(connection: Connection, organisation: str, quarter: str) -> tuple[str, ...]:
    """Give the areas that have no key for a quarter. Retired ones count: they may be waited for."""
    document = Organisations(connection).all().get(organisation)
    if document is None:
        return ()
    trust = Organisation.from_document(json.loads(document))
    rows = IssuerKeys(connection).of_quarter(organisation, quarter)
    covered = {area for row in rows for area in _known(row).areas}
    return tuple(area.id for area in trust.leaves(retired=True) if area.id not in covered)


def _known(row: Record) -> KnownKey:
    areas = tuple(json.loads(str(row.areas)))
    key = _public(str(row.modulus))
    return KnownKey(str(row.organisation), key, areas, str(row.quarter), str(row.accepted_until))


@lru_cache(maxsize=512)
def _public(modulus: str) -> PublicKey:
    return PublicKey(int.from_bytes(read_bytes(modulus, BYTES)))
