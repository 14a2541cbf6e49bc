"""What a trust asks the anonymiser to look for, ready for the second look.

Made anew only when something of the trust's has changed: a filter of thousands of staff names
need not be read again for every summary.
"""

from sqlalchemy import Connection

from app.anonymise.trust_terms import TrustTerms
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.services.own_lists import OwnLists


class TrustWords:
    """Gives a trust's own places, codes and staff to whoever reads its texts."""

    def __init__(self, database: Database) -> None:
        self._lists = OwnLists(database)
        self._kept: dict[str, tuple[int, TrustTerms]] = {}

    def of(self, organisation: str, connection: Connection) -> TrustTerms:
        """Give the terms of the trust with this id as they stand now."""
        version = Organisations(connection).version(organisation)
        known = self._kept.get(organisation)
        if known is None or known[0] != version:
            known = version, TrustTerms.of(self._lists.standing(organisation).lists)
            self._kept[organisation] = known
        return known[1]
