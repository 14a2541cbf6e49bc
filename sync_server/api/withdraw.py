"""POST /api/v1/withdraw: an author takes a summary back, with a code and nothing else.

No credential, no session and no cookie are looked at, and nothing about the request is kept.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.services.withdrawing import Withdrawing


class WithdrawRequest(BaseModel):
    """The summary's own code: 32 hexadecimal digits, whose SHA-256 went with it."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern="^[0-9a-f]{32}$", examples=["00112233445566778899aabbccddeeff"])


class WithdrawAnswer(BaseModel):
    """What became of it; a code that nobody made is unknown."""

    state: Literal["withdrawn", "too-late", "unknown"]


def routes(withdrawing: Withdrawing) -> APIRouter:
    """Make the route by which an author withdraws."""
    router = APIRouter(tags=["devices"])

    @router.post(
        "/withdraw",
        response_model=WithdrawAnswer,
        responses=documented(
            "too-many-tries", "too-large", "not-json", "invalid-request", "cross-site"
        ),
        openapi_extra=described(WithdrawRequest),
    )
    def take_back(
        request: Annotated[WithdrawRequest, Depends(fitted_body(WithdrawRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Take a summary's words away, within 28 days. Asking again is harmless.

        The figures stay as they are until their next step, so that nobody sees one leave.
        """
        return JSONResponse({"state": withdrawing.withdraw(request.code)})

    return router
