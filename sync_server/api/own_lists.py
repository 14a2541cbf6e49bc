"""/api/v1/editing/lists and .../roster: what the anonymiser is to look for in this trust.

Places and codes are read and saved as they are written. Staff names arrive only as a filter
that was built where the file lies, and are told back only as a number.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import KIB, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.editing import Editor
from sync_server.services.own_lists import OwnLists

#: Every entry at its longest, each character escaped, still fits; and the largest filter.
WORDS_LIMIT, ROSTER_LIMIT = 640 * KIB, 128 * KIB
_READS = ("signed-out", "not-permitted", "cross-site")
_WRITES = (
    *_READS,
    "invalid-request",
    "missing-header",
    "too-large",
    "not-json",
    "content-invalid",
    "changed-meanwhile",
)
Version = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


class WordsForm(BaseModel):
    """The lists that people write, one entry a line."""

    model_config = ConfigDict(extra="forbid")

    stations: list[str] = []
    hospitals: list[str] = []
    places: list[str] = []
    call_signs: list[str] = []
    incident_numbers: list[str] = []


class WordsRequest(BaseModel):
    """All lists, made on ``if_version``: 0 where there were none."""

    model_config = ConfigDict(extra="forbid")

    lists: WordsForm
    if_version: Version


class RosterForm(BaseModel):
    """The filter; ``salt`` and ``bits`` are base64."""

    model_config = ConfigDict(extra="forbid")

    salt: str
    bits: str
    hashes: int
    names: int


class RosterRequest(BaseModel):
    """A filter to take the place of the one there; null takes it away."""

    model_config = ConfigDict(extra="forbid")

    roster: RosterForm | None
    if_version: Version


class RosterAnswer(BaseModel):
    """How large the filter is; one in ``one_in`` other words is taken for a name."""

    names: int
    one_in: int
    bytes: int
    replaced_on: str


class ListsAnswer(BaseModel):
    """What stands, with the versions that a change has to name."""

    lists: WordsForm
    version: int
    roster: RosterAnswer | None
    roster_version: int


def routes(own_lists: OwnLists, sessions: Sessions) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/editing", tags=["leads"])
    edits = Depends(sessions.may(Permission.EDIT_CONTENT))
    writes = [Depends(own_request)]

    @router.get("/lists", response_model=ListsAnswer, responses=documented(*_READS))
    def read(account: Annotated[SignedIn, edits]) -> JSONResponse:
        """Give the lists, and how large the filter of staff names is."""
        return JSONResponse(own_lists.standing(account.organisation).told())

    @router.put(
        "/lists",
        response_model=ListsAnswer,
        responses=documented(*_WRITES),
        dependencies=writes,
        openapi_extra=described(WordsRequest),
    )
    def save(
        account: Annotated[SignedIn, edits],
        request: Annotated[WordsRequest, Depends(fitted_body(WordsRequest, WORDS_LIMIT))],
    ) -> JSONResponse:
        """Save places and patterns; each must fit, and none may hide ordinary words."""
        words: dict[str, Any] = request.lists.model_dump()
        return JSONResponse(own_lists.save(_editor(account), words, request.if_version).told())

    @router.put(
        "/roster",
        response_model=ListsAnswer,
        responses=documented(*_WRITES),
        dependencies=writes,
        openapi_extra=described(RosterRequest),
    )
    def save_roster(
        account: Annotated[SignedIn, edits],
        request: Annotated[RosterRequest, Depends(fitted_body(RosterRequest, ROSTER_LIMIT))],
    ) -> JSONResponse:
        """Replace the filter of staff names, which was built on the lead's own device."""
        document = request.roster.model_dump() if request.roster is not None else None
        found = own_lists.save_roster(_editor(account), document, request.if_version)
        return JSONResponse(found.told())

    return router


def _editor(account: SignedIn) -> Editor:
    return Editor(account.username, account.organisation)
