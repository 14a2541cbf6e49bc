"""/api/v1/session/password: somebody who is signed in changes their own password."""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.services.accounts import AccountBook, SignedIn

_AT_ONCE = 2
_REFUSALS = (
    *("signed-out", "not-permitted", "second-factor-missing", "password-wrong", "too-many-tries"),
    *("missing-header", "too-large", "not-json", "invalid-request", "cross-site"),
)


class ChangeRequest(BaseModel):
    """The password that one signs in with now, and the one to come."""

    model_config = ConfigDict(extra="forbid")

    current: str = Field(max_length=1024)
    new: str = Field(max_length=1024)


def routes(accounts: AccountBook, sessions: Sessions) -> APIRouter:
    """Make the route."""
    router = APIRouter(prefix="/session", tags=["leads"])
    # Two slow hashes each: those who change theirs wait for each other, and keep no author waiting.
    limiter = CapacityLimiter(_AT_ONCE)

    def changed(request: Request, account: SignedIn, given: ChangeRequest) -> Response:
        token = accounts.change_password(
            account.username, sessions.token(request), given.current, given.new
        )
        response = Response(status_code=204)
        sessions.open(request, response, token)
        return response

    @router.put(
        "/password",
        status_code=204,
        responses=documented(*_REFUSALS),
        dependencies=[Depends(own_request)],
        openapi_extra=described(ChangeRequest),
    )
    async def change(
        request: Request,
        account: Annotated[SignedIn, Depends(sessions.by_password)],
        given: Annotated[ChangeRequest, Depends(fitted_body(ChangeRequest, SMALL_LIMIT))],
    ) -> Response:
        """Sign in with another password from now on; the account's other sessions end.

        This one goes on under a new cookie. Sent again it changes nothing: the former password is
        right no more.
        """
        return await to_thread.run_sync(changed, request, account, given, limiter=limiter)

    return router
