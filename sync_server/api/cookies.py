"""The server's two cookies: who is signed in, and what holds the steps of one sign-in together.

Both are HttpOnly, of this host alone and never sent to other sites' pages. The one for steps is
SameSite=Lax, because it has to come back with a browser that the trust's own sign-in sends back;
it opens nothing by itself. Over https their names begin with ``__Host-`` (RFC 6265bis).
"""

from typing import Literal, TypedDict

from fastapi import Request, Response

from sync_server.services.steps import STEP_SECONDS
from sync_server.settings import Settings


class _Named(TypedDict):
    """What names a cookie, the same when it is set and when it is taken away."""

    key: str
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["strict", "lax"]


class Cookies:
    """Sets, reads and takes away the cookies."""

    def __init__(self, settings: Settings) -> None:
        self._session = _named(settings.cookie, "strict", settings.https)
        self._step = _named(settings.step_cookie, "lax", settings.https)

    def session(self, request: Request) -> str:
        """Give the request's session token, "" when there is none."""
        return request.cookies.get(self._session["key"], "")

    def step(self, request: Request) -> str:
        """Give the step that the request comes back with, "" when there is none."""
        return request.cookies.get(self._step["key"], "")

    def set_session(self, response: Response, token: str) -> None:
        """Sign the browser in until it closes."""
        response.set_cookie(value=token, **self._session)

    def drop_session(self, response: Response) -> None:
        """Take the session away."""
        response.delete_cookie(**self._session)

    def set_step(self, response: Response, step: str) -> None:
        """Give the browser a step to come back with."""
        response.set_cookie(value=step, max_age=STEP_SECONDS, **self._step)

    def drop_step(self, response: Response) -> None:
        """Take the step away: it was taken."""
        response.delete_cookie(**self._step)


def _named(key: str, samesite: Literal["strict", "lax"], secure: bool) -> _Named:
    return {
        "key": key,
        "path": "/",
        "secure": secure,
        "httponly": True,
        "samesite": samesite,
    }
