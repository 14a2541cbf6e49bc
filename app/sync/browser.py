"""Transport in the browser, over the worker's own ``fetch``: Python goes on meanwhile."""

import asyncio
from collections.abc import Mapping

import js
from pyodide.ffi import JsException, to_js

from app.domain.errors import ServerUnreachable
from app.sync.port import TIMEOUT_SECONDS, Answer


class BrowserTransport:
    """Sends requests to the origin that served the app; never anywhere else."""

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
        """Send one request; raises ServerUnreachable when no answer came within ``patience``.

        Python itself holds the clock: with ``AbortSignal.timeout`` a request from WebKit's worker
        had no end when no server was there, and it was never said that there is no connection.
        """
        stop = js.AbortController.new()
        options = {
            "method": method,
            "headers": dict(headers or {}),
            # "omit" keeps a signed-in lead's cookie off everything that must not identify.
            "credentials": "same-origin" if with_session else "omit",
            "redirect": "error",
            "cache": "no-store",
            "referrerPolicy": "no-referrer",
            "signal": stop.signal,
        }
        if body is not None:
            options["body"] = body.decode()
        try:
            async with asyncio.timeout(patience):
                answer = await js.fetch(
                    js.location.origin + path, to_js(options, dict_converter=js.Object.fromEntries)
                )
                content = (await answer.arrayBuffer()).to_bytes()
        except (JsException, TimeoutError) as error:
            stop.abort()
            raise ServerUnreachable from error
        wanted = ("content-type", "retry-after", "etag")
        found = {name: answer.headers.get(name) or "" for name in wanted}
        return Answer(int(answer.status), found, content)
