"""GET /api/v1/meta: what the server is, and what it says of itself to a trust's devices.

Nobody shows who they are to ask, and everybody who asks about a trust gets the same bytes: so
the keys for tokens in it cannot be other ones for one device than for the rest.
"""

from collections.abc import Callable, Mapping
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from app.domain.organisation import Organisation
from app.domain.summary import WIRE_VERSIONS
from app.domain.trust_content import tag_of
from sync_server.api.problems import documented
from sync_server.api.pwa import matches_etag
from sync_server.errors import Refusal
from sync_server.services.meta import MetaDesk
from sync_server.settings import VERSION

_AT_ONCE = 4


class ServerAnswer(BaseModel):
    """What this server is, and which summary schemas it takes: where no trust is named."""

    service: str
    api: int
    version: str
    summary_schemas: list[int]


class SignedAnswer(BaseModel):
    """JSON in base64url, the trust's signature over it, and what leads to the key that made it.

    Each of ``successors`` is such a document too: a key, signed by the one before it.
    """

    payload: str
    signature: str
    successors: list[dict[str, str]]


def routes(desk: MetaDesk, organisations: Callable[[], Mapping[str, Organisation]]) -> APIRouter:
    """Make the route that anybody may ask."""
    router = APIRouter(tags=["devices"])
    # Whoever comes first in a quarter waits for its keys; those who come next wait here, and not
    # on the threads that take summaries.
    limiter = CapacityLimiter(_AT_ONCE)

    @router.get(
        "/meta",
        response_model=SignedAnswer | ServerAnswer,
        responses=documented("organisation-unknown", "invalid-request")
        | {304: {"description": "The device has just this already."}},
    )
    async def meta(
        organisation: Annotated[str, Query(max_length=64, description="A trust's id.")] = "",
        if_none_match: Annotated[str, Header(description="The ETag of what is there.")] = "",
    ) -> Response:
        """Say what this server is; for a trust: its keys and backups, signed by the trust."""
        if not organisation:
            lowest, highest = WIRE_VERSIONS
            about = {"service": "layby", "api": 1, "version": VERSION}
            return JSONResponse(about | {"summary_schemas": list(range(lowest, highest + 1))})
        body = await to_thread.run_sync(document, organisation, limiter=limiter)
        headers = {"ETag": tag_of(body), "Cache-Control": "no-cache"}
        if matches_etag(if_none_match, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type="application/json")

    def document(organisation: str) -> bytes:
        if organisation not in organisations():
            raise Refusal("organisation-unknown")
        return desk.document(organisation)

    return router
