"""What a sign-in in several steps carries from one to the next.

A step is sealed under the server's secret and travels in a cookie: the server keeps nothing
about sign-ins that only begin, so nobody can fill it up with them. It lasts ten minutes, is
for one purpose, and is taken once.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from sync_server.db.engine import Database
from sync_server.db.sign_in import UsedSteps
from sync_server.errors import Refusal
from sync_server.services.sealing import Sealing
from sync_server.services.server_secret import ServerSecret

STEP_SECONDS = 600


class Steps:
    """Seals and takes steps."""

    def __init__(
        self, database: Database, secret: ServerSecret, now: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._sealing = Sealing(secret, "sign-in-steps")
        self._now = now

    def begin(self, purpose: str, carried: Mapping[str, str]) -> str:
        """Seal what the next step needs; gives text for a cookie."""
        until = int(self._now()) + STEP_SECONDS
        step = {"until": until, "once": secrets.token_hex(16), "carried": dict(carried)}
        return self._sealing.seal(json.dumps(step).encode(), purpose)

    def take(self, purpose: str, step: str) -> dict[str, str]:
        """Give what was carried, once; raises Refusal sign-in-expired for anything else."""
        opened = self._sealing.open(step, purpose)
        found: dict[str, Any] = json.loads(opened) if opened else {"until": 0}
        now = int(self._now())
        if found["until"] < now:
            raise Refusal("sign-in-expired")
        once = hashlib.sha256(found["once"].encode()).hexdigest()
        with self._database.write() as connection:
            if not UsedSteps(connection).take(once, found["until"], now):
                raise Refusal("sign-in-expired")
        return {str(name): str(value) for name, value in found["carried"].items()}
