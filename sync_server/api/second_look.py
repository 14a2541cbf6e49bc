"""POST /api/v1/second-look: a device asks, with a code of its own, about one summary.

No pass, no session and no cookie are looked at, and nothing about the request is kept. The
code stands in the body, for addresses end up in the logs of whatever lies between.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.services.withdrawals import Withdrawals


class PlaceAnswer(BaseModel):
    """A stretch of the text as it was sent, in code points, and what kind of thing it is."""

    start: int
    end: int
    kind: str


class SecondLookRequest(BaseModel):
    """The withdrawal code: 32 hexadecimal digits, whose SHA-256 went with the summary."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern="^[0-9a-f]{32}$", examples=["00112233445566778899aabbccddeeff"])


class SecondLookAnswer(BaseModel):
    """What there is to say; an unknown code is answered like one with nothing to say."""

    state: Literal["nothing", "needs-another-look", "flagged"]
    places: list[PlaceAnswer]


def routes(withdrawals: Withdrawals) -> APIRouter:
    """Make the route by which a device asks."""
    router = APIRouter(tags=["devices"])

    @router.post(
        "/second-look",
        response_model=SecondLookAnswer,
        responses=documented(
            "too-many-tries", "too-large", "not-json", "invalid-request", "cross-site"
        ),
        openapi_extra=described(SecondLookRequest),
    )
    def ask(
        request: Annotated[SecondLookRequest, Depends(fitted_body(SecondLookRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Say whether a summary needs another look, or was flagged by a reader."""
        said = withdrawals.tell(request.code)
        places = [place.to_document() for place in said.places]
        return JSONResponse({"state": said.state, "places": places})

    return router
