"""GET /api/v1/content: a device fetches what its trust has published.

The request carries the trust's pass and the version the device has, and neither says which
device it is. Nothing is kept of who asked, or when.
"""

import gzip
import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from fastapi.responses import Response
from pydantic import BaseModel

from app.domain.organisation import Organisation
from sync_server.api.problems import documented
from sync_server.api.pwa import accepts_gzip, matches_etag
from sync_server.api.sender import Sender
from sync_server.services.trust_content import ContentDesk

_VARIES = {"Vary": "Accept-Encoding"}


class ContentAnswer(BaseModel):
    """The trust's areas, its own guides, overlays and services (TOML), and what to hide."""

    version: int
    organisation: dict[str, Any]
    guides: list[str]
    overlays: list[str]
    services: list[str]
    hidden_services: list[str]
    lists: dict[str, Any]


def routes(desk: ContentDesk, sender: Sender) -> APIRouter:
    """Make the content route."""
    router = APIRouter(tags=["devices"])

    @router.get(
        "/content",
        response_model=ContentAnswer,
        responses=documented("submission-pass-unknown", "cross-site")
        | {304: {"description": "The device has this version already."}},
    )
    def content(
        organisation: Annotated[Organisation, Depends(sender)],
        if_none_match: Annotated[str, Header(description="The ETag of what is there.")] = "",
        accept_encoding: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """Give the trust's content; its version is the ETag."""
        tag = {"ETag": f'"{desk.version(organisation.id)}"'}
        if matches_etag(if_none_match, tag["ETag"]):
            return Response(status_code=304, headers=tag | _VARIES)
        found = desk.content(organisation)
        headers = {"ETag": f'"{found.version}"'} | _VARIES
        body = json.dumps(found.to_document(), ensure_ascii=False).encode()
        if accepts_gzip(accept_encoding):
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        return Response(body, headers=headers, media_type="application/json")

    return router
