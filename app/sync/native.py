"""Transport outside the browser, over httpx. Cookies live in memory only."""

from collections.abc import Mapping

import httpx

from app.domain.errors import ServerUnreachable
from app.sync.port import TIMEOUT_SECONDS, Answer


class NativeTransport:
    """Sends requests to ``origin``; the session's cookie jar is used only when asked for."""

    def __init__(self, origin: str) -> None:
        self._bare = httpx.AsyncClient(base_url=origin, timeout=TIMEOUT_SECONDS)
        self._session = httpx.AsyncClient(base_url=origin, timeout=TIMEOUT_SECONDS)

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
        """Send one request; raises ServerUnreachable when no answer came."""
        client = self._session if with_session else self._bare
        try:
            answer = await client.request(
                method, path, content=body, headers=headers, timeout=patience
            )
        except httpx.HTTPError as error:
            raise ServerUnreachable from error
        finally:
            self._bare.cookies.clear()
        return Answer(answer.status_code, dict(answer.headers), answer.content)

    async def close(self) -> None:
        """Close the connections and forget the session."""
        await self._bare.aclose()
        await self._session.aclose()
