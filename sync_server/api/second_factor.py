"""/api/v1/session/second-factor: set up one-time codes, a moment after signing in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.api.themes import TrustOf
from sync_server.services.accounts import AccountBook, SignedIn

_REFUSALS = ("signed-out", "not-permitted", "sign-in-again", "missing-header", "cross-site")


class BeginningAnswer(BaseModel):
    """What an authenticator app is told: ``secret`` in base32, and ``address`` for a QR code.

    ``setup`` comes back with the first code. Nothing is kept before that.
    """

    secret: str
    address: str
    setup: str


class ConfirmRequest(BaseModel):
    """The first code; ``current`` is one of the former factor, where there is one."""

    model_config = ConfigDict(extra="forbid")

    setup: str = Field(max_length=512)
    code: str = Field(max_length=64)
    current: str = Field("", max_length=64)


class RecoveryAnswer(BaseModel):
    """Codes for a lost phone, each good once. They are shown only now."""

    recovery_codes: list[str]


def routes(accounts: AccountBook, sessions: Sessions, organisation_of: TrustOf) -> APIRouter:
    """Make the routes of setting up."""
    router = APIRouter(prefix="/session", tags=["leads"])
    factors = accounts.second_factors
    just = Depends(sessions.just_signed_in)

    @router.post(
        "/second-factor",
        response_model=BeginningAnswer,
        responses=documented(*_REFUSALS),
        dependencies=[Depends(own_request)],
    )
    def begin(account: Annotated[SignedIn, just]) -> JSONResponse:
        """Give what an authenticator app needs."""
        trust: Organisation = organisation_of(account.organisation)
        begun = factors.begin(account.username, trust.name)
        told = {"secret": begun.secret, "address": begun.address, "setup": begun.setup}
        return JSONResponse(told)

    @router.put(
        "/second-factor",
        response_model=RecoveryAnswer,
        responses=documented(
            *_REFUSALS,
            "second-factor-wrong",
            "too-many-tries",
            "too-large",
            "not-json",
            "invalid-request",
        ),
        dependencies=[Depends(own_request)],
        openapi_extra=described(ConfirmRequest),
    )
    def confirm(
        request: Request,
        account: Annotated[SignedIn, just],
        given: Annotated[ConfirmRequest, Depends(fitted_body(ConfirmRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Have this account asked for codes from now on; its other sessions end.

        This one goes on under a new cookie.
        """
        codes = accounts.confirm_second_factor(
            account.username, given.setup, given.code, given.current
        )
        response = JSONResponse({"recovery_codes": codes})
        sessions.open(request, response, accounts.sessions.prove(sessions.token(request), "code"))
        return response

    return router
