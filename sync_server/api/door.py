"""A door of its own for the address that is asked most: past the routing, not past its rules.

FastAPI takes longer to find out which function is meant, and what it asks for, than an answer
about one summary takes otherwise. What answers is the very function that the address's route
has; a refusal becomes the same problem document, and whatever is wrong goes on to the shield.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.exc import OperationalError
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sync_server.api.problems import refusal, too_busy
from sync_server.api.sessions import same_site
from sync_server.errors import Refusal

Answering = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class _Route:
    """What is told of a request in the log: its address, as it stands here."""

    path: str


class Door:
    """Lets ``answer`` see to what is posted to ``path``, and ``app`` to all else."""

    def __init__(self, app: ASGIApp, path: str, answer: Answering) -> None:
        self._app = app
        self._route = _Route(path)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        ours = scope["type"] == "http" and scope["path"] == self._route.path
        if not ours or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        scope["route"] = self._route
        request = Request(scope, receive)
        try:
            await same_site(request.headers.get("sec-fetch-site", ""))
            response = await self._answer(request)
        except Refusal as error:
            response = refusal(request, error)
        except OperationalError as error:
            response = too_busy(request, error)
        await response(scope, receive, send)
