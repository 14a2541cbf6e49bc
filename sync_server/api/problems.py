"""Problems: every answer that is not a success, as RFC 9457 problem documents.

``CATALOGUE`` is the whole list. A problem's ``type`` is the origin-relative path
``/problems/<slug>``; slugs never change. ``detail`` is a sentence for a person and never
repeats anything from the request, but for ``content-invalid``: it names the place in a guide
or service, as its author wrote it, and is sent to nobody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from sync_server.errors import Refusal
from sync_server.observability import log_fault

MEDIA_TYPE = "application/problem+json"
_BUSY_SECONDS = 5


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, title and usual detail."""

    status: int
    title: str
    detail: str


CATALOGUE: Mapping[str, Kind] = {
    "not-json": Kind(400, "Not JSON", "The request is not well-formed JSON."),
    "invalid-request": Kind(
        422, "Invalid request", "The request does not have the form this address expects."
    ),
    "too-large": Kind(413, "Too large", "The request is larger than this address accepts."),
    "not-found": Kind(404, "Not found", "There is nothing at this address."),
    "method-not-allowed": Kind(
        405, "Method not allowed", "This address does not answer this kind of request."
    ),
    "request-refused": Kind(400, "Request refused", "The request could not be understood."),
    "cross-site": Kind(403, "Cross-site request", "Requests from other sites are not accepted."),
    "missing-header": Kind(
        403, "Missing header", "This request lacks a header that Layby's own app always sends."
    ),
    "not-permitted": Kind(403, "Not permitted", "Your account may not do this."),
    "enrolment-code-unknown": Kind(
        404, "Enrolment code unknown", "This code is not known. Check it letter by letter."
    ),
    "enrolment-code-used": Kind(
        409, "Enrolment code used up", "This code has been used up. Ask for a new one."
    ),
    "enrolment-code-expired": Kind(
        410, "Enrolment code expired", "This code has expired. Ask for a new one."
    ),
    "submission-pass-unknown": Kind(
        401,
        "Submission pass unknown",
        "This device is not enrolled with this trust. Enrol it again.",
    ),
    "sign-in-failed": Kind(401, "Sign-in failed", "The user name or the password is not right."),
    "signed-out": Kind(401, "Signed out", "You are signed out. Sign in again."),
    "too-many-tries": Kind(
        429, "Too many tries", "Too many tries in a short time. Wait a little, then try again."
    ),
    "quarter-unknown": Kind(422, "Quarter unknown", "A quarter looks like 2026-Q4."),
    "staff-group-unknown": Kind(422, "Staff group unknown", "Choose one of the staff groups."),
    "text-unknown": Kind(404, "Text unknown", "There is no such text any more."),
    "flag-stays": Kind(
        409,
        "Flag stays",
        "It stays hidden. Only who hid it can show it again, and only on the same day.",
    ),
    "content-invalid": Kind(
        422, "Content does not fit", "This does not have the form that devices can use."
    ),
    "changed-meanwhile": Kind(
        409,
        "Changed meanwhile",
        "Somebody else has changed this since you opened it. Nothing was overwritten. "
        "Look at their version, then save yours again.",
    ),
    "busy": Kind(503, "Busy", "The server is busy just now. It is worth trying again soon."),
    "fault": Kind(500, "Fault", "The server has a fault. Nothing was changed."),
}


def problem(
    slug: str, *, detail: str = "", field: str = "", retry_after: int | None = None
) -> JSONResponse:
    """Make the response for one kind of problem."""
    kind = CATALOGUE[slug]
    document: dict[str, Any] = {
        "type": f"/problems/{slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.detail,
    }
    if field:
        document["field"] = field
    headers = {"Cache-Control": "no-store"}
    if retry_after is not None:
        document["retry_after"] = retry_after
        headers["Retry-After"] = str(retry_after)
    return JSONResponse(document, kind.status, headers, MEDIA_TYPE)


def documented(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """Give OpenAPI's responses for the problems a route may answer with."""
    responses: dict[int | str, dict[str, Any]] = {}
    for slug in sorted({*slugs, "busy", "fault"}):
        kind = CATALOGUE[slug]
        entry = responses.setdefault(
            kind.status,
            {
                "description": HTTPStatus(kind.status).phrase,
                "content": {
                    MEDIA_TYPE: {
                        "schema": {"$ref": "#/components/schemas/Problem"},
                        "examples": {},
                    }
                },
            },
        )
        entry["content"][MEDIA_TYPE]["examples"][slug] = {
            "summary": kind.title,
            "value": {
                "type": f"/problems/{slug}",
                "title": kind.title,
                "status": kind.status,
                "detail": kind.detail,
            },
        }
    return responses


SCHEMA: Mapping[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457 problem details.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/problems/{slug}" for slug in CATALOGUE]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "field": {"type": "string", "description": "The misfitting input, by name."},
        "retry_after": {"type": "integer", "description": "Seconds to wait."},
    },
}


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101 -- registered for this class only
    detail = "" if error.message == Refusal.default else error.message
    return problem(error.slug, detail=detail, field=error.field, retry_after=error.retry_after)


def _misformed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    # Only the place is taken from the error: its message and input may quote the request.
    place = error.errors()[0]["loc"]
    return problem("invalid-request", field=str(place[1]) if len(place) == 2 else "")


def _plain(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    slugs = {404: "not-found", 405: "method-not-allowed"}
    response = problem(slugs.get(error.status_code, "request-refused"))
    if error.headers and "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response


def _busy(request: Request, error: Exception) -> JSONResponse:
    log_fault(error, _route(request))
    return problem("busy", retry_after=_BUSY_SECONDS)


def _route(request: Request) -> str:
    """Give the route's template, never the path that was asked for."""
    return str(getattr(request.scope.get("route"), "path", ""))


def _fault(_request: Request, _error: Exception) -> JSONResponse:
    return problem("fault")


def log_unexpected(scope: Scope, error: Exception) -> None:
    """Log an unexpected error's place, without its message."""
    log_fault(error, _route(Request(scope)))


def install(app: FastAPI) -> None:
    """Let every error leave ``app`` as a problem document."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _misformed)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(OperationalError, _busy)
    # This one answers and raises again: the shield around the site logs it.
    app.add_exception_handler(Exception, _fault)
