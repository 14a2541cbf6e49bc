"""POST /api/v1/texts/{handle}/flag: a lead says that a text could point to someone."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import STAFF_GROUPS, Organisation
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.api.themes import asked_quarter
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.flagging import Flagging, Where

Handle = Annotated[str, Path(max_length=64, description="As it stands beside the text.")]


class FlagRequest(BaseModel):
    """Where the text was read, and whether it is to be hidden or shown again."""

    model_config = ConfigDict(extra="forbid")

    quarter: str = Field(max_length=7)
    staff_group: str = Field(max_length=2)
    flagged: bool = True


class FlagAnswer(BaseModel):
    """Whether the text is hidden now."""

    flagged: bool


def routes(
    flagging: Flagging, sessions: Sessions, organisation_of: Callable[[str], Organisation]
) -> APIRouter:
    """Make the route by which a lead hides a text."""
    router = APIRouter(tags=["leads"])
    may_flag = Depends(sessions.may(Permission.FLAG_TEXTS))

    @router.post(
        "/texts/{handle}/flag",
        response_model=FlagAnswer,
        responses=documented(
            "signed-out",
            "not-permitted",
            "missing-header",
            "cross-site",
            "invalid-request",
            "not-json",
            "too-large",
            "quarter-unknown",
            "staff-group-unknown",
            "text-unknown",
            "flag-stays",
        ),
        openapi_extra=described(FlagRequest),
        dependencies=[Depends(own_request)],
    )
    def flag(
        account: Annotated[SignedIn, may_flag],
        handle: Handle,
        request: Annotated[FlagRequest, Depends(fitted_body(FlagRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Hide a text everywhere, at once, or show it again on the same day."""
        if request.staff_group not in STAFF_GROUPS:
            raise Refusal("staff-group-unknown", field="staff_group")
        organisation = organisation_of(account.organisation)
        quarter = asked_quarter(request.quarter)
        where = Where(organisation.id, quarter, request.staff_group, handle)
        act = flagging.flag if request.flagged else flagging.take_back
        act(where, account.username)
        return JSONResponse({"flagged": request.flagged})

    return router
