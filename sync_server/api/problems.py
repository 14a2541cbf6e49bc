"""Problems: every answer that is not a success, as RFC 9457 problem documents.

``problem_kinds.CATALOGUE`` is the whole list. A problem's ``type`` is the origin-relative path
``/problems/<slug>``; slugs never change. ``detail`` is a sentence for a person and never
repeats anything from the request, but for ``content-invalid``: it names the place in a guide
or service, as its author wrote it, and is sent to nobody else.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from sync_server.api.problem_kinds import CATALOGUE
from sync_server.errors import Refusal
from sync_server.observability import log_fault

MEDIA_TYPE = "application/problem+json"
_BUSY_SECONDS = 5


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


def refusal(_request: Request, error: Exception) -> JSONResponse:
    """Answer what was refused."""
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


def too_busy(request: Request, error: Exception) -> JSONResponse:
    """Answer where the database could not be had, and log where that was."""
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
    app.add_exception_handler(Refusal, refusal)
    app.add_exception_handler(RequestValidationError, _misformed)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(OperationalError, too_busy)
    # This one answers and raises again: the shield around the site logs it.
    app.add_exception_handler(Exception, _fault)
