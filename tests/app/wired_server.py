"""A transport that hands the app's requests to the real server application, in this process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import ServerUnreachable
from app.sync.port import TIMEOUT_SECONDS, Answer
from tests.sync_server.api.content_texts import shipped_assets
from tests.sync_server.trust import PASSWORD, TRUST, Server


class WiredServer:
    """Answers as the real server does; ``down`` is a dead spot, ``sent`` what was asked."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.down = False
        self.sent: list[str] = []

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
        """Ask the application."""
        if self.down:
            raise ServerUnreachable
        self.sent.append(f"{method} {path}")
        given: Any = self.server.client
        got = given.request(method, path, content=body, headers=dict(headers or {}))
        return Answer(got.status_code, dict(got.headers), got.content)


def small_trust(folder: Path) -> Server:
    """A server that ships one small guide and two services, with two leads."""
    server = Server(folder, assets_dir=shipped_assets(folder / "content"))
    server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
    server.parts.accounts.create("other", "Another Lead", TRUST.id, PASSWORD)
    return server
