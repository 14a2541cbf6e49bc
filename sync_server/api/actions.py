"""/api/v1/actions: a theme becomes an action, and what came of it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from app.domain.theme_action import (
    LONGEST_OWNER,
    LONGEST_WORDS,
    Measured,
    State,
    ThemeAction,
    ThemeActions,
)
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.db.actions import ActionRow
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.acting import Acting, Measure, Tracked
from sync_server.services.look_log import LookLog

_READS = ("signed-out", "not-permitted", "cross-site")
_WRITES = (
    *(*_READS, "invalid-request", "missing-header", "not-json", "too-large"),
    *("changed-meanwhile", "content-invalid"),
)
Identity = Annotated[str, Path(pattern="^[0-9a-f-]{36}$", description="A UUID, made by the app.")]


class ActionRequest(BaseModel):
    """An action as it is to stand, made on ``if_version``: 0 for a new one."""

    model_config = ConfigDict(extra="forbid")

    theme: str = Field(max_length=64)
    tree: Literal["group", "area"] = "group"
    node: str = Field("*", max_length=130)
    words: str = Field(max_length=LONGEST_WORDS)
    owner: str = Field(max_length=LONGEST_OWNER)
    from_day: str = Field(max_length=10)
    state: State
    if_version: int = Field(ge=0, le=10_000_000, strict=True)


class KeptAnswer(BaseModel):
    """The action's new version."""

    version: int


def routes(
    acting: Acting,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/actions", tags=["leads"])
    # Figures before and after are of the whole trust, or by group.
    reads = Depends(sessions.may(Permission.READ_SUMMARIES))
    acts = Depends(sessions.may(Permission.ACT_ON_THEMES))

    @router.get("", response_model=ThemeActions, responses=documented(*_READS))
    def actions(account: Annotated[SignedIn, reads]) -> JSONResponse:
        """List the trust's actions, each with the same figure before and after it."""
        trust = organisation_of(account.organisation)
        looks.note(trust.id, account.username, "looked at actions and their figures")
        found = tuple(map(_action, acting.standing(trust)))
        return JSONResponse(asdict(ThemeActions(found)))

    @router.put(
        "/{identity}",
        response_model=KeptAnswer,
        responses=documented(*_WRITES),
        openapi_extra=described(ActionRequest),
        dependencies=[Depends(own_request)],
    )
    def keep(
        account: Annotated[SignedIn, acts],
        identity: Identity,
        asked: Annotated[ActionRequest, Depends(fitted_body(ActionRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Keep an action. Its owner is a post or a team, never a person."""
        values = asked.model_dump(exclude={"if_version"})
        wanted = ActionRow(
            id=identity, version=asked.if_version, edited_by="", edited_on="", **values
        )
        made = acting.save(organisation_of(account.organisation), account.username, wanted)
        return JSONResponse({"version": made.version})

    return router


def _action(one: Tracked) -> ThemeAction:
    row = one.row
    return ThemeAction(
        id=row.id,
        version=row.version,
        theme=row.theme,
        label=one.label,
        tree=row.tree,
        node=row.node,
        name=one.name,
        words=row.words,
        owner=row.owner,
        from_day=row.from_day,
        state=row.state,
        edited_by=row.edited_by,
        edited_on=row.edited_on,
        before=_measure(one.before),
        after=_measure(one.after),
        outcome=one.outcome,
    )


def _measure(one: Measure | None) -> Measured | None:
    if one is None:
        return None
    period, figure = one.period, one.figure
    return Measured(
        period=period.id, words=period.words, figure=figure.words, percent=figure.percent
    )
