"""Counts answers for the monitor: which part of the server, which kind of status, how long."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync_server.services.metrics import Metrics


class Metered:
    """Wraps the site; what may be counted, ``Metrics`` decides."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and count its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds = time.perf_counter() - began
                self._metrics.answered(scope["path"], message["status"], seconds)
            await send(message)

        await self._app(scope, receive, send_counted)
