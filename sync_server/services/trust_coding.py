"""What codes each trust's texts: its live coding release, for everything that codes or compares.

Intake, columns, checking, closing and coding again all ask here. A trust that has no release yet
is coded by the phrases of the codebook that ships. Engines are kept in memory, a few at a time;
which release is live is asked of the database every time, because another process may have
brought in another.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.domain.codebook import Codebook, parse_codebook
from app.domain.errors import ContentError
from app.domain.organisation import Organisation
from sync_server.analysis.engine import Engine
from sync_server.analysis.saved_engine import unpacked
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.engine import Database
from sync_server.db.repositories import Record
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.errors import ServerError
from sync_server.services.live_coding import LiveCoding

#: Engines kept in memory: what is learnt takes some 5 MB a trust.
_KEPT = 8


@dataclass
class TrustCoding:
    """Gives what codes a trust's texts, as it stands now."""

    database: Database
    shipped: Codebook
    cipher: TextCipher = PLAIN
    _kept: "OrderedDict[tuple[str, int], LiveCoding]" = field(default_factory=OrderedDict)
    _phrases: dict[Codebook, Engine] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, organisation: str, connection: Connection | None = None) -> LiveCoding:
        """Give what codes a trust's texts, seen from ``connection`` where one is open."""
        if connection is None:
            with self.database.read() as opened:
                return self.of(organisation, opened)
        number = CodingReleases(connection, organisation).live()
        key = (organisation if number is not None else "", number or self.shipped.version)
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        engine = self._by_phrases(self.shipped)
        if number is not None:
            engine = self.engine(organisation, number, connection)
        with self._lock:
            found = self._kept.setdefault(key, LiveCoding(key[1], engine))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def for_trust(self, organisation: Organisation) -> LiveCoding:
        """Give what codes the texts of ``organisation``."""
        return self.of(organisation.id)

    def codebook(self, organisation: str) -> Codebook:
        """Give the codebook in use."""
        return self.of(organisation).codebook

    def engine(self, organisation: str, number: int, connection: Connection) -> Engine:
        """Read the engine of one release, for the caller alone where something was learnt."""
        releases = CodingReleases(connection, organisation, self.cipher)
        release = releases.one(number)
        codebook = self.codebook_of(release)
        learnt = releases.engine(number)
        if learnt:
            try:
                return unpacked(learnt)
            except ServerError:
                # Of another version of Layby: its codebook still answers by phrases.
                return self._by_phrases(codebook)
        return self._by_phrases(codebook)

    def codebook_of(self, release: Record | None) -> Codebook:
        """Read a release's codebook; what a newer version wrote gives way to the shipped one."""
        if release is None:
            return self.shipped
        try:
            return parse_codebook(str(release.codebook))
        except ContentError:
            return self.shipped

    def _by_phrases(self, codebook: Codebook) -> Engine:
        with self._lock:
            known = self._phrases.get(codebook)
        if known is None:
            # Laying phrases out is slow, so trusts with the same codebook share it.
            known = Engine(codebook)
            with self._lock:
                if len(self._phrases) >= _KEPT:
                    self._phrases.clear()
                known = self._phrases.setdefault(codebook, known)
        return known
