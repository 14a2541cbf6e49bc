"""Digests under the server's secret: what is kept of a text's content lets nobody try a guess.

A digest tells a repeat from another content under the same number. A plain one would also tell
whoever holds a copy of the database whether a text reads as they think. Digests that a version
before kept are put under the secret here; until all are, both kinds are recognised, so that
what is sent again meanwhile is a repeat as ever.
"""

from sync_server.db.digests import Digests
from sync_server.db.engine import Database
from sync_server.db.server_state import ServerState
from sync_server.services.server_secret import KEYED, ServerSecret

_PAGE = 1000


class DigestKeys:
    """Keeps every digest under the secret."""

    def __init__(self, database: Database, secret: ServerSecret) -> None:
        self._database = database
        self._secret = secret

    def begin(self) -> int:
        """At the start: see to it once; gives how many digests were plain."""
        with self._database.read() as connection:
            done = ServerState(connection).read().digests == KEYED
        return 0 if done else self.run()

    def run(self) -> int:
        """Put every plain digest under the secret; may be broken off and begun again."""
        number, after = 0, ""
        while True:
            with self._database.read() as connection:
                page = Digests(connection).not_in(KEYED, after, _PAGE)
            if not page:
                break
            keyed = {identity: self._secret.digest(plain) for identity, plain in page.items()}
            with self._database.write() as connection:
                Digests(connection).replace(page, keyed)
            number, after = number + len(page), max(page)
        with self._database.write() as connection:
            ServerState(connection).keep_digests(KEYED)
        if number:
            self._database.scrub()
        return number
