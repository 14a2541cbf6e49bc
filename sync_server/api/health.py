"""GET /health/live, /health/ready and /health/metrics: is it there, does it work, how is it.

For a proxy and a monitor. Nothing here says anything of a person, a device or a summary.
"""

import secrets
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel

from sync_server.api.problems import documented, problem
from sync_server.errors import Refusal
from sync_server.services.gauges import Gauges
from sync_server.services.metrics import Metrics
from sync_server.services.readiness import WELL, Readiness
from sync_server.settings import VERSION

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class HealthAnswer(BaseModel):
    """Always ``ok``: anything else is a problem."""

    status: str


class ReadyAnswer(HealthAnswer):
    """``checks`` has ``ok`` for the database, its migrations and the disk."""

    checks: dict[str, str]


def health_routes(readiness: Readiness, gauges: Gauges, metrics: Metrics, token: str) -> APIRouter:
    """Make the routes a monitor asks. Without a ``token`` there are no metrics."""
    router = APIRouter(prefix="/health", tags=["operations"])

    @router.get("/live", response_model=HealthAnswer, responses=documented())
    def live() -> JSONResponse:
        """Say that the process answers."""
        return JSONResponse({"status": "ok"})

    @router.get("/ready", response_model=ReadyAnswer, responses=documented("not-ready"))
    def ready() -> JSONResponse:
        """Say that the database answers, has this version's schema, and that there is room."""
        checks = dict(readiness.checks())
        if all(said == WELL for said in checks.values()):
            return JSONResponse({"status": "ok", "checks": checks})
        said = ", ".join(f"{name}: {word}" for name, word in checks.items())
        return problem("not-ready", detail=f"This server cannot store just now. {said}.")

    @router.get(
        "/metrics", response_class=PlainTextResponse, responses=documented("metrics-refused")
    )
    def read_metrics(
        authorization: Annotated[str, Header(max_length=500, description="Bearer token.")] = "",
    ) -> Response:
        """Give figures of this server in Prometheus' text format."""
        given = authorization.removeprefix("Bearer ").encode("utf-8", "replace")
        if not token or not secrets.compare_digest(given, token.encode()):
            raise Refusal("metrics-refused")
        return PlainTextResponse(metrics.text(gauges.read(), VERSION), media_type=_PROMETHEUS)

    return router
