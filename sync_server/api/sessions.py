"""/api/v1/session: people sign in and out. Also the gate before every route of theirs.

The cookie is HttpOnly and SameSite=Strict; every write also needs the header
``Layby-Request: 1``, which no other site can add.
"""

from collections.abc import Callable
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.cookies import Cookies
from sync_server.api.problems import documented
from sync_server.api.session_answer import SessionAnswer, SessionTeller
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import AccountBook, SignedIn
from sync_server.services.open_sessions import SIGN_ON

Gate = Callable[[Request], SignedIn]
_SIGNING_IN_AT_ONCE = 4
_WRITE = ("missing-header", "too-large", "not-json", "invalid-request", "cross-site")
_SIGN_IN_REFUSALS = (
    *("sign-in-failed", "too-many-tries", "second-factor-needed", "second-factor-wrong"),
    "account-suspended",
    *_WRITE,
)


class SignInRequest(BaseModel):
    """A name and password, with the code of the second factor where there is one."""

    model_config = ConfigDict(extra="forbid")

    username: str = Field(max_length=256)
    password: str = Field(max_length=1024)
    code: str = Field("", max_length=64)


class LookAtRequest(BaseModel):
    """Which of one's trusts to look at."""

    model_config = ConfigDict(extra="forbid")

    organisation: str = Field(max_length=64)


async def same_site(sec_fetch_site: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Refuse what a browser marks as coming from another site, or from a neighbouring host.

    Asynchronous, so that it takes no thread for a comparison: every request passes here.
    """
    if sec_fetch_site in ("cross-site", "same-site"):
        raise Refusal("cross-site")


def own_request(layby_request: Annotated[str, Header(description="Always 1.")] = "") -> None:
    """Refuse writes that Layby's own app did not make."""
    if layby_request != "1":
        raise Refusal("missing-header")


class Sessions:
    """Reads the session of a request."""

    def __init__(self, accounts: AccountBook, cookies: Cookies) -> None:
        self._accounts = accounts
        self._cookies = cookies

    def token(self, request: Request) -> str:
        """Give the request's session token, empty when there is none."""
        return self._cookies.session(request)

    def signed_in(self, request: Request) -> SignedIn:
        """Give who is signed in; raises Refusal signed-out."""
        token = self.token(request)
        found = self._accounts.signed_in(token) if token else None
        if found is None:
            raise Refusal("signed-out")
        return found

    def just_signed_in(self, request: Request) -> SignedIn:
        """Give who has signed in a moment ago; raises Refusal signed-out, sign-in-again.

        What changes how somebody signs in asks for this: a session left open is not enough.
        Nor is the trust's own sign-in (not-permitted): a way around it would still be open when
        the trust has closed theirs to somebody who left.
        """
        account = self.signed_in(request)
        if account.factor == SIGN_ON:
            raise Refusal("not-permitted")
        if not account.fresh:
            raise Refusal("sign-in-again")
        return account

    def by_password(self, request: Request) -> SignedIn:
        """Give who is signed in and has a password of their own to change.

        Raises Refusal signed-out, not-permitted for who came by the trust's own sign-in, and
        second-factor-missing: with a password alone nobody may shut its owner out.
        """
        account = self.signed_in(request)
        if account.factor == SIGN_ON:
            raise Refusal("not-permitted")
        if account.held_up:
            raise Refusal("second-factor-missing")
        return account

    def may(self, permission: Permission) -> Gate:
        """Make a dependency that admits only accounts with ``permission``."""

        def gate(request: Request) -> SignedIn:
            account = self.signed_in(request)
            if account.held_up:
                raise Refusal("second-factor-missing")
            if not account.may(permission):
                raise Refusal("not-permitted")
            return account

        return gate

    def open(self, request: Request, response: Response, token: str) -> None:
        """Give the browser a new session; the one it had ends, so that none can be planted."""
        if former := self.token(request):
            self._accounts.sign_out(former)
        self._cookies.set_session(response, token)


def routes(
    accounts: AccountBook, sessions: Sessions, cookies: Cookies, teller: SessionTeller
) -> APIRouter:
    """Make the session routes."""
    router = APIRouter(tags=["leads"])
    _add_sign_in(router, accounts, sessions, teller)
    _add_who(router, sessions, teller)
    _add_look_at(router, accounts, sessions, teller)
    _add_sign_out(router, accounts, sessions, cookies)
    return router


def _add_sign_in(
    router: APIRouter, accounts: AccountBook, sessions: Sessions, teller: SessionTeller
) -> None:
    # Checking a password takes long, and strangers may ask for it: those who sign in wait for
    # each other here, and not on the threads that take summaries.
    limiter = CapacityLimiter(_SIGNING_IN_AT_ONCE)

    def signed_in(request: Request, given: SignInRequest) -> JSONResponse:
        token, account = accounts.sign_in(given.username, given.password, given.code)
        response = teller.answer(account)
        sessions.open(request, response, token)
        return response

    @router.post(
        "/session",
        response_model=SessionAnswer,
        responses=documented(*_SIGN_IN_REFUSALS),
        dependencies=[Depends(own_request)],
        openapi_extra=described(SignInRequest),
    )
    async def sign_in(
        request: Request,
        given: Annotated[SignInRequest, Depends(fitted_body(SignInRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Sign somebody in; the session is in a cookie and always a new one.

        ``second-factor-needed`` asks for the same once more, with the code.
        """
        return await to_thread.run_sync(signed_in, request, given, limiter=limiter)


def _add_who(router: APIRouter, sessions: Sessions, teller: SessionTeller) -> None:
    @router.get(
        "/session", response_model=SessionAnswer, responses=documented("signed-out", "cross-site")
    )
    def who(account: Annotated[SignedIn, Depends(sessions.signed_in)]) -> JSONResponse:
        """Say who is signed in."""
        return teller.answer(account)


def _add_look_at(
    router: APIRouter, accounts: AccountBook, sessions: Sessions, teller: SessionTeller
) -> None:
    @router.put(
        "/session/organisation",
        response_model=SessionAnswer,
        responses=documented("signed-out", "not-permitted", *_WRITE),
        dependencies=[Depends(own_request)],
        openapi_extra=described(LookAtRequest),
    )
    def look_at(
        request: Request,
        _account: Annotated[SignedIn, Depends(sessions.signed_in)],
        given: Annotated[LookAtRequest, Depends(fitted_body(LookAtRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Look at another of one's own trusts from now on."""
        accounts.sessions.look_at(sessions.token(request), given.organisation)
        return teller.answer(sessions.signed_in(request))


def _add_sign_out(
    router: APIRouter, accounts: AccountBook, sessions: Sessions, cookies: Cookies
) -> None:
    @router.delete(
        "/session",
        status_code=204,
        responses=documented("signed-out", "missing-header", "cross-site"),
        dependencies=[Depends(own_request)],
    )
    def sign_out(
        request: Request, _account: Annotated[SignedIn, Depends(sessions.signed_in)]
    ) -> Response:
        """Sign out."""
        accounts.sign_out(sessions.token(request))
        response = Response(status_code=204)
        cookies.drop_session(response)
        return response
