"""/api/v1/reports: issue a quarter's board report, and fetch it as PDF, HTML, XLSX or ZIP.

A report is of the whole trust, so an account for some areas alone has none. Issuing is a write
that may be repeated: the same number again gives what there is.
"""

from collections.abc import Callable, Mapping
from pathlib import Path as File
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.db.actions import IssueRow
from sync_server.permissions import Permission
from sync_server.reports.bundle import as_bundle
from sync_server.reports.html import as_html
from sync_server.reports.pdf import as_pdf
from sync_server.reports.report import Report
from sync_server.services.accounts import SignedIn
from sync_server.services.look_log import LookLog
from sync_server.services.report_desk import LONGEST_REASON, Reportable, ReportDesk

_READS = ("signed-out", "not-permitted", "cross-site")
_FILES = (*_READS, "invalid-request", "not-found", "report-withheld")
_WRITES = (
    *(*_READS, "invalid-request", "missing-header", "not-json", "too-large"),
    *("changed-meanwhile", "content-invalid"),
)
Kind = Literal["pdf", "html", "xlsx", "zip"]
_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


class IssueAnswer(BaseModel):
    """One issue; ``id`` names its files."""

    id: str
    number: int
    issued_on: str
    issued_by: str
    reason: str


class QuarterAnswer(BaseModel):
    """A closed quarter with its issues, the last first; ``next`` is the number to issue.

    ``lacks`` says in sentences what a board would miss in a first issue, as it would be now.
    """

    period: str
    words: str
    issues: list[IssueAnswer]
    next: int
    lacks: list[str]


class ReportsAnswer(BaseModel):
    """Every closed quarter, newest first."""

    quarters: list[QuarterAnswer]


class IssueRequest(BaseModel):
    """Which quarter, as which number, and from the second on why."""

    model_config = ConfigDict(extra="forbid")

    period: str = Field(max_length=10)
    number: int = Field(ge=1, le=1000, strict=True)
    reason: str = Field("", max_length=LONGEST_REASON)


def routes(
    desk: ReportDesk,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
    assets: File,
) -> APIRouter:
    """Make the routes; ``assets`` hold the template, the fonts and the schema."""
    router = APIRouter(prefix="/reports", tags=["leads"])
    # Whoever may read summaries reads of the whole trust.
    reads = Depends(sessions.may(Permission.READ_SUMMARIES))
    issues = Depends(sessions.may(Permission.ACT_ON_THEMES))

    @router.get("", response_model=ReportsAnswer, responses=documented(*_READS))
    def quarters(account: Annotated[SignedIn, reads]) -> JSONResponse:
        """List the closed quarters with the reports issued about each."""
        found = desk.quarters(organisation_of(account.organisation))
        return JSONResponse({"quarters": [_quarter(one) for one in found]})

    @router.post(
        "",
        response_model=IssueAnswer,
        responses=documented(*_WRITES),
        openapi_extra=described(IssueRequest),
        dependencies=[Depends(own_request)],
    )
    def issue(
        account: Annotated[SignedIn, issues],
        asked: Annotated[IssueRequest, Depends(fitted_body(IssueRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Issue a report; a second one about the same quarter says why there is another."""
        trust = organisation_of(account.organisation)
        row = desk.issue(trust, account.username, asked.period, asked.number, asked.reason)
        return JSONResponse(_issue(row))

    def fetched(account: SignedIn, period: str, number: int) -> Report:
        trust = organisation_of(account.organisation)
        report = desk.report(trust, period, number)
        looks.note(trust.id, account.username, f"looked at report {number} of {report.period}")
        return report

    _add_files(router, fetched, reads, assets)
    return router


def _add_files(
    router: APIRouter,
    fetched: Callable[[SignedIn, str, int], Report],
    reads: Needed,
    assets: File,
) -> None:
    makers: Mapping[str, Callable[[Report], bytes]] = {
        "pdf": lambda report: as_pdf(report, assets),
        "html": as_html,
        "xlsx": _as_workbook,
        "zip": lambda report: as_bundle(report, assets),
    }

    @router.get(
        "/{period}-{number}.{kind}",
        response_class=Response,
        responses={
            **documented(*_FILES),
            200: {"content": {name: {} for name in _TYPES.values()}},
        },
    )
    def report_file(
        account: Annotated[SignedIn, reads],
        period: Annotated[str, Path(pattern="^[0-9]{4}-Q[1-4]$", description="Such as 2026-Q3.")],
        number: Annotated[int, Path(ge=0, le=1000, description="The issue; 0 for a draft.")],
        kind: Kind,
    ) -> Response:
        """Give a report as a file: as it was issued, or for number 0 as it would be now."""
        report = fetched(account, period, number)
        name = f"layby-report-{report.period}-{number or 'draft'}.{kind}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(makers[kind](report), headers=headers, media_type=_TYPES[kind])


def _quarter(one: Reportable) -> dict[str, object]:
    return {
        "period": one.period.id,
        "words": one.period.words,
        "issues": [_issue(row) for row in one.issues],
        "next": len(one.issues) + 1,
        "lacks": list(one.lacks),
    }


def _issue(row: IssueRow) -> dict[str, object]:
    return {
        "id": f"{row.period}-{row.number}",
        "number": row.number,
        "issued_on": row.issued_on,
        "issued_by": row.issued_by,
        "reason": row.reason,
    }


def _as_workbook(report: Report) -> bytes:
    # Read when it is first wanted: few want it, and each server would hold it from its start.
    from sync_server.reports.workbook import as_workbook

    return as_workbook(report)
