"""/api/v1/enrolment-codes: leads and admins make, list and revoke enrolment codes.

A code is in one answer only, the one to making it; the same attempt sent again gets it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse
from pydantic import UUID4, BaseModel, ConfigDict, Field

from app.domain.area_scope import leaves_in
from app.domain.listed_code import MOST_USES, ListedCode
from app.domain.organisation import Organisation
from app.domain.rsa_key import PublicKey
from sync_server.api.bodies import KIB, SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.permissions import Permission
from sync_server.services.editing import Editor
from sync_server.services.enrolment_codes import (
    MOST_DAYS,
    EnrolmentCodeBook,
    Wanted,
)
from sync_server.services.open_sessions import SignedIn

_MOST_AREAS = 500
_MAKE_LIMIT = 64 * KIB
_SEES = ("signed-out", "not-permitted", "cross-site")
_WRITES = (*_SEES, "missing-header", "too-large", "not-json", "invalid-request")

Identity = Annotated[str, Path(max_length=64, pattern="^[0-9a-f]+$", description="From the list.")]
AreaId = Annotated[str, Field(max_length=64)]


class NewCodeRequest(BaseModel):
    """What a new code is for: no ``areas`` means all. Repeat ``attempt`` when sending again."""

    model_config = ConfigDict(extra="forbid", strict=True)

    areas: list[AreaId] = Field(max_length=_MOST_AREAS)
    uses: int = Field(ge=1, le=MOST_USES)
    days: int = Field(ge=1, le=MOST_DAYS)
    attempt: Annotated[UUID4, Field(strict=False)]


class RevokeRequest(BaseModel):
    """``devices``: whether the devices it enrolled must enrol again too."""

    model_config = ConfigDict(extra="forbid", strict=True)

    devices: bool


@dataclass(frozen=True)
class MadeAnswer(ListedCode):
    """A new code, and the fingerprint that belongs into its link."""

    code: str
    fingerprint: str


class AreaAnswer(BaseModel):
    """An area that a code may be for."""

    id: str
    name: str
    parent: str | None


class CodesAnswer(BaseModel):
    """Every code, those that still work first; the areas there are; the trust key's fingerprint.

    ``whole_trust`` says whether this account may make codes for all areas at once.
    """

    codes: list[ListedCode]
    areas: list[AreaAnswer]
    whole_trust: bool
    fingerprint: str


def routes(
    codes: EnrolmentCodeBook,
    sessions: Sessions,
    trust_key: Callable[[str], PublicKey],
    organisation_of: Callable[[str], Organisation],
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/enrolment-codes", tags=["leads"])
    account = Depends(sessions.may(Permission.MANAGE_ENROLMENT))

    @router.get("", response_model=CodesAnswer, responses=documented(*_SEES))
    def listed(by: Annotated[SignedIn, account]) -> JSONResponse:
        """List the trust's codes; those that ended more than 28 days ago are gone."""
        found = [_shown(code) for code in codes.all(by.organisation, by.areas)]
        areas = _areas(organisation_of(by.organisation), by.areas)
        fingerprint = trust_key(by.organisation).key_id
        return _answer(
            {
                "codes": found,
                "areas": areas,
                "whole_trust": not by.areas,
                "fingerprint": fingerprint,
            }
        )

    @router.post("", status_code=201, response_model=MadeAnswer, **_write(NewCodeRequest, _WRITES))
    def make(
        by: Annotated[SignedIn, account],
        request: Annotated[NewCodeRequest, Depends(fitted_body(NewCodeRequest, _MAKE_LIMIT))],
    ) -> JSONResponse:
        """Make a code. It is shown now and never again."""
        wanted = Wanted(request.uses, request.days, tuple(request.areas))
        made = codes.make(_editor(by), wanted, str(request.attempt), by.areas)
        fingerprint = trust_key(by.organisation).key_id
        shown = {**_shown(made.listed), "code": made.code, "fingerprint": fingerprint}
        return _answer(shown, 201)

    _add_revoke(router, codes, account)
    return router


def _add_revoke(router: APIRouter, codes: EnrolmentCodeBook, account: Needed) -> None:
    @router.post(
        "/{identity}/revoke",
        response_model=ListedCode,
        **_write(RevokeRequest, (*_WRITES, "not-found")),
    )
    def revoke(
        by: Annotated[SignedIn, account],
        request: Annotated[RevokeRequest, Depends(fitted_body(RevokeRequest, SMALL_LIMIT))],
        identity: Identity,
    ) -> JSONResponse:
        """Take a code back. Devices stay enrolled unless they are to enrol again as well."""
        ended = codes.revoke(_editor(by), identity, devices=request.devices, within=by.areas)
        return _answer(_shown(ended))


def _editor(account: SignedIn) -> Editor:
    return Editor(account.username, account.organisation)


def _areas(trust: Organisation, within: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give the live areas that an account may choose from: a whole one only if all of it is its."""
    own = leaves_in(trust, within)
    return [
        {"id": area.id, "name": area.name, "parent": area.parent}
        for area in trust.areas
        if not area.retired and leaves_in(trust, [area.id]) <= own
    ]


def _shown(code: ListedCode) -> dict[str, Any]:
    return {**vars(code), "areas": list(code.areas)}


def _answer(document: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(document, status, {"Cache-Control": "no-store"})


def _write(form: type[BaseModel], refusals: tuple[str, ...]) -> dict[str, Any]:
    """Describe a write within a session: its body, how it is refused, and its header."""
    return {
        "responses": documented(*refusals),
        "dependencies": [Depends(own_request)],
        "openapi_extra": described(form),
    }
