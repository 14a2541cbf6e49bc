"""What the server says of itself to a trust's devices: signed, and the same for everybody."""

import json

from app.domain.server_meta import USUAL_GAP, ServerMeta
from app.domain.signed_document import META
from app.domain.summary import WIRE_VERSIONS
from sync_server.db.engine import Database
from sync_server.db.server_state import ServerState
from sync_server.services.issuer_keys import IssuerKeyBook
from sync_server.services.trust_keys import TrustKeys


class MetaDesk:
    """Gives a trust's metadata out."""

    def __init__(
        self,
        database: Database,
        trust_keys: TrustKeys,
        keys: IssuerKeyBook,
        gap: int = USUAL_GAP,
    ) -> None:
        self._gap = gap
        self._database = database
        self._trust_keys = trust_keys
        self._keys = keys

    def document(self, organisation: str) -> bytes:
        """Give the signed document as JSON: equal bytes for all, in every process.

        The trust must be one of this server's.
        """
        issuer_keys = self._keys.listed(organisation)
        with self._database.read() as connection:
            state = ServerState(connection).read()
        meta = ServerMeta(
            organisation, WIRE_VERSIONS, state.epoch, state.durable, issuer_keys, gap=self._gap
        )
        signed = self._trust_keys.sign(organisation, META, meta.to_document())
        return json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()
