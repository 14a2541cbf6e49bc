"""POST /api/v1/summaries: an outbox hands in what it holds.

A summary and its token are all there is: no credential, no session and no cookie are looked
at, and nothing about the request is kept.
"""

import asyncio
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SUMMARIES_LIMIT, described, fitted_body
from sync_server.api.door import Answering
from sync_server.api.problems import documented
from sync_server.api.second_look import PlaceAnswer
from sync_server.errors import Refusal
from sync_server.services.intake import Intake
from sync_server.services.receipts import of_older_app
from sync_server.services.retention import Retention

MOST_ITEMS = 50
PATH = "/summaries"


class SummariesRequest(BaseModel):
    """1 to 50 items, each a ``summary`` and the ``token`` it is sent with; judged one by one.

    ``pad`` is not looked at: with it a request's length says little about its text.
    """

    model_config = ConfigDict(extra="forbid")

    items: list[Any] = Field(
        min_length=1,
        max_length=MOST_ITEMS,
        description='{"token": {"key", "prepared", "signature"}, "summary": {…}}',
    )
    pad: str = ""


_fitted = fitted_body(SummariesRequest, SUMMARIES_LIMIT)


class ReceiptAnswer(BaseModel):
    """What became of one item; ``id`` is empty where the item had no usable one.

    ``places`` stand with a text that could name someone, in code points of it as it was sent.
    ``deferred`` means that nothing was judged: the same may be sent again later.
    """

    id: str
    status: Literal["stored", "duplicate", "conflict", "needs-another-look", "rejected", "deferred"]
    reason: str | None = None
    detail: str | None = None
    field: str | None = None
    places: list[PlaceAnswer] | None = None


class SummariesAnswer(BaseModel):
    """One receipt per item, in the order of the items.

    What was stored under this ``epoch`` and ``mark`` lies in a verified backup once the
    server's published mark, under the same epoch, is higher.
    """

    receipts: list[ReceiptAnswer]
    epoch: str
    mark: int


def submission(intake: Intake, retention: Retention) -> Answering:
    """Make what answers a request with summaries, however it was routed here."""

    async def submit(request: Request) -> JSONResponse:
        """Store summaries. Sending again is harmless; nothing stored is ever overwritten.

        A text that could name someone is not stored: its receipt gives the places, and it may
        be sent once more under the same id with ``looked_again``. Then it is stored, counted,
        and never quoted. Only what is stored uses its token up.
        """
        asked = await _fitted(request)
        if of_older_app(asked.items):
            raise Refusal("app-too-old")
        if not retention.tended:
            await asyncio.to_thread(retention.tend)
        taken = await intake.received(asked.items)
        receipts = [receipt.to_document() for receipt in taken.receipts]
        answer = {"receipts": receipts, "epoch": taken.epoch, "mark": taken.mark}
        return JSONResponse(answer)

    return submit


def routes(submit: Answering) -> APIRouter:
    """Make the intake routes; ``submit`` is a ``submission``."""
    router = APIRouter(tags=["devices"])
    router.add_api_route(
        PATH,
        submit,
        methods=["POST"],
        response_model=SummariesAnswer,
        responses=documented(
            "app-too-old", "too-large", "not-json", "invalid-request", "cross-site"
        ),
        openapi_extra=described(SummariesRequest),
    )
    return router
