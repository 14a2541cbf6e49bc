"""POST /api/v1/enrolments: a code makes a device one of the trust's."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import UUID4, BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.services.enrolment import Enrolment


class EnrolmentRequest(BaseModel):
    """A code as typed, and the try's own random number (repeat it when sending again)."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=100, examples=["K7QF-2M9X-TR4B"])
    attempt: UUID4


class EnrolmentAnswer(BaseModel):
    """The trust, and the pass to send with summaries: one per trust, the same for all."""

    organisation: dict[str, Any]
    submission_pass: str


def routes(enrolment: Enrolment) -> APIRouter:
    """Make the enrolment routes."""
    router = APIRouter(tags=["devices"])

    @router.post(
        "/enrolments",
        status_code=201,
        response_model=EnrolmentAnswer,
        responses=documented(
            "enrolment-code-unknown",
            "enrolment-code-used",
            "enrolment-code-expired",
            "too-many-tries",
            "too-large",
            "not-json",
            "invalid-request",
            "cross-site",
        ),
        openapi_extra=described(EnrolmentRequest),
    )
    def enrol(
        request: Annotated[EnrolmentRequest, Depends(fitted_body(EnrolmentRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Enrol a device with a code. The same attempt sent again gets the same answer."""
        enrolled = enrolment.redeem(request.code, str(request.attempt))
        return JSONResponse(
            {
                "organisation": enrolled.organisation.to_document(),
                "submission_pass": enrolled.submission_pass,
            },
            201,
        )

    return router
