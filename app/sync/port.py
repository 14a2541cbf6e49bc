"""The one way out: a request to the trust's own server.

``Transport`` has one verb. It raises ``ServerUnreachable`` when no answer came at all and
hands back every answer, whatever its status, for the client to judge. It never follows a
redirect and never sends a cookie or credential unless ``with_session`` is asked for, so a
summary cannot carry who is signed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

#: Seconds after which an answer is no longer waited for, unless it takes long to make.
TIMEOUT_SECONDS = 8.0


@dataclass(frozen=True)
class Answer:
    """What came back: HTTP ``status``, lower-case ``headers``, raw ``body``."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Transport(Protocol):
    """Sends one request and gives the answer; raises ServerUnreachable when there is none."""

    async def send(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
        patience: float = TIMEOUT_SECONDS,
    ) -> Answer:
        """Send ``body`` (JSON bytes) to ``path`` on the server that served the app.

        ``patience`` is in seconds: longer for the few answers that take work to make.
        """
        ...
