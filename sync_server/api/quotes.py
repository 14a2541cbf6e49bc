"""/api/v1/quotes: sentences that a lead approved, shown with a group or an area, never both."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.insight_figures import Tree
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.summary import MAX_CHARACTERS
from sync_server.api.bodies import KIB, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.api.themes import asked_quarter
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.look_log import LookLog
from sync_server.services.quoting import ApprovedQuote, Quoting, Wanted

_LIMIT = 32 * KIB
_READS = ("signed-out", "not-permitted", "cross-site")
_CHANGES = (*_READS, "missing-header", "invalid-request")
_WRITES = (
    *(*_CHANGES, "not-json", "too-large", "quarter-unknown", "staff-group-unknown"),
    *("text-unknown", "quote-refused"),
)
NOTE = (
    "Exact words that a lead approved, shown with a staff group or an area, never with both, and "
    "without a week. A text that is hidden or taken back takes its quotes along."
)
TrustOf = Callable[[str], Organisation]
Identity = Annotated[str, Path(max_length=32, description="The quote's id.")]


class QuoteRequest(BaseModel):
    """Where a text was read, one of its sentences word for word, and what to show it with."""

    model_config = ConfigDict(extra="forbid")

    handle: str = Field(max_length=64)
    quarter: str = Field(max_length=7)
    staff_group: str = Field(max_length=2)
    words: str = Field(min_length=1, max_length=MAX_CHARACTERS)
    theme: str = Field(max_length=64)
    tree: Tree


class QuoteAnswer(BaseModel):
    """A quote; ``node`` is a staff group's code or an area's id, ``name`` what people call it."""

    id: str
    words: str
    theme: str
    label: str
    tree: Tree
    node: str
    name: str
    period: str


class QuotesAnswer(BaseModel):
    """The quotes that stand, in no telling order."""

    note: str
    quotes: list[QuoteAnswer]


class WithdrawnAnswer(BaseModel):
    """That the quote is gone."""

    withdrawn: bool


def routes(
    quoting: Quoting, sessions: Sessions, organisation_of: TrustOf, looks: LookLog
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/quotes", tags=["leads"])
    _add_list(router, quoting, sessions, organisation_of, looks)
    _add_changes(router, quoting, sessions, organisation_of)
    return router


def _add_list(
    router: APIRouter,
    quoting: Quoting,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> None:
    reads = Depends(sessions.may(Permission.READ_SUMMARIES))

    @router.get("", response_model=QuotesAnswer, responses=documented(*_READS))
    def quotes(account: Annotated[SignedIn, reads]) -> JSONResponse:
        """List the quotes that stand."""
        organisation = organisation_of(account.organisation)
        looks.note(organisation.id, account.username, "looked at quotes")
        found = [_told(quote) for quote in quoting.live(organisation)]
        return JSONResponse({"note": NOTE, "quotes": found})


def _add_changes(
    router: APIRouter, quoting: Quoting, sessions: Sessions, organisation_of: TrustOf
) -> None:
    approves = Depends(sessions.may(Permission.CHECK_THEMES))
    writes = [Depends(own_request)]

    @router.post(
        "",
        response_model=QuoteAnswer,
        responses=documented(*_WRITES),
        openapi_extra=described(QuoteRequest),
        dependencies=writes,
    )
    def approve(
        account: Annotated[SignedIn, approves],
        request: Annotated[QuoteRequest, Depends(fitted_body(QuoteRequest, _LIMIT))],
    ) -> JSONResponse:
        """Let a sentence be shown; ``quote-refused`` says in words why it cannot."""
        if request.staff_group not in STAFF_GROUPS:
            raise Refusal("staff-group-unknown", field="staff_group")
        wanted = Wanted(
            request.handle,
            asked_quarter(request.quarter),
            request.staff_group,
            request.words,
            request.theme,
            request.tree,
        )
        organisation = organisation_of(account.organisation)
        return JSONResponse(_told(quoting.approve(organisation, account.username, wanted)))

    @router.delete(
        "/{identity}",
        response_model=WithdrawnAnswer,
        responses=documented(*_CHANGES, "not-found"),
        dependencies=writes,
    )
    def withdraw(account: Annotated[SignedIn, approves], identity: Identity) -> JSONResponse:
        """Take a quote back."""
        organisation = organisation_of(account.organisation)
        quoting.withdraw(organisation, account.username, identity)
        return JSONResponse({"withdrawn": True})


def _told(quote: ApprovedQuote) -> dict[str, Any]:
    return vars(quote)
