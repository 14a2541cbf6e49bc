"""GET /health/live and /health/ready: is it there, does it work."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import text

from sync_server.api.problems import documented
from sync_server.db.engine import Database


class HealthAnswer(BaseModel):
    """Always ``ok``: anything else is a problem."""

    status: str


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
