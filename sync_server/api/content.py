"""GET /api/v1/content: a device fetches what its trust has published.

The request shows the device's credential and the tag of what it has (``tag_of``). Nothing is
kept of who asked, or when. The answer is signed with the trust's own key, which the device has
known since it enrolled (``app.domain.signed_document``).
"""

import gzip
import json
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.responses import Response
from pydantic import BaseModel

from app.domain.signed_document import CONTENT
from app.domain.trust_content import tag_of
from sync_server.api.problems import documented
from sync_server.api.pwa import accepts, matches_etag
from sync_server.api.sender import DeviceGate
from sync_server.services.device_book import Device
from sync_server.services.trust_content import ContentDesk
from sync_server.services.trust_keys import TrustKeys

_VARIES = {"Vary": "Accept-Encoding"}


class ContentAnswer(BaseModel):
    """JSON in base64url, the trust's signature over it, and what leads to the key that made it.

    The JSON has the trust's areas, its own guides, overlays and services (TOML), what to hide,
    and what the anonymiser is to look for.
    """

    payload: str
    signature: str
    successors: list[dict[str, str]]


def routes(desk: ContentDesk, trust_keys: TrustKeys, gate: DeviceGate) -> APIRouter:
    """Make the content route."""
    router = APIRouter(tags=["devices"])

    @router.get(
        "/content",
        response_model=ContentAnswer,
        responses=documented("device-unknown", "cross-site")
        | {304: {"description": "The device has just this already."}},
    )
    def content(
        device: Annotated[Device, Depends(gate)],
        if_none_match: Annotated[str, Header(description="The ETag of what is there.")] = "",
        accept_encoding: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """Give the trust's content; the ETag follows from every byte of it.

        Not from its version alone: a start with other settings, or a newer Layby, gives another
        answer too.
        """
        document = desk.content(device.organisation).to_document()
        signed = trust_keys.sign(device.organisation.id, CONTENT, document)
        body = json.dumps(signed, sort_keys=True).encode()
        headers = {"ETag": tag_of(body)} | _VARIES
        if matches_etag(if_none_match, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if accepts("gzip", accept_encoding):
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        return Response(body, headers=headers, media_type="application/json")

    return router
