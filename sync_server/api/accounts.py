"""/api/v1/accounts: an admin sees who may sign in, invites, suspends, helps after a lost phone.

What opens a way in (an invitation, letting somebody in again, a reset second factor) asks for
somebody who has signed in a moment ago: a session left open is not enough. Closing one does not.
"""

from collections.abc import Callable
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Path, Response
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.domain.organisation import Organisation
from sync_server.api.account_forms import (
    AccountAnswer,
    AccountsAnswer,
    InvitationAnswer,
    MadeInvitationAnswer,
    OfferRequest,
    RedeemedAnswer,
    RedeemRequest,
)
from sync_server.api.bodies import KIB, SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.errors import Refusal
from sync_server.permissions import Permission, Role
from sync_server.services.account_desk import AccountDesk, ListedAccount
from sync_server.services.editing import Editor
from sync_server.services.invitations import InvitationDesk, ListedInvitation, Offer
from sync_server.services.open_sessions import SignedIn

_OFFER_LIMIT = 64 * KIB
_AT_ONCE = 2
_SEES = ("signed-out", "not-permitted", "second-factor-missing", "cross-site")
_ACTS = (*_SEES, "missing-header", "not-found", "invalid-request")
_FORM = ("missing-header", "too-large", "not-json", "invalid-request", "cross-site")

Identity = Annotated[str, Path(max_length=64, pattern="^[0-9a-f]+$", description="From the list.")]
Change = Callable[[Editor, str], ListedAccount]


def routes(
    desk: AccountDesk,
    invitations: InvitationDesk,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["leads"])
    admin = Depends(sessions.may(Permission.MANAGE_ACCOUNTS))

    @router.get("/accounts", response_model=AccountsAnswer, responses=documented(*_SEES))
    def listed(by: Annotated[SignedIn, admin]) -> JSONResponse:
        """List who may sign in and who is invited."""
        trust = organisation_of(by.organisation)
        return _answer(
            {
                "accounts": [_account(one, by) for one in desk.all(by.organisation)],
                "invitations": [_invitation(one) for one in invitations.all(by.organisation)],
                "areas": [
                    {"id": area.id, "name": area.name, "parent": area.parent}
                    for area in trust.areas
                    if not area.retired
                ],
            }
        )

    _add_change(router, admin, "suspend", "Close every way in, at once.", desk.suspend)
    _add_change(router, admin, "readmit", "Let somebody in again.", desk.readmit, opens=True)
    _add_change(
        router,
        admin,
        "reset-second-factor",
        "Take codes and passkeys from somebody whose phone is lost.",
        desk.reset_second_factor,
        opens=True,
    )
    _add_invite(router, admin, invitations)
    _add_redeem(router, invitations)
    return router


def _add_change(
    router: APIRouter,
    admin: Needed,
    verb: str,
    told: str,
    change: Change,
    *,
    opens: bool = False,
) -> None:
    @router.post(
        f"/accounts/{{identity}}/{verb}",
        response_model=AccountAnswer,
        responses=documented(*_ACTS, "last-admin", "sign-in-again"),
        dependencies=[Depends(own_request)],
        description=told,
        name=verb,
    )
    def act(by: Annotated[SignedIn, admin], identity: Identity) -> JSONResponse:
        if opens:
            _only_fresh(by)
        return _answer(_account(change(_editor(by), identity), by))


def _add_invite(router: APIRouter, admin: Needed, invitations: InvitationDesk) -> None:
    @router.post(
        "/accounts/invitations",
        status_code=201,
        response_model=MadeInvitationAnswer,
        responses=documented(*_SEES, *_FORM, "sign-in-again", "account-name-taken"),
        dependencies=[Depends(own_request)],
        openapi_extra=described(OfferRequest),
    )
    def invite(
        by: Annotated[SignedIn, admin],
        given: Annotated[OfferRequest, Depends(fitted_body(OfferRequest, _OFFER_LIMIT))],
    ) -> JSONResponse:
        """Offer an account. The code is shown now and never again; nothing is sent."""
        _only_fresh(by)
        offer = Offer(
            given.username, given.display_name, Role(given.role), tuple(given.areas), given.days
        )
        made = invitations.make(_editor(by), offer, str(given.attempt))
        return _answer({**_invitation(made.listed), "code": made.code}, 201)

    @router.post(
        "/accounts/invitations/{identity}/take-back",
        status_code=204,
        responses=documented(*_SEES, "missing-header", "invalid-request"),
        dependencies=[Depends(own_request)],
    )
    def take_back(by: Annotated[SignedIn, admin], identity: Identity) -> Response:
        """End an invitation; again is no mistake."""
        invitations.take_back(_editor(by), identity)
        return Response(status_code=204)


def _add_redeem(router: APIRouter, invitations: InvitationDesk) -> None:
    # Keeping a password takes long on purpose, and whoever has a code may ask for it.
    limiter = CapacityLimiter(_AT_ONCE)

    @router.post(
        "/invitations",
        status_code=201,
        response_model=RedeemedAnswer,
        responses=documented(
            *_FORM, "invitation-unknown", "invitation-ended", "account-name-taken", "too-many-tries"
        ),
        dependencies=[Depends(own_request)],
        openapi_extra=described(RedeemRequest),
    )
    async def redeem(
        given: Annotated[RedeemRequest, Depends(fitted_body(RedeemRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Take an account that was offered; the same again gets the same answer."""
        username = await to_thread.run_sync(
            invitations.redeem, given.code, given.password, limiter=limiter
        )
        return _answer({"username": username}, 201)


def _only_fresh(by: SignedIn) -> None:
    if not by.fresh:
        raise Refusal("sign-in-again")


def _editor(account: SignedIn) -> Editor:
    return Editor(account.username, account.organisation)


def _account(one: ListedAccount, by: SignedIn) -> dict[str, Any]:
    return AccountAnswer(
        **{**vars(one), "areas": list(one.areas)}, you=one.username == by.username
    ).model_dump(mode="json")


def _invitation(one: ListedInvitation) -> dict[str, Any]:
    shown: BaseModel = InvitationAnswer(**{**vars(one), "areas": list(one.areas)})
    return shown.model_dump(mode="json")


def _answer(document: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(document, status, {"Cache-Control": "no-store"})
