"""POST /api/v1/enrolments: a code makes a device one of the trust's."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import UUID4, BaseModel, ConfigDict, Field

from app.domain.base64url import write_bytes
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.services.enrolment import Enrolment


class EnrolmentRequest(BaseModel):
    """A code as typed, and the try's own random number (repeat it when sending again)."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=100, examples=["K7QF-2M9X-TR4B"])
    attempt: UUID4


class TrustKey(BaseModel):
    """An RSA key of 3,072 bits: ``n`` in base64url."""

    n: str
    e: int


class EnrolmentAnswer(BaseModel):
    """The trust, this device's credential, its areas (none for all) and the trust's key.

    What the trust publishes is signed with that key. A link to enrol with carries the key's
    ``fingerprint``: a device refuses an answer that does not fit its link.
    """

    organisation: dict[str, Any]
    credential: str
    areas: list[str]
    trust_key: TrustKey
    fingerprint: str


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
            "enrolment-code-revoked",
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
                "credential": write_bytes(enrolled.credential),
                "areas": list(enrolled.areas),
                "trust_key": enrolled.trust_key.to_document(),
                "fingerprint": enrolled.trust_key.key_id,
            },
            201,
        )

    return router
