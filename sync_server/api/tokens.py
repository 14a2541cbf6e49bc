"""POST /api/v1/tokens: an enrolled device has tokens signed, ahead of needing them.

This is where a device says who it is, and what it has signed here says nothing: the messages
are blinded. A summary goes to another address, later, without a word about the device.
"""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.base64url import read_bytes, write_bytes
from app.domain.rsa_key import BYTES
from sync_server.api.bodies import KIB, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sender import DeviceGate
from sync_server.errors import Refusal
from sync_server.services.device_book import Device
from sync_server.services.issuing import MOST_AT_ONCE, Issuing

_LIMIT = 64 * KIB
_SIGNING_AT_ONCE = 2
_CHARACTERS = (4 * BYTES + 2) // 3


class TokensRequest(BaseModel):
    """The key, by its id in the trust's metadata, and messages blinded under it (base64url)."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(pattern="^[0-9a-f]{32}$")
    blinded: list[Annotated[str, Field(min_length=_CHARACTERS, max_length=_CHARACTERS)]] = Field(
        min_length=1, max_length=MOST_AT_ONCE
    )


class TokensAnswer(BaseModel):
    """One blind signature for each message, in their order (base64url)."""

    signatures: list[str]


def routes(issuing: Issuing, gate: DeviceGate) -> APIRouter:
    """Make the route that has tokens signed."""
    router = APIRouter(tags=["devices"])

    # Signing has threads of its own: those that take summaries are never kept waiting by it.
    limiter = CapacityLimiter(_SIGNING_AT_ONCE)

    @router.post(
        "/tokens",
        response_model=TokensAnswer,
        responses=documented(
            "device-unknown",
            "key-retired",
            "key-not-yours",
            "token-quota",
            "too-large",
            "not-json",
            "invalid-request",
            "cross-site",
        ),
        openapi_extra=described(TokensRequest),
    )
    async def tokens(
        device: Annotated[Device, Depends(gate)],
        request: Annotated[TokensRequest, Depends(fitted_body(TokensRequest, _LIMIT))],
    ) -> JSONResponse:
        """Sign each message. The same list sent again is signed again and not counted again."""
        try:
            blinded = [read_bytes(message, BYTES) for message in request.blinded]
        except ValueError:
            raise Refusal("invalid-request", field="blinded") from None
        signatures = await to_thread.run_sync(
            issuing.sign, device, request.key, blinded, limiter=limiter
        )
        return JSONResponse(
            {"signatures": [write_bytes(signature) for signature in signatures]},
            headers={"Cache-Control": "no-store"},
        )

    return router
