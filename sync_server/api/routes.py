"""The API: every route in one list, problem documents for all else, OpenAPI at one address."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, FastAPI

from sync_server.api import problems
from sync_server.api.sessions import same_site
from sync_server.settings import VERSION

V1 = "/api/v1"
_DESCRIPTION = (
    "What Layby's app and its sync server say to each other. Every error is a problem document "
    "(RFC 9457) with a stable type; every write may be repeated."
)


class Api(FastAPI):
    """FastAPI whose description names Layby's problems and nothing else."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI description, made once."""
        if self.openapi_schema is None:
            schema = super().openapi()
            parts = schema.setdefault("components", {}).setdefault("schemas", {})
            parts["Problem"] = dict(problems.SCHEMA)
            # FastAPI's own error form is never sent.
            for name in ("HTTPValidationError", "ValidationError"):
                parts.pop(name, None)
            for operations in schema["paths"].values():
                for operation in operations.values():
                    _drop_foreign_errors(operation["responses"])
            self.openapi_schema = schema
        return self.openapi_schema


def _drop_foreign_errors(responses: dict[str, Any]) -> None:
    for status in [s for s, answer in responses.items() if "HTTPValidation" in str(answer)]:
        del responses[status]


def build_api(
    v1: Sequence[APIRouter], health: APIRouter, returning: Sequence[APIRouter] = ()
) -> FastAPI:
    """Put the routers under their addresses.

    ``returning`` are reached from other sites on purpose: they carry their own proof.
    """
    api = Api(
        title="Layby sync server",
        version=VERSION,
        description=_DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        # The app's fetch must not follow redirects, so there are none.
        redirect_slashes=False,
    )
    problems.install(api)
    for router in v1:
        api.include_router(router, prefix=V1, dependencies=[Depends(same_site)])
    for router in (health, *returning):
        api.include_router(router)
    return api
