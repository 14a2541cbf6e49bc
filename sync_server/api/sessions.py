"""/api/v1/session: leads sign in and out. Also the gate before every lead route.

The cookie is HttpOnly and SameSite=Strict; writes within a session also need the header
``Layby-Request: 1``, which no other site can add.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypedDict

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import AccountBook, SignedIn
from sync_server.settings import Settings

Gate = Callable[[Request], SignedIn]
_Answer = Callable[[SignedIn], JSONResponse]
_SIGN_IN_REFUSALS = (
    *("sign-in-failed", "too-many-tries", "too-large"),
    *("not-json", "invalid-request", "cross-site"),
)


class _Cookie(TypedDict):
    """What names a cookie, the same when it is set and when it is taken away."""

    key: str
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["strict"]


class SignInRequest(BaseModel):
    """A lead's name and password."""

    model_config = ConfigDict(extra="forbid")

    username: str = Field(max_length=256)
    password: str = Field(max_length=1024)


class OrganisationAnswer(BaseModel):
    """The trust in short; ``synthetic`` marks made-up demonstration data."""

    id: str
    name: str
    synthetic: bool


class SessionAnswer(BaseModel):
    """Who is signed in, and what they may do."""

    username: str
    display_name: str
    organisation: OrganisationAnswer
    permissions: list[Permission]
    minimum_group: int


def same_site(sec_fetch_site: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Refuse what a browser marks as coming from another site."""
    if sec_fetch_site == "cross-site":
        raise Refusal("cross-site")


class Sessions:
    """Reads the session of a request."""

    def __init__(self, accounts: AccountBook, settings: Settings) -> None:
        self._accounts = accounts
        self._cookie = settings.cookie

    def token(self, request: Request) -> str:
        """Give the request's session token, empty when there is none."""
        return request.cookies.get(self._cookie, "")

    def signed_in(self, request: Request) -> SignedIn:
        """Give who is signed in; raises Refusal signed-out."""
        token = self.token(request)
        found = self._accounts.signed_in(token) if token else None
        if found is None:
            raise Refusal("signed-out")
        return found

    def may(self, permission: Permission) -> Gate:
        """Make a dependency that admits only accounts with ``permission``."""

        def gate(request: Request) -> SignedIn:
            account = self.signed_in(request)
            if not account.may(permission):
                raise Refusal("not-permitted")
            return account

        return gate


def own_request(layby_request: Annotated[str, Header(description="Always 1.")] = "") -> None:
    """Refuse writes within a session that Layby's own app did not make."""
    if layby_request != "1":
        raise Refusal("missing-header")


def routes(
    accounts: AccountBook,
    sessions: Sessions,
    settings: Settings,
    organisation_of: Callable[[str], Organisation],
) -> APIRouter:
    """Make the session routes."""
    router = APIRouter(tags=["leads"])
    cookie = _cookie(settings)

    def answer(account: SignedIn) -> JSONResponse:
        organisation = organisation_of(account.organisation)
        return JSONResponse(_who(account, organisation, settings.minimum_group))

    _add_sign_in(router, accounts, sessions, cookie, answer)
    _add_who(router, sessions, answer)
    _add_sign_out(router, accounts, sessions, cookie)
    return router


def _add_sign_in(
    router: APIRouter, accounts: AccountBook, sessions: Sessions, cookie: _Cookie, answer: _Answer
) -> None:
    @router.post(
        "/session",
        response_model=SessionAnswer,
        responses=documented(*_SIGN_IN_REFUSALS),
        openapi_extra=described(SignInRequest),
    )
    def sign_in(
        request: Request,
        given: Annotated[SignInRequest, Depends(fitted_body(SignInRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Sign a lead in; the session is in a cookie and always a new one."""
        token, account = accounts.sign_in(given.username, given.password)
        former = sessions.token(request)
        if former:
            accounts.sign_out(former)
        response = answer(account)
        response.set_cookie(value=token, **cookie)
        return response


def _add_who(router: APIRouter, sessions: Sessions, answer: _Answer) -> None:
    @router.get(
        "/session", response_model=SessionAnswer, responses=documented("signed-out", "cross-site")
    )
    def who(account: Annotated[SignedIn, Depends(sessions.signed_in)]) -> JSONResponse:
        """Say who is signed in."""
        return answer(account)


def _add_sign_out(
    router: APIRouter, accounts: AccountBook, sessions: Sessions, cookie: _Cookie
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
        response.delete_cookie(**cookie)
        return response


def _cookie(settings: Settings) -> _Cookie:
    return {
        "key": settings.cookie,
        "path": "/",
        "secure": settings.https,
        "httponly": True,
        "samesite": "strict",
    }


def _who(account: SignedIn, organisation: Organisation, minimum_group: int) -> dict[str, Any]:
    return {
        "username": account.username,
        "display_name": account.display_name,
        "organisation": {
            "id": organisation.id,
            "name": organisation.name,
            "synthetic": organisation.synthetic,
        },
        "permissions": sorted(account.role.permissions),
        "minimum_group": minimum_group,
    }
