"""/api/v1/audit: who did what in the trust, for its auditors. Never a word of a text."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.audit_reading import AuditReading

MOST = 200
_REFUSALS = (
    *("signed-out", "not-permitted", "second-factor-missing", "invalid-request", "cross-site"),
)

Kind = Literal["looks", "sign-ins", "accounts", "enrolment", "other"]
AskedKind = Annotated[Kind | None, Query(description="Only acts of this kind.")]
Since = Annotated[date | None, Query(description="The first day.")]
Until = Annotated[date | None, Query(description="The last day.")]


class ActAnswer(BaseModel):
    """One act: its number, when (to the minute, as the server's clock had it), who, what."""

    number: int
    at: str
    who: str
    what: str
    kind: Kind


class AuditAnswer(BaseModel):
    """Acts, newest first. ``before`` asks for those before the last; null when there are none."""

    acts: list[ActAnswer]
    before: int | None


class ChainAnswer(BaseModel):
    """Whether the log is as it was written: each act hashes the one before it.

    ``broken_at`` is the number of the first act that does not follow, 0 where all do. ``cut``
    says that an end seen earlier is there no more. ``end`` is the hash of the last act.
    """

    acts: int
    end: str
    broken_at: int
    cut: bool


def routes(reading: AuditReading, sessions: Sessions) -> APIRouter:
    """Make the auditor's routes."""
    router = APIRouter(prefix="/audit", tags=["leads"])
    audits = Depends(sessions.may(Permission.READ_AUDIT))

    @router.get("", response_model=AuditAnswer, responses=documented(*_REFUSALS))
    def acts(
        account: Annotated[SignedIn, audits],
        before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
        most: Annotated[int, Query(ge=1, le=MOST)] = 50,
        *,
        kind: AskedKind = None,
        since: Since = None,
        until: Until = None,
    ) -> JSONResponse:
        """Give the trust's acts, newest first."""
        days = (since, until)
        found = reading.acts(account.organisation, before, most, kind or "", days)
        told = [ActAnswer(**vars(one)) for one in found]
        last = told[-1].number if len(told) == most else None
        return JSONResponse(AuditAnswer(acts=told, before=last).model_dump())

    _add_whole(router, audits, reading)
    return router


def _add_whole(router: APIRouter, audits: Needed, reading: AuditReading) -> None:
    @router.get("/chain", response_model=ChainAnswer, responses=documented(*_REFUSALS))
    def chain(account: Annotated[SignedIn, audits]) -> JSONResponse:
        """Follow every link of the log, and say whether it is as it was written."""
        return JSONResponse(vars(reading.chain(account.organisation)))

    @router.get(
        "/file",
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}, **documented(*_REFUSALS)},
    )
    def file(
        account: Annotated[SignedIn, audits],
        kind: AskedKind = None,
        since: Since = None,
        until: Until = None,
    ) -> Response:
        """Give the acts as CSV, oldest first. That they were taken is an act itself."""
        days = (since, until)
        text = reading.file(account.organisation, account.username, kind or "", days)
        return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")
