"""A trust's own key: it signs what the trust's devices are to believe, and they hold on to it.

It is made when it is first needed. When it is changed, the old key signs the new one, so that
devices can follow; every document carries those steps beside it.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

from app.domain.base64url import write_bytes
from app.domain.rsa_key import BYTES, PublicKey
from app.domain.signed_document import SUCCESSOR, payload_of, signed_document, successor_body
from sync_server.db.engine import Database
from sync_server.db.issuer_keys import TrustKeyRows
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import ServerError
from sync_server.services.sealing import Sealing
from sync_server.services.server_secret import ServerSecret
from sync_server.services.signing_key import PrivateKey, make_key

_SIGNATURES_KEPT = 32
_FOREIGN = (
    "The keys in the database were sealed under another server.secret. "
    "Put back the file that belongs to this database."
)


class TrustKeys:
    """Every trust's own key. Several processes over one database use the same ones."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        make: Callable[[], PrivateKey] = make_key,
    ) -> None:
        self._database = database
        self._sealing = Sealing(secret, "trust keys")
        self._make = make
        self._making = Lock()
        self._opened: dict[str, PrivateKey] = {}
        self._signatures: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()

    def trust_key(self, organisation: str) -> PublicKey:
        """Give the key that devices are to hold on to; makes it on first need."""
        return self._current(organisation)[0].public

    def sign(
        self, organisation: str, purpose: str, body: Mapping[str, object]
    ) -> dict[str, object]:
        """Give a signed document (see ``app.domain.signed_document``), with what leads to its key.

        Equal bodies give equal documents, in every process.
        """
        key, successors = self._current(organisation)
        payload = payload_of(purpose, body)
        document = signed_document(payload, self._signature(key, payload))
        return document | {"successors": successors}

    def rotate(self, organisation: str) -> PublicKey:
        """Put a new key in place of the one in use; devices that knew that one follow."""
        old, _ = self._current(organisation)
        new = self._make()
        payload = payload_of(SUCCESSOR, successor_body(organisation, new.public))
        announced = signed_document(payload, old.sign_document(payload))
        with self._database.write() as connection:
            Organisations(connection).lock(organisation)
            rows = TrustKeyRows(connection)
            row = rows.newest(organisation)
            if row is None or row.key_id != old.public.key_id:
                raise ServerError("The key was changed by somebody else just now.")
            number = int(str(row.number)) + 1
            rows.add(self._row(organisation, number, new, json.dumps(announced)))
        return new.public

    def _current(self, organisation: str) -> tuple[PrivateKey, list[object]]:
        with self._database.read() as connection:
            rows = TrustKeyRows(connection)
            row = rows.newest(organisation)
            successors = [json.loads(text) for text in rows.successors(organisation)]
        if row is None:
            row = self._first(organisation)
        return self._open(row), successors

    def _first(self, organisation: str) -> Record:
        with self._making:  # the next in line finds what the first one made
            with self._database.read() as connection:
                row = TrustKeyRows(connection).newest(organisation)
                known = organisation in Organisations(connection).all()
            if row is None and known:
                values = self._row(organisation, 1, self._make(), "")
                with self._database.write() as connection:
                    TrustKeyRows(connection).add(values)
                with self._database.read() as connection:
                    row = TrustKeyRows(connection).newest(organisation)
        if row is None:
            raise ServerError("There is no such trust on this server.")
        return row

    def _row(
        self, organisation: str, number: int, key: PrivateKey, successor: str
    ) -> dict[str, object]:
        public = key.public
        return {
            "organisation": organisation,
            "number": number,
            "key_id": public.key_id,
            "modulus": write_bytes(public.n.to_bytes(BYTES)),
            "sealed": self._sealing.seal(key.to_bytes(), public.key_id),
            "successor": successor,
        }

    def _open(self, row: Record) -> PrivateKey:
        found = self._opened.get(str(row.key_id))
        if found is None:
            found = opened(self._sealing, row)
            self._opened[str(row.key_id)] = found
        return found

    def _signature(self, key: PrivateKey, payload: bytes) -> bytes:
        # By digest: a payload may have megabytes, and they are not to be kept for this.
        asked = (key.public.key_id, hashlib.sha256(payload).digest())
        signature = self._signatures.get(asked) or key.sign_document(payload)
        self._signatures[asked] = signature
        while len(self._signatures) > _SIGNATURES_KEPT:
            self._signatures.popitem(last=False)
        return signature


def opened(sealing: Sealing, row: Record) -> PrivateKey:
    """Open a sealed key; raises ServerError where it was sealed under another secret."""
    raw = sealing.open(str(row.sealed), str(row.key_id))
    if raw is None:
        raise ServerError(_FOREIGN)
    return PrivateKey.from_bytes(raw)
