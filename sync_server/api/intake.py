"""POST /api/v1/summaries: an outbox hands in what it holds.

The request has a body and a pass, and neither says who sends it. No cookie is looked at.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import SUMMARIES_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sender import Sender
from sync_server.services.intake import Intake

MOST_ITEMS = 50


class SummariesRequest(BaseModel):
    """1 to 50 summaries; each is judged alone by the wire schema."""

    model_config = ConfigDict(extra="forbid")

    items: list[Any] = Field(min_length=1, max_length=MOST_ITEMS)


class ReceiptAnswer(BaseModel):
    """What became of one item; ``id`` is empty where the item had no usable one."""

    id: str
    status: Literal["stored", "duplicate", "conflict", "rejected"]
    reason: str | None = None
    detail: str | None = None
    field: str | None = None


class SummariesAnswer(BaseModel):
    """One receipt per item, in the order of the items."""

    receipts: list[ReceiptAnswer]


def routes(intake: Intake, sender: Sender) -> APIRouter:
    """Make the intake routes."""
    router = APIRouter(tags=["devices"])

    @router.post(
        "/summaries",
        response_model=SummariesAnswer,
        responses=documented(
            "submission-pass-unknown", "too-large", "not-json", "invalid-request", "cross-site"
        ),
        openapi_extra=described(SummariesRequest),
    )
    def submit(
        organisation: Annotated[Organisation, Depends(sender)],
        request: Annotated[
            SummariesRequest, Depends(fitted_body(SummariesRequest, SUMMARIES_LIMIT))
        ],
    ) -> JSONResponse:
        """Store summaries. Sending again is harmless; nothing stored is ever overwritten."""
        receipts = intake.receive(organisation, request.items)
        return JSONResponse({"receipts": [receipt.to_document() for receipt in receipts]})

    return router
