"""GET /health/live, /health/ready and /api/v1/meta: is it there, does it work, what is it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import text

from app.domain.summary import SCHEMAS
from sync_server.api.problems import documented
from sync_server.db.engine import Database
from sync_server.settings import VERSION


class HealthAnswer(BaseModel):
    """Always ``ok``: anything else is a problem."""

    status: str


class MetaAnswer(BaseModel):
    """What this server is, and which summary schemas it takes."""

    service: str
    api: int
    version: str
    summary_schemas: list[int]


def health_routes(database: Database) -> APIRouter:
    """Make the routes a monitor asks."""
    router = APIRouter(prefix="/health", tags=["operations"])

    @router.get("/live", response_model=HealthAnswer, responses=documented())
    def live() -> JSONResponse:
        """Say that the process answers."""
        return JSONResponse({"status": "ok"})

    @router.get("/ready", response_model=HealthAnswer, responses=documented())
    def ready() -> JSONResponse:
        """Say that the database answers too."""
        with database.read() as connection:
            connection.execute(text("SELECT count(*) FROM organisation"))
        return JSONResponse({"status": "ok"})

    return router


def meta_routes() -> APIRouter:
    """Make the route by which an app finds out whom it talks to."""
    router = APIRouter(tags=["operations"])

    @router.get("/meta", response_model=MetaAnswer, responses=documented())
    def meta() -> JSONResponse:
        """Say what this server is. The same for everybody."""
        return JSONResponse(
            {"service": "layby", "api": 1, "version": VERSION, "summary_schemas": list(SCHEMAS)}
        )

    return router
