"""/api/v1/session/passkeys: make passkeys for an account, and sign in with one.

Options and credentials are WebAuthn's own JSON forms (Level 3, sections 5.1.9 and 5.1.10).
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from sync_server.api.bodies import KIB, described, fitted_body
from sync_server.api.cookies import Cookies
from sync_server.api.problems import documented
from sync_server.api.session_answer import SessionAnswer, SessionTeller
from sync_server.api.sessions import Sessions, own_request
from sync_server.errors import Refusal
from sync_server.services.accounts import AccountBook, SignedIn
from sync_server.services.open_sessions import PASSWORD_ALONE
from sync_server.services.passkeys import PasskeyDesk

_LIMIT = 16 * KIB
_BEGIN = ("missing-header", "cross-site", "not-found")
_END = (
    *(*_BEGIN, "passkey-refused", "sign-in-expired"),
    *("too-large", "not-json", "invalid-request"),
)
_OWN = (
    *("signed-out", "not-permitted", "sign-in-again"),
    *("second-factor-missing", "passkey-refused"),
)


class OptionsAnswer(BaseModel):
    """What to hand to the browser."""

    options: dict[str, Any]


class CredentialRequest(BaseModel):
    """What the browser gave."""

    model_config = ConfigDict(extra="forbid")

    credential: dict[str, Any]


class CountAnswer(BaseModel):
    """How many passkeys the account has."""

    passkeys: int


def routes(
    desk: PasskeyDesk,
    accounts: AccountBook,
    sessions: Sessions,
    cookies: Cookies,
    teller: SessionTeller,
) -> APIRouter:
    """Make the passkey routes."""
    router = APIRouter(prefix="/session", tags=["leads"])
    _add_making(router, desk, sessions, cookies)
    _add_signing_in(router, desk, accounts, sessions, cookies=cookies, teller=teller)
    return router


def _add_making(router: APIRouter, desk: PasskeyDesk, sessions: Sessions, cookies: Cookies) -> None:
    def proved(account: Annotated[SignedIn, Depends(sessions.just_signed_in)]) -> SignedIn:
        # Recovery codes come with one-time codes: a lost passkey must not lock anybody out.
        if account.factor == PASSWORD_ALONE:
            raise Refusal("second-factor-missing")
        return account

    @router.post(
        "/passkeys/options",
        response_model=OptionsAnswer,
        responses=documented(*_BEGIN, *_OWN),
        dependencies=[Depends(own_request)],
    )
    def begin_making(account: Annotated[SignedIn, Depends(proved)]) -> JSONResponse:
        """Begin to make a passkey for one's own account."""
        options, step = desk.begin_making(account)
        response = JSONResponse({"options": options})
        cookies.set_step(response, step)
        return response

    @router.post(
        "/passkeys",
        response_model=CountAnswer,
        status_code=201,
        responses=documented(*_END, *_OWN),
        dependencies=[Depends(own_request)],
        openapi_extra=described(CredentialRequest),
    )
    def make(
        request: Request,
        account: Annotated[SignedIn, Depends(proved)],
        given: Annotated[CredentialRequest, Depends(fitted_body(CredentialRequest, _LIMIT))],
    ) -> JSONResponse:
        """Keep the passkey that the browser made."""
        desk.make(account, cookies.step(request), given.credential)
        response = JSONResponse({"passkeys": desk.count(account.username)}, 201)
        cookies.drop_step(response)
        return response


def _add_signing_in(
    router: APIRouter,
    desk: PasskeyDesk,
    accounts: AccountBook,
    sessions: Sessions,
    *,
    cookies: Cookies,
    teller: SessionTeller,
) -> None:
    @router.post(
        "/passkey/options",
        response_model=OptionsAnswer,
        responses=documented(*_BEGIN),
        dependencies=[Depends(own_request)],
    )
    def begin_asking() -> JSONResponse:
        """Begin to sign in with any passkey that this browser has for the server."""
        options, step = desk.begin_asking()
        response = JSONResponse({"options": options})
        cookies.set_step(response, step)
        return response

    @router.post(
        "/passkey",
        response_model=SessionAnswer,
        responses=documented(*_END),
        dependencies=[Depends(own_request)],
        openapi_extra=described(CredentialRequest),
    )
    def sign_in(
        request: Request,
        given: Annotated[CredentialRequest, Depends(fitted_body(CredentialRequest, _LIMIT))],
    ) -> JSONResponse:
        """Sign somebody in by a passkey."""
        step = cookies.step(request)
        token, account = desk.sign_in(accounts.sessions, step, given.credential)
        response = teller.answer(account)
        sessions.open(request, response, token)
        cookies.drop_step(response)
        return response
