"""GET /api/v1/audit: who did what in the trust, for its auditors. Never a word of a text."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.audit_reading import AuditReading

MOST = 200


class ActAnswer(BaseModel):
    """One act: its number, when (to the minute, as the server's clock had it), who, what."""

    number: int
    at: str
    who: str
    what: str


class AuditAnswer(BaseModel):
    """Acts, newest first. ``before`` asks for those before the last; null when there are none."""

    acts: list[ActAnswer]
    before: int | None


def routes(reading: AuditReading, sessions: Sessions) -> APIRouter:
    """Make the auditor's route."""
    router = APIRouter(tags=["leads"])
    audits = Depends(sessions.may(Permission.READ_AUDIT))

    @router.get(
        "/audit",
        response_model=AuditAnswer,
        responses=documented(
            "signed-out", "not-permitted", "second-factor-missing", "invalid-request", "cross-site"
        ),
    )
    def acts(
        account: Annotated[SignedIn, audits],
        before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
        most: Annotated[int, Query(ge=1, le=MOST)] = 50,
    ) -> JSONResponse:
        """Give the trust's acts, newest first."""
        found = reading.acts(account.organisation, before, most)
        told = [
            ActAnswer(number=one.number, at=one.at, who=one.who, what=one.what) for one in found
        ]
        last = told[-1].number if len(told) == most else None
        return JSONResponse(AuditAnswer(acts=told, before=last).model_dump())

    return router
