"""/api/v1/checks: a lead reads twenty texts and says which themes they speak of."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.checking import LONGEST_NEW_THEME, Checking, Dealt
from sync_server.services.look_log import LookLog

_READS = ("signed-out", "not-permitted", "cross-site")
_WRITES = (*_READS, "missing-header", "invalid-request", "not-json", "too-large", "text-unknown")
Handle = Annotated[str, Path(max_length=64, description="As it stands beside the text.")]
Code = Annotated[str, Field(max_length=64)]


class ThemeChoice(BaseModel):
    """A live theme of the trust's codebook."""

    code: str
    label: str
    group: str
    description: str


class SuggestedAnswer(BaseModel):
    """A theme that the coding finds, and the words because of which it does."""

    code: str
    because: list[str]


class DealtAnswer(BaseModel):
    """One text, as a lead may read it anyway; no group, area, quarter or order of arrival."""

    handle: str
    text: str
    suggested: list[SuggestedAnswer]


class DealAnswer(BaseModel):
    """Up to twenty texts to check, and the themes to choose from."""

    codebook_version: int
    themes: list[ThemeChoice]
    texts: list[DealtAnswer]


class CheckRequest(BaseModel):
    """The themes that a text speaks of, maybe none; what the codebook lacks, in a few words."""

    model_config = ConfigDict(extra="forbid")

    codes: list[Code] = Field(max_length=60)
    new_theme: str = Field("", max_length=LONGEST_NEW_THEME)


class CheckedAnswer(BaseModel):
    """That the answer is kept."""

    kept: bool


def routes(
    checking: Checking,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/checks", tags=["leads"])
    checks = Depends(sessions.may(Permission.CHECK_THEMES))

    @router.get("", response_model=DealAnswer, responses=documented(*_READS))
    def deal(account: Annotated[SignedIn, checks]) -> JSONResponse:
        """Deal texts that this lead has not checked yet; each time others."""
        organisation = organisation_of(account.organisation)
        looks.note(organisation.id, account.username, "looked at texts to check their themes")
        codebook = checking.coding_of(organisation).codebook
        themes = [
            {"code": it.id, "label": it.label, "group": it.group, "description": it.description}
            for it in codebook.live()
        ]
        texts = [_told(dealt) for dealt in checking.deal(organisation, account.username)]
        found = {"codebook_version": codebook.version, "themes": themes, "texts": texts}
        return JSONResponse(found)

    @router.post(
        "/{handle}",
        response_model=CheckedAnswer,
        responses=documented(*_WRITES),
        openapi_extra=described(CheckRequest),
        dependencies=[Depends(own_request)],
    )
    def check(
        account: Annotated[SignedIn, checks],
        handle: Handle,
        request: Annotated[CheckRequest, Depends(fitted_body(CheckRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Keep an answer; a later one about the same text stands beside it, and counts."""
        organisation = organisation_of(account.organisation)
        checking.answer(organisation, account.username, handle, request.codes, request.new_theme)
        return JSONResponse({"kept": True})

    return router


def _told(dealt: Dealt) -> dict[str, object]:
    suggested = [{"code": one.code, "because": list(one.because)} for one in dealt.suggested]
    return {"handle": dealt.handle, "text": dealt.text, "suggested": suggested}
