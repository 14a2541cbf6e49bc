"""Headcount, brought as a file by those who edit content; reach, read by those who read themes."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from app.domain.insight_figures import ReachView, Tree
from app.domain.organisation import Organisation
from sync_server.api import insight_answers as say
from sync_server.api.bodies import KIB, described, fitted_body
from sync_server.api.headcount_forms import HeadcountAnswer, HeadcountRequest
from sync_server.api.insight_answers import newest
from sync_server.api.insights import said
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.headcounts import HeadcountDesk, Preview
from sync_server.services.insights import Insights
from sync_server.services.look_log import LookLog
from sync_server.services.reach import ReachDesk

#: A file of 4 MB in base64.
FILE_LIMIT = 5600 * KIB
_READS = ("signed-out", "not-permitted", "cross-site")
_WRITES = (
    *(*_READS, "missing-header", "invalid-request", "not-json", "too-large"),
    "changed-meanwhile",
)
TrustOf = Callable[[str], Organisation]
PeriodText = Annotated[str, Query(max_length=10, description="Such as 2026-Q4-B1 or 2026-Q4.")]


def routes(
    headcounts: HeadcountDesk,
    insights: Insights,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["leads"])
    router.include_router(_headcount(headcounts, sessions, organisation_of, looks))
    router.include_router(_reach(headcounts, insights, sessions, organisation_of, looks))
    return router


def _headcount(
    headcounts: HeadcountDesk,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> APIRouter:
    router = APIRouter()
    edits = Depends(sessions.may(Permission.EDIT_CONTENT))

    @router.get("/headcount", response_model=HeadcountAnswer, responses=documented(*_READS))
    def read(account: Annotated[SignedIn, edits]) -> JSONResponse:
        """Give the headcount in use."""
        looks.note(account.organisation, account.username, "looked at the headcount")
        return _told(headcounts.standing(organisation_of(account.organisation)))

    @router.put(
        "/headcount",
        response_model=HeadcountAnswer,
        responses=documented(*_WRITES),
        openapi_extra=described(HeadcountRequest),
        dependencies=[Depends(own_request)],
    )
    def bring(
        account: Annotated[SignedIn, edits],
        request: Annotated[HeadcountRequest, Depends(fitted_body(HeadcountRequest, FILE_LIMIT))],
    ) -> JSONResponse:
        """Read a file: every error by row and column, or its sums; used only with ``apply``."""
        trust, content = organisation_of(account.organisation), _decoded(request.file)
        if not request.apply:
            looks.note(trust.id, account.username, "looked at what a headcount file would change")
            return _told(headcounts.preview(trust, content, request.as_at))
        version = request.if_version
        return _told(headcounts.apply(trust, account.username, content, request.as_at, version))

    return router


def _reach(
    headcounts: HeadcountDesk,
    insights: Insights,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> APIRouter:
    router = APIRouter()
    reads = Depends(sessions.may(Permission.READ_THEMES))
    desk = ReachDesk(insights, headcounts.people)

    @router.get(
        "/reach", response_model=ReachView, responses=documented(*_READS, "invalid-request")
    )
    def reach(account: Annotated[SignedIn, reads], period: PeriodText, tree: Tree) -> JSONResponse:
        """Give conversations for every 100 people, and who is not reached, with the answers."""
        if account.areas and tree != "area":
            raise Refusal("not-permitted")
        trust = organisation_of(account.organisation)
        asked = insights.period(trust, period)
        looks.note(trust.id, account.username, f"looked at reach by {tree} in {asked.id}")
        rows = desk.reached(trust, asked, tree, account.areas)
        answer = ReachView(
            note=insights.note(),
            minimum_group=insights.minimum_group,
            code_version=newest(asked),
            period=say.period(asked),
            tree=tree,
            as_at=headcounts.standing(trust).sheet.as_at,
            about=desk.note(trust),
            rows=tuple(rows),
        )
        return said(answer)

    return router


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Refusal("invalid-request", field="file") from error


def _told(found: Preview) -> JSONResponse:
    return JSONResponse(HeadcountAnswer.of(found).model_dump(mode="json"))
