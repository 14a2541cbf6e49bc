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
from sync_server.api.second_look import PlaceAnswer
from sync_server.api.sender import Sender
from sync_server.services.intake import Intake
from sync_server.services.retention import Retention

MOST_ITEMS = 50


class SummariesRequest(BaseModel):
    """1 to 50 summaries; each is judged alone by the wire schema."""

    model_config = ConfigDict(extra="forbid")

    items: list[Any] = Field(min_length=1, max_length=MOST_ITEMS)


class ReceiptAnswer(BaseModel):
    """What became of one item; ``id`` is empty where the item had no usable one.

    ``places`` stand with a text that could name someone, in code points of it as it was sent.
    """

    id: str
    status: Literal["stored", "duplicate", "conflict", "needs-another-look", "rejected"]
    reason: str | None = None
    detail: str | None = None
    field: str | None = None
    places: list[PlaceAnswer] | None = None


class SummariesAnswer(BaseModel):
    """One receipt per item, in the order of the items."""

    receipts: list[ReceiptAnswer]


def routes(intake: Intake, retention: Retention, sender: Sender) -> APIRouter:
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
        """Store summaries. Sending again is harmless; nothing stored is ever overwritten.

        A text that could name someone is not stored: its receipt gives the places, and it may
        be sent once more under the same id with ``looked_again``. Then it is stored, counted,
        and never quoted.
        """
        retention.tend()
        receipts = intake.receive(organisation, request.items)
        return JSONResponse({"receipts": [receipt.to_document() for receipt in receipts]})

    return router
